import { serviceName } from '../../api/catalogue';
import type { MethodSpec, ParameterKind, ParameterSpec } from '../../api/method';
import { lookup } from '../../base/guards';
import { targetTypes } from '../../api/targetQuery';
import type { TargetType } from '../../api/targetQuery';

/** The parts of a target, each of which is asked for by itself. */
export const targetParts = ['type', 'destination', 'media'] as const;
export type TargetPart = (typeof targetParts)[number];

/** What a question asks for: a whole argument or a part of a target, whose kind is known once it was chosen. */
export interface Asked {
  readonly parameter: ParameterSpec;
  readonly part: 'whole' | TargetPart;
  readonly targetType?: TargetType;
}

/** The title of a question: the method and what is asked, in words. */
export function questionTitle(method: MethodSpec, asked: Asked): string {
  if (asked.part === 'type') return `${method.title} ${lookup(targets, serviceName(method)) ?? 'with whom'}?`;
  return `${method.title}: ${wordsFor(method, asked)}?`;
}

function wordsFor(method: MethodSpec, { parameter, part, targetType }: Asked): string {
  switch (part) {
    case 'destination':
      return `which ${targetType === undefined ? 'destination' : targetTypes[targetType].label.toLowerCase()}`;
    case 'media':
      return 'by which media';
    default:
      return (
        lookup(words, `${serviceName(method)} ${parameter.name}`) ??
        kindWords[parameter.kind] ??
        lookup(words, parameter.name) ??
        `which ${parameter.name}`
      );
  }
}

const targets: Readonly<Record<string, string>> = {
  'interaction.singleStepTransfer': 'to whom',
};

/** By service and name of the parameter, or by its name alone. */
const words: Readonly<Record<string, string>> = {
  userData: 'with which user data',
  extensions: 'with which extensions',
  keyValues: 'which keys and values',
  recordData: 'which fields and values',
  warningMessage: 'with which warning',
  campaignName: 'of which campaign',
  recordHandle: 'which record',
  rescheduleDate: 'for when',
  callbackType: 'who calls back',
  callResult: 'which result',
  channel: 'on which channel',
  message: 'which message',
  dialogId: 'which dialog',
  url: 'which address',
  options: 'which options',
  destination: 'which destination',
  parameters: 'with which contents',
  id: 'which toast',
  name: 'which view',
  'voice.dial destination': 'which number',
  'voice.dialEx destination': 'which number',
  'email.create destination': 'to which address',
  'system.openDialog options': 'with which options',
};

/** By kind, where it says more than the name. */
const kindWords: Partial<Readonly<Record<ParameterKind, string>>> = {
  interactionId: 'which interaction',
  consultInteractionId: 'which consultation',
  caseId: 'which case',
  userDataKey: 'which key',
  stateOperation: 'to which state',
  mediaName: 'which media',
};

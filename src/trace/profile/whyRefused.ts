import { findDocumentedMethod } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import { isInteractionState, phaseOf } from '../../api/states';
import { isRecordObject } from '../../base/guards';
import type { WatchedWorkspace } from '../../model/watchedWorkspace';
import type { LiveInteraction, RecordOf } from '../../protocol/records';
import { results } from '../../simulator/desk/assumptions';
import type { LearnableError } from '../../simulator/desk/profile/profile';

/** What is known of a Workspace when a call is made. */
export interface Surroundings {
  readonly workspace: WatchedWorkspace;
  /** Whether all interactions are known. */
  readonly isWhole: boolean;
  /** What agent.getStateList returned. */
  readonly states: unknown;
}

/** Why a call was refused, with what stands in the text for this call alone. */
export interface RefusedCall {
  readonly error: LearnableError;
  readonly values: Readonly<Record<string, string>>;
}

interface FailedCall extends Surroundings {
  readonly service: string;
  readonly method: MethodSpec;
  readonly parameters: readonly unknown[];
  /** The first argument, as text. */
  readonly first: string;
  readonly interaction: LiveInteraction | undefined;
}

type Reason = readonly [LearnableError, (call: FailedCall) => boolean];

const changesUserData = /^interaction\.(?:set|delete)UserData$/;
const controlsCall = /^voice\.(?:answer|hold|resume|hangUp|\w+CallRecording)$/;

/** Why a call may have been refused, the surest reason first. */
const reasons: readonly Reason[] = [
  ['serviceNotAllowed', ({ workspace, service }) => workspace.services?.includes(service) === false],
  [
    'badArgument',
    ({ method, parameters }) =>
      method.parameters.some(({ optional }, index) => optional !== true && isMissing(parameters[index])),
  ],
  ['unknownInteraction', (call) => call.isWhole && takesInteraction(call) && call.interaction === undefined],
  ['unknownCase', (call) => takes(call, 'caseId') && call.isWhole && !casesOf(call).includes(call.first)],
  [
    'unknownState',
    ({ method, parameters, states }) =>
      namesUnknown(method, parameters, 'stateOperation', namesIn(states, 'operationName')),
  ],
  [
    'unknownMedia',
    ({ method, parameters, workspace }) =>
      namesUnknown(method, parameters, 'mediaName', [
        ...namesIn(workspace.media, 'name'),
        ...namesIn(workspace.media, 'media'),
      ]),
  ],
  [
    'unknownCallResult',
    ({ service, parameters }) =>
      service === 'outbound.setCallResult' && results.callResults.value.every(({ id }) => id !== Number(parameters[1])),
  ],
  [
    'notVoice',
    ({ service, interaction }) =>
      controlsCall.test(service) && typeof interaction?.media === 'string' && interaction.media !== 'voice',
  ],
  [
    'markdoneBlocked',
    ({ service, first, workspace }) => service === 'interaction.markdone' && workspace.isMarkdoneBlocked(first),
  ],
  ['notLive', ({ service, interaction }) => changesUserData.test(service) && phaseOf(interaction?.state) === 'ended'],
  [
    'unknownKey',
    ({ service, parameters, interaction }) =>
      service === 'interaction.deleteUserData' &&
      isRecordObject(interaction?.userData) &&
      !Object.hasOwn(interaction.userData, String(parameters[1])),
  ],
  [
    'noParent',
    ({ service, interaction }) => service.startsWith('interaction.complete') && interaction?.isConsultation === false,
  ],
  [
    'notPossible',
    ({ method, interaction }) =>
      isInteractionState(interaction?.state) && method.states?.includes(interaction.state) === false,
  ],
];

/** Why Workspace refused a call, as far as what is known of it leaves no doubt; undefined otherwise. */
export function whyRefused(
  { service, parameters = [] }: RecordOf<'call'>,
  around: Surroundings,
): RefusedCall | undefined {
  const method = findDocumentedMethod(service);
  if (method === undefined) return { error: 'unknownService', values: { service } };
  const first = idOf(parameters[0]);
  const interaction = around.workspace.interactions.get(first);
  const call: FailedCall = { ...around, service, method, parameters, first, interaction };
  const error = reasons.find(([, fits]) => fits(call))?.[0];
  return error === undefined ? undefined : { error, values: valuesOf(error, call) };
}

/** The placeholders of errorArguments that a call fills. */
function valuesOf(
  error: LearnableError,
  { service, parameters, first, interaction }: FailedCall,
): Record<string, string> {
  switch (error) {
    case 'serviceNotAllowed':
    case 'unknownService':
    case 'badArgument':
      return { service };
    case 'unknownInteraction':
    case 'markdoneBlocked':
    case 'noParent':
      return { interaction: first };
    case 'unknownCase':
      return { case: first };
    case 'unknownKey':
      return { interaction: first, key: idOf(parameters[1]) };
    case 'unknownState':
    case 'unknownMedia':
      return { name: first };
    case 'unknownCallResult':
      return { name: idOf(parameters[1]) };
    case 'notVoice':
      return { interaction: first, media: idOf(interaction?.media) };
    case 'notLive':
      return { interaction: first, state: idOf(interaction?.state) };
    case 'notPossible':
      return { interaction: first, state: idOf(interaction?.state), media: idOf(interaction?.media) };
  }
}

function takes({ method }: FailedCall, kind: string): boolean {
  return method.parameters[0]?.kind === kind;
}

function takesInteraction(call: FailedCall): boolean {
  return takes(call, 'interactionId') || takes(call, 'consultInteractionId');
}

function casesOf({ workspace }: FailedCall): unknown[] {
  return [...workspace.interactions.values()].map(({ caseId }) => caseId);
}

/** Whether an argument of this kind names nothing of a list that is known. */
function namesUnknown(
  { parameters: specs }: MethodSpec,
  parameters: readonly unknown[],
  kind: string,
  names: readonly unknown[],
): boolean {
  const index = specs.findIndex((spec) => spec.kind === kind);
  return index === 0 && names.length > 0 && !names.includes(parameters[index]);
}

function namesIn(list: unknown, key: string): unknown[] {
  return Array.isArray(list)
    ? list.flatMap((each: unknown) => (isRecordObject(each) && each[key] !== undefined ? [each[key]] : []))
    : [];
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function idOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

import type { SyntaxNode } from '@lezer/common';
import { eventNames } from '../../api/events/events';
import {
  agentEventTypes,
  caseEventTypes,
  interactionEventTypes,
  outboundEventTypes,
} from '../../api/events/eventTypes';
import type { EventTypeFacts } from '../../api/events/eventTypes';
import { interactionStates } from '../../api/states';
import { targetTypes } from '../../api/targetQuery';
import type { Code } from '../code';
import { eventNameNodes } from '../meaning/callbacks';
import { readArguments } from '../meaning/calls';
import { comparisonsOf } from '../meaning/comparisons';
import type { Comparison } from '../meaning/comparisons';
import { keysOf } from '../meaning/values';
import { evidenceText } from './describe';

/** A text that the API knows in some place. */
export interface KnownText {
  readonly text: string;
  readonly doc: string;
}

const mediaNames: readonly KnownText[] = ['voice', 'chat', 'email'].map((text) => ({
  text,
  doc: `The media ${text}.`,
}));
const stateOperations: readonly KnownText[] = [
  { text: 'Ready', doc: 'Ready for interactions.' },
  { text: 'NotReady', doc: 'Not ready for interactions.' },
  { text: 'AfterCallWork', doc: 'Not ready: does the work after a call.' },
];
const targets: readonly KnownText[] = Object.entries(targetTypes).map(([text, { label, destination }]) => ({
  text,
  doc: `${label}: destination is the ${destination}.`,
}));
const events: readonly KnownText[] = eventNames.map((text) => ({ text, doc: `The event ${text}.` }));

const comparedTexts: Readonly<Record<Comparison['of'], readonly KnownText[]>> = {
  eventName: events,
  eventType: [...factsOf(caseEventTypes), ...factsOf(interactionEventTypes)],
  agentState: factsOf(agentEventTypes),
  campaignEventType: factsOf(outboundEventTypes),
  interactionState: Object.entries(interactionStates).map(([text, { doc }]) => ({ text, doc })),
};

/** The texts that the API knows in the place of a text in the code; none where it knows no place for it. */
export function knownTextsAt(text: SyntaxNode, { meaning, calls }: Code): readonly KnownText[] {
  const isIt = (node: SyntaxNode | undefined) => node?.from === text.from && node.to === text.to;
  for (const call of calls.core) {
    if (call.member === 'subscribe' && eventNameNodes(call, meaning).some(isIt)) return events;
  }
  for (const call of calls.services) {
    if (call.node.from > text.from || call.node.to < text.to) continue;
    for (const { parameter, node } of readArguments(call, meaning)?.values ?? []) {
      if (isIt(node) && parameter.kind === 'stateOperation') return stateOperations;
      if (isIt(node) && parameter.kind === 'mediaName') return mediaNames;
      if (parameter.kind !== 'targetQuery') continue;
      const key = keysOf(node, meaning)?.find(({ value }) => isIt(value));
      if (key?.name === 'type' || key?.name === 'target') return targets;
      if (key?.name === 'media') return mediaNames;
    }
  }
  const compared = comparisonsOf(meaning).find((comparison) => isIt(comparison.text));
  return compared === undefined ? [] : comparedTexts[compared.of];
}

function factsOf(facts: Readonly<Record<string, EventTypeFacts>>): readonly KnownText[] {
  return Object.entries(facts).map(([text, { doc, evidence }]) => ({ text, doc: `${doc} ${evidenceText[evidence]}` }));
}

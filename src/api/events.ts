import type { Evidence } from './evidence';

/** The names that `service.subscribe` takes; a messenger channel is `messenger:<channel>`. Source: reference. */
export const eventNames = ['agent', 'interaction', 'media', 'outbound', 'system', 'markdone'] as const;
export type EventName = (typeof eventNames)[number];

export const messengerEventPrefix = 'messenger:';

interface EventTypeFacts {
  readonly doc: string;
  readonly evidence: Evidence;
}

/**
 * Known values of `data.eventType` in `interaction` events. Nothing may depend on the list being complete:
 * an unknown type is shown as it comes.
 */
export const interactionEventTypes = {
  CASE_SELECTED: {
    evidence: 'doc',
    doc: 'The case in selectedCaseId is now the selected one.',
  },
  CASE_EXPANDED: { evidence: 'doc', doc: 'The case in selectedCaseId was expanded.' },
  CASE_COLLAPSED: { evidence: 'doc', doc: 'The case in selectedCaseId was collapsed.' },
  MARK_DONE: {
    evidence: 'doc',
    doc: 'The interaction was marked done and leaves the desk.',
  },
  RELEASED: { evidence: 'doc', doc: 'The call ended; ronaCallState says so if it was never answered.' },
  ESTABLISHED: { evidence: 'seen', doc: 'The call was answered.' },
  RINGING: { evidence: 'assumed', doc: 'A call rings.' },
  DIALING: { evidence: 'assumed', doc: 'A call goes out.' },
  HELD: { evidence: 'assumed', doc: 'The call was put on hold.' },
  RETRIEVED: { evidence: 'assumed', doc: 'The call came back from hold.' },
  ATTACHED_DATA_CHANGED: { evidence: 'assumed', doc: 'User data changed.' },
  PARTY_CHANGED: { evidence: 'assumed', doc: 'A party joined or left.' },
  RECORDING_STATE_CHANGED: { evidence: 'assumed', doc: 'The recording started, stopped, paused or went on.' },
} as const satisfies Record<string, EventTypeFacts>;

export type InteractionEventType = keyof typeof interactionEventTypes;

/** What is known of a value of `eventType`, or undefined for one that no source names. */
export function interactionEventFacts(eventType: unknown): EventTypeFacts | undefined {
  return typeof eventType === 'string' && Object.hasOwn(interactionEventTypes, eventType)
    ? interactionEventTypes[eventType as InteractionEventType]
    : undefined;
}

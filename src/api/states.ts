import { tableKeys } from '../base/collections';

/** The media of which something is known; other names occur and are shown as they come. */
export type MediaFamily = 'voice' | 'chat' | 'email' | 'openMedia';

interface StateFacts {
  /** What the state means, in our words. */
  readonly doc: string;
  /** Where an interaction in this state stands in its life; `assumed`, from the meaning of the state. */
  readonly phase: 'offered' | 'live' | 'ended' | 'unknown';
}

/** Every state of an interaction. Source: reference, `Interaction.state`. */
export const interactionStates = {
  UNKNOWN: { phase: 'unknown', doc: 'A state that Workspace itself does not know.' },
  IDLE: { phase: 'ended', doc: 'No longer active; it may be closed.' },
  RINGING: { phase: 'offered', doc: 'An inbound call rings at the agent.' },
  DIALING: { phase: 'live', doc: 'An outbound call rings at the far end.' },
  TALKING: { phase: 'live', doc: 'The call is established.' },
  HELD: { phase: 'live', doc: 'The call is on hold.' },
  PREVIEW: { phase: 'live', doc: 'A preview of an outbound call.' },
  INVITED: { phase: 'offered', doc: 'An open media interaction invites the agent.' },
  ACCEPTED: { phase: 'live', doc: 'The open media interaction was accepted.' },
  CREATED: { phase: 'live', doc: 'The open media interaction was created.' },
  PULLED: { phase: 'live', doc: 'The open media interaction was pulled from a workbin.' },
  REVOKED: { phase: 'ended', doc: 'The open media interaction was taken back.' },
  COMPLETED: { phase: 'ended', doc: 'The open media interaction was marked as done.' },
  ERROR: { phase: 'ended', doc: 'The open media interaction failed.' },
  SAVED: { phase: 'live', doc: 'The open media interaction was saved.' },
  TRANSFERRING: { phase: 'live', doc: 'The open media interaction is being transferred.' },
  TRANSFER_COMPLETED: { phase: 'ended', doc: 'The transfer of the open media interaction is complete.' },
  INVITED_CONFERENCE: { phase: 'offered', doc: 'The agent is invited to a conference on open media.' },
  LEFT_CONFERENCE: { phase: 'ended', doc: 'The open media interaction left the conference.' },
  USER_DATA_ATTACHED: { phase: 'live', doc: 'User data was attached to the interaction.' },
  USER_DATA_UPDATED: { phase: 'live', doc: 'The user data of the interaction changed.' },
  JOIN_PENDING: { phase: 'live', doc: 'The chat session is being joined.' },
  JOIN_FAILED: { phase: 'ended', doc: 'The chat server could not be reached.' },
  HISTORY_IN_PROGRESS: { phase: 'live', doc: 'The content of the chat is being loaded.' },
  HISTORY_DONE: { phase: 'live', doc: 'The content of the chat is loaded.' },
  CANCELLED: { phase: 'ended', doc: 'The outbound email was cancelled.' },
  SENT: { phase: 'ended', doc: 'The outbound email was sent.' },
  READY: { phase: 'live', doc: 'The call preview is ready.' },
  CANCELED: { phase: 'ended', doc: 'The call preview was cancelled.' },
  REJECTED: { phase: 'ended', doc: 'The call preview was rejected.' },
} as const satisfies Record<string, StateFacts>;

/** A state that the reference names. Live pages may show others. */
export type InteractionState = keyof typeof interactionStates;

export type StatePhase = StateFacts['phase'];

/** All states in the order of the reference. */
export const interactionStateNames: readonly InteractionState[] = tableKeys(interactionStates);

/** Whether `value` is one of the reference's states. */
export function isInteractionState(value: unknown): value is InteractionState {
  return typeof value === 'string' && Object.hasOwn(interactionStates, value);
}

/** Where a state stands in an interaction's life; `unknown` for what the reference does not name. */
export function phaseOf(state: unknown): StatePhase {
  return isInteractionState(state) ? interactionStates[state].phase : 'unknown';
}

/**
 * Whether an interaction in this state is not over, so that its user data can be changed: for voice that is any state but
 * IDLE (reference, setUserData).
 */
export function isOpen(state: unknown): boolean {
  return ['live', 'offered'].includes(phaseOf(state));
}

/** Source: reference, `Interaction.callType`. */
export const callTypes = ['INTERNAL', 'INBOUND', 'OUTBOUND', 'CONSULT', 'UNKNOWN'] as const;
export type CallType = (typeof callTypes)[number];

/** Source: reference, `Interaction.direction`. */
export type Direction = 'IN' | 'OUT' | 'UNKNOWN';

/** Source: reference, `Interaction.recordingState`. */
export type RecordingState = 'STOPPED' | 'RECORDING' | 'PAUSED';

/** Source: reference, `Interaction.ronaCallState`: why a call that rang in vain is gone. */
export const ronaCallStates = ['REDIRECTED', 'NO_ANSWER'] as const;
export type RonaCallState = (typeof ronaCallStates)[number];

const mediaFamilies: ReadonlyMap<string, MediaFamily> = new Map([
  ['voice', 'voice'],
  ['chat', 'chat'],
  ['email', 'email'],
]);

/**
 * The family that a media name belongs to; other names than these three are `assumed` to be open media.
 */
export function mediaFamilyOf(media: string | undefined): MediaFamily {
  return mediaFamilies.get(media?.toLowerCase() ?? '') ?? 'openMedia';
}

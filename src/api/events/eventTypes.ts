import type { Evidence } from '../method';

export interface EventTypeFacts {
  readonly doc: string;
  readonly evidence: Evidence;
}

const doc = (text: string): EventTypeFacts => ({ evidence: 'doc', doc: text });
const seen = (text: string): EventTypeFacts => ({ evidence: 'seen', doc: text });
const assumed = (text: string): EventTypeFacts => ({ evidence: 'assumed', doc: text });
const namedAfterState = assumed('Named after the state that the interaction has now.');

/** Values of `eventType` in `interaction` events that tell of a case and hold `selectedCaseId`. */
export const caseEventTypes = {
  CASE_SELECTED: doc('A case was selected.'),
  CASE_EXPANDED: doc('A case was expanded.'),
  CASE_COLLAPSED: doc('A case was collapsed.'),
} as const satisfies Record<string, EventTypeFacts>;

/** Values of `eventType` in `interaction` events that tell of an interaction and hold `interaction` (that key: `assumed`). */
export const interactionEventTypes = {
  RINGING: assumed('An inbound or internal call rings.'),
  DIALING: assumed('A call goes out.'),
  ESTABLISHED: seen('A call was answered, by either side.'),
  HELD: assumed('A call was put on hold.'),
  RETRIEVED: assumed('A call came back from hold.'),
  RELEASED: doc('A call ended; ronaCallState says why if nobody answered.'),
  RECORDING_STATE_CHANGED: assumed('The recording started, stopped, paused or went on.'),
  ATTACHED_DATA_CHANGED: assumed('User data changed.'),
  PARTY_CHANGED: assumed('A party joined or left.'),
  MARK_DONE: doc('The interaction was marked done and left the desk.'),
  UNKNOWN: namedAfterState,
  CALL_RECOVERED: assumed('The state of a call that was unknown is known again.'),
  INVITED: namedAfterState,
  INVITED_CONFERENCE: namedAfterState,
  ACCEPTED: namedAfterState,
  CREATED: namedAfterState,
  PULLED: namedAfterState,
  REVOKED: namedAfterState,
  SAVED: namedAfterState,
  SENT: namedAfterState,
  CANCELLED: namedAfterState,
  TRANSFERRING: namedAfterState,
  TRANSFER_COMPLETED: namedAfterState,
  TRANSFER_FAILED: assumed('A transfer was called off or failed; the interaction is as before.'),
  LEFT_CONFERENCE: namedAfterState,
  JOIN_PENDING: namedAfterState,
  JOIN_FAILED: namedAfterState,
  HISTORY_IN_PROGRESS: namedAfterState,
  HISTORY_DONE: namedAfterState,
  IDLE: assumed('A chat or another open media interaction ended.'),
  ERROR: namedAfterState,
  PREVIEW: namedAfterState,
  READY: namedAfterState,
  CANCELED: namedAfterState,
  REJECTED: namedAfterState,
} as const satisfies Record<string, EventTypeFacts>;

/** Values of `type` in `agent` events. */
export const agentEventTypes = {
  READY: seen('The agent is ready.'),
  NOT_READY: seen('The agent is not ready.'),
  NOT_READY_AFTER_CALLWORK: seen('The agent does the work after a call.'),
} as const satisfies Record<string, EventTypeFacts>;

/** Values of `eventType` in `outbound` events; `campaign` names the campaign. */
export const outboundEventTypes = {
  CampaignLoaded: doc('A campaign was loaded.'),
  CampaignUnloaded: doc('A campaign was unloaded.'),
  CampaignStarted: doc('A campaign was started; `mode` says how it gives its records.'),
  CampaignStopped: seen('A campaign was stopped.'),
} as const satisfies Record<string, EventTypeFacts>;

/** Values of `mode` when a campaign starts. */
export const campaignModes = ['Preview', 'PushPreview'] as const;

import * as v from 'valibot';
import type { UserData } from '../../../api/interaction';
import { callTypes, ronaCallStates } from '../../../api/states';
import { isTargetType } from '../../../api/targetQuery';
import type { TargetType } from '../../../api/targetQuery';
import { tableKeys } from '../../../base/collections';
import { isRecordObject } from '../../../base/guards';
import { contactSchema, filledText } from '../checks';
import { frameRoles } from '../state/types';

/** What the agent can do to an interaction with one click, with the text of the button. */
export const interactionActions = {
  accept: 'Accept',
  reject: 'Reject',
  hold: 'Hold',
  resume: 'Resume',
  release: 'Release',
  startRecording: 'Start recording',
  pauseRecording: 'Pause recording',
  resumeRecording: 'Resume recording',
  stopRecording: 'Stop recording',
  leaveConference: 'Leave conference',
  reply: 'Reply',
  save: 'Save',
  send: 'Send',
  discard: 'Discard draft',
  callOffTransfer: 'Call off transfer',
  completeTransfer: 'Complete transfer',
  completeConference: 'Complete conference',
  callPreview: 'Call',
  rejectPreview: 'Reject record',
  cancelPreview: 'Cancel record',
  markDone: 'Mark done',
  doneAndNext: 'Done and get next',
} as const satisfies Record<string, string>;
export type InteractionAction = keyof typeof interactionActions;
export const interactionActionNames: readonly InteractionAction[] = tableKeys(interactionActions);

/** What the agent can do to an interaction once a target is chosen. */
export const reachActions = {
  consult: 'Consult',
  transfer: 'Transfer',
  conference: 'Conference',
} as const satisfies Record<string, string>;
export type ReachAction = keyof typeof reachActions;
export const reachActionNames: readonly ReachAction[] = tableKeys(reachActions);

const text = filledText;
const contact = contactSchema;
const interactionId = text;
const caseId = text;
// Not v.record: that leaves out keys such as "constructor", which are keys like any other here.
const userData = v.custom<UserData>(isRecordObject, 'must be an object of keys and values');

const target = v.union([
  text,
  v.strictObject({
    type: v.custom<TargetType>(isTargetType, 'must be a target type'),
    destination: text,
    media: v.optional(text),
  }),
]);
/** Whom the agent picks in the team communicator; a text is a number or address. */
export type ChosenTarget = v.InferOutput<typeof target>;

/** What the agent does with the mouse; also as it comes from a test or a file, to be checked. */
export const agentActionSchema = v.variant('do', [
  v.strictObject({ do: v.picklist(interactionActionNames), interactionId }),
  v.strictObject({ do: v.picklist(reachActionNames), interactionId, target, userData: v.exactOptional(userData) }),
  v.strictObject({ do: v.literal('dial'), destination: text, userData: v.exactOptional(userData) }),
  v.strictObject({ do: v.literal('createEmail'), destination: text, userData: v.exactOptional(userData) }),
  /** Takes an email or a work item out of a workbin. */
  v.strictObject({
    do: v.literal('pullFromWorkbin'),
    media: text,
    contact: v.exactOptional(contact),
    userData: v.exactOptional(userData),
  }),
  v.strictObject({ do: v.literal('getPreviewRecord'), campaign: text }),
  v.strictObject({ do: v.literal('setUserData'), interactionId, keyValues: userData }),
  v.strictObject({ do: v.literal('deleteUserData'), interactionId, key: v.string() }),
  v.strictObject({ do: v.picklist(['selectCase', 'expandCase', 'collapseCase']), caseId }),
  v.strictObject({ do: v.literal('setAgentState'), operationName: text }),
  v.strictObject({ do: v.literal('setMediaState'), media: text, operationName: text }),
  v.strictObject({ do: v.literal('closeMarkdoneWarning') }),
  /** Presses a button by its place, the first is 0. */
  v.strictObject({ do: v.literal('pressToastButton'), toastId: text, button: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ do: v.literal('dismissToast'), toastId: text }),
  v.strictObject({ do: v.literal('closeDialog'), dialogId: text }),
  v.strictObject({ do: v.literal('pressMenuView'), name: text }),
]);
export type AgentAction = v.InferOutput<typeof agentActionSchema>;

/** What the far ends and the servers can do to one interaction, with words for a control panel. */
export const farEndMoves = {
  farEndAnswers: 'Far end answers',
  farEndDoesNotAnswer: 'Far end does not answer',
  farEndHangsUp: 'Far end hangs up',
  joinFails: 'Chat server cannot be reached',
  chatJoins: 'Chat is joined',
  historyLoads: 'Chat history is loaded',
  revoke: 'Take the interaction back',
  fail: 'Let the interaction fail',
  transferCompletes: 'Transfer completes',
  transferFails: 'Transfer fails',
  recordLoads: 'Preview record is loaded',
  connectionBreaks: 'Lose track of the call',
  connectionReturns: 'Find the call again',
} as const satisfies Record<string, string>;
export type FarEndMove = keyof typeof farEndMoves;
export const farEndMoveNames: readonly FarEndMove[] = tableKeys(farEndMoves);

/** Something that comes in, as it comes from a test or a file, to be checked. */
export const inboundSchema = v.strictObject({
  happens: v.literal('inbound'),
  /** `voice`, `chat`, `email`, or any other name for open media. */
  media: text,
  contact: v.exactOptional(contact),
  userData: v.exactOptional(userData),
  /** Voice only. */
  ani: v.exactOptional(v.string()),
  /** Voice only. */
  dnis: v.exactOptional(v.string()),
  /** Voice only; INBOUND by default. CONSULT makes it another agent's consultation with this one. */
  callType: v.exactOptional(v.picklist(callTypes)),
  /** Other media than voice: another agent invites this one to a conference. */
  conference: v.exactOptional(v.boolean()),
});
/** Something that comes in. Whatever is left out gets a plain value. */
export type Inbound = v.InferOutput<typeof inboundSchema>;

/** What the world outside does; also as it comes from a test or a file, to be checked. */
export const happeningSchema = v.variant('happens', [
  inboundSchema,
  v.strictObject({ happens: v.picklist(farEndMoveNames), interactionId }),
  /** An offered interaction was not taken in time; for calls with how it ended, REDIRECTED by default. */
  v.strictObject({
    happens: v.literal('ringTimesOut'),
    interactionId,
    ronaCallState: v.exactOptional(v.picklist(ronaCallStates)),
  }),
  v.strictObject({ happens: v.picklist(['partyJoins', 'partyLeaves']), interactionId, name: text }),
  v.strictObject({ happens: v.literal('userDataChanges'), interactionId, keyValues: userData }),
  /** A campaign gives a record of its list: offered (push) or shown at once (direct push, once started). */
  v.strictObject({ happens: v.literal('pushPreview'), campaign: text }),
  v.strictObject({
    happens: v.picklist(['campaignLoads', 'campaignUnloads', 'campaignStarts', 'campaignStops']),
    campaign: text,
  }),
  v.strictObject({ happens: v.literal('frameBecomes'), role: v.picklist(frameRoles) }),
  /** A widget is gone: what it put on the screen and its mark-done blocks go with it. */
  v.strictObject({ happens: v.literal('widgetLeaves'), widget: text }),
]);
export type Happening = v.InferOutput<typeof happeningSchema>;

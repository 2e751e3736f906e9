import type { Evidence } from '../../api/method';
import type { Contact, Interaction, UserData } from '../../api/interaction';
import type { InteractionState, RonaCallState } from '../../api/states';
import type { AgentState, CampaignRecord, FrameRole, PreviewMode } from './state/types';

/**
 * Everything that the desk says and of which no source is certain, in one place: a developer with a live Workspace corrects
 * it here. The rules themselves are in the other modules. Each entry bears its evidence, so that the page can show it.
 */
interface Assumed<T> {
  readonly evidence: Evidence;
  /** What the entry is about and why it is as it is. */
  readonly note: string;
  readonly value: T;
}

const doc = <T>(note: string, value: T): Assumed<T> => ({ evidence: 'doc', note, value });
const seen = <T>(note: string, value: T): Assumed<T> => ({ evidence: 'seen', note, value });
const assumed = <T>(note: string, value: T): Assumed<T> => ({ evidence: 'assumed', note, value });

const namedAfterItsState = 'Named after the state that it brings.';

/** What happens to an interaction, with the `eventType` that tells of it. */
export const interactionEvents = {
  ringing: assumed('An inbound or internal call rings.', 'RINGING'),
  dialing: assumed('A call goes out.', 'DIALING'),
  established: seen('A call was answered, by either side.', 'ESTABLISHED'),
  held: assumed('A call was put on hold.', 'HELD'),
  retrieved: assumed('A call came back from hold.', 'RETRIEVED'),
  released: doc('A call ended. That the name stands in eventType is assumed.', 'RELEASED'),
  recording: assumed('The recording started, stopped, paused or went on.', 'RECORDING_STATE_CHANGED'),
  userData: assumed('User data changed, on any media.', 'ATTACHED_DATA_CHANGED'),
  parties: assumed('A party joined or left.', 'PARTY_CHANGED'),
  markDone: doc('The interaction was marked done and leaves the desk.', 'MARK_DONE'),
  unknown: assumed(namedAfterItsState, 'UNKNOWN'),
  found: assumed('A call whose state was unknown is known again.', 'CALL_RECOVERED'),
  invited: assumed(namedAfterItsState, 'INVITED'),
  invitedConference: assumed(namedAfterItsState, 'INVITED_CONFERENCE'),
  accepted: assumed(namedAfterItsState, 'ACCEPTED'),
  created: assumed(namedAfterItsState, 'CREATED'),
  pulled: assumed(namedAfterItsState, 'PULLED'),
  revoked: assumed(namedAfterItsState, 'REVOKED'),
  saved: assumed(namedAfterItsState, 'SAVED'),
  sent: assumed(namedAfterItsState, 'SENT'),
  cancelled: assumed(namedAfterItsState, 'CANCELLED'),
  transferring: assumed(namedAfterItsState, 'TRANSFERRING'),
  transferCompleted: assumed(namedAfterItsState, 'TRANSFER_COMPLETED'),
  transferFailed: assumed('A transfer was called off or failed; the interaction is as before.', 'TRANSFER_FAILED'),
  leftConference: assumed(namedAfterItsState, 'LEFT_CONFERENCE'),
  joinPending: assumed(namedAfterItsState, 'JOIN_PENDING'),
  joinFailed: assumed(namedAfterItsState, 'JOIN_FAILED'),
  historyInProgress: assumed(namedAfterItsState, 'HISTORY_IN_PROGRESS'),
  historyDone: assumed(namedAfterItsState, 'HISTORY_DONE'),
  idle: assumed('A chat or another open media interaction ended.', 'IDLE'),
  error: assumed(namedAfterItsState, 'ERROR'),
  preview: assumed(namedAfterItsState, 'PREVIEW'),
  previewReady: assumed(namedAfterItsState, 'READY'),
  previewCanceled: assumed(namedAfterItsState, 'CANCELED'),
  previewRejected: assumed(namedAfterItsState, 'REJECTED'),
} as const satisfies Record<string, Assumed<string>>;
export type InteractionEventKind = keyof typeof interactionEvents;

/** The data of the events, as functions of what they tell. */
export const eventData = {
  interaction: assumed('The Interaction under `interaction`.', (eventType: string, interaction: Interaction) => ({
    eventType,
    interaction,
  })),
  caseEvent: doc(
    'Only the id of a case. On a selection, CASE_COLLAPSED and CASE_EXPANDED bear the case that was selected until then and ' +
      'CASE_SELECTED the new one, as in the reference. Taken at its word: the old case is folded and opened again, and ' +
      'whether the new one is open does not change.',
    (eventType: 'CASE_SELECTED' | 'CASE_EXPANDED' | 'CASE_COLLAPSED', caseId: string) => ({
      eventType,
      selectedCaseId: caseId,
    }),
  ),
  agent: seen('`type` was seen; the other fields of the state are assumed.', (state: AgentState) => ({ ...state })),
  media: assumed('The media with its new state.', (name: string, state: AgentState) => mediaShape(name, state)),
  campaign: doc(
    'eventType CampaignLoaded, CampaignUnloaded or CampaignStarted. CampaignStopped was seen in the vendor’s back-end simulator. That only the start has a mode is assumed.',
    (eventType: string, campaign: string, mode?: string) => ({
      eventType,
      campaign,
      ...(mode === undefined ? {} : { mode }),
    }),
  ),
  markdone: assumed(
    'Tells the widget that blocks mark-done that somebody tried.',
    (interaction: Interaction, messages: readonly string[]) => ({
      eventType: 'MARK_DONE_BLOCKED',
      interactionId: interaction.interactionId,
      warningMessages: [...messages],
      interaction,
    }),
  ),
  frame: assumed(
    'Which role this Workspace window took among several. The name frameState is documented; its values and eventType are assumed.',
    (role: FrameRole) => ({ eventType: 'FRAME_STATE_CHANGED', frameState: role.toUpperCase() }),
  ),
  toastButton: assumed('Event `system` when the agent presses a button of a toast.', (id: string, button: number) => ({
    eventType: 'TOAST_BUTTON_PRESSED',
    toastId: id,
    button,
  })),
  toastClosed: assumed('Event `system` when the agent or the time closes a toast.', (id: string) => ({
    eventType: 'TOAST_CLOSED',
    toastId: id,
  })),
  dialogClosed: assumed('Event `system` when the agent closes a dialog.', (id: string) => ({
    eventType: 'DIALOG_CLOSED',
    dialogId: id,
  })),
  menuView: assumed('Event `system` when the agent presses an entry of the menu bar.', (name: string) => ({
    eventType: 'MENU_BAR_VIEW_SELECTED',
    name,
  })),
  messenger: assumed(
    'The message as it was sent. That it goes to the other frames is documented.',
    (message: unknown) => message,
  ),
} as const satisfies Record<string, Assumed<(...args: never[]) => unknown>>;

function mediaShape(name: string, state: AgentState) {
  return { name, media: name, state: { ...state } };
}

/** What services return, where the sources do not say it in full. */
export const results = {
  media: seen(
    'name stands under `name` or `media`; we give both. state is displayName, operationName, type.',
    mediaShape,
  ),
  jwtToken: doc(
    'expiration is a text in ISO 8601, and a token that is still valid is returned again. That it is valid for an hour is assumed.',
    {
      lifetimeMs: 3_600_000,
      shape: (jwtToken: string, expiration: number) => ({ jwtToken, expiration: new Date(expiration).toISOString() }),
    },
  ),
  pureCloudToken: assumed(
    'getPureCloudToken answers with a text: the same one until forceNewToken asks for another.',
    (token: string) => token,
  ),
  campaign: assumed('What getCampaigns says of each.', (name: string, mode: string, running: boolean) => ({
    name,
    mode,
    status: running ? 'ACTIVE' : 'LOADED',
  })),
  record: assumed('What getChainedRecords says of each.', (record: CampaignRecord) => ({
    recordHandle: record.handle,
    campaignName: record.campaign,
    phone: record.phone,
    fields: { ...record.fields },
    callResult: record.callResult,
    doNotCall: record.doNotCall,
    reschedule: record.reschedule === undefined ? null : { ...record.reschedule },
  })),
  sections: assumed(
    'That the result is an array of sections is documented. Assumed: each has its name and, in `options`, the options of it that fit; a section without any is left out.',
    (found: ReadonlyMap<string, ReadonlyMap<string, string>>) =>
      [...found].map(([name, options]) => ({ name, options: Object.fromEntries(options) })),
  ),
  callResults: doc('The numbers and names are documented; the form of an entry is assumed.', [
    { id: 0, name: 'Ok' },
    { id: 6, name: 'Busy' },
    { id: 7, name: 'No Answer' },
    { id: 9, name: 'Answering Machine' },
    { id: 28, name: 'Unknown' },
    { id: 33, name: 'Answer' },
    { id: 40, name: 'Wrong Party' },
    { id: 51, name: 'Do Not Call' },
    { id: 52, name: 'Cancel Record' },
    { id: 53, name: 'Wrong Number' },
  ]),
  firstCallResult: doc('The call result of a record that has none yet: Unknown.', 28),
  toastId: doc('Ids look like this.', (count: number) => `wweCustomToast${count}`),
  dialogId: doc(
    'Ids look like this; that they count from 1 is assumed.',
    (count: number) => `wweCustomDialog${count + 1}`,
  ),
} as const satisfies Record<string, Assumed<unknown>>;

/** When a customer may be called, in seconds of the day. */
const [callableFrom, callableUntil] = [9 * 3_600, 18 * 3_600];

/** Values of ours where the reference is silent. */
export const choices = {
  firstPreviousState: assumed<InteractionState>('previousState of an interaction that is new.', 'UNKNOWN'),
  ronaCallState: assumed<RonaCallState>('Why a call that rang in vain is gone, unless told otherwise.', 'REDIRECTED'),
  previewMedia: assumed('The media name of an outbound preview.', 'outboundpreview'),
  previewData: doc(
    'The keys of an outbound preview’s user data, beside the campaign’s own fields. That GSW_FROM and GSW_UNTIL are numbers is documented; what they count (seconds of the day), and the other values, are assumed.',
    ({ handle, chain, campaign, phone, callResult }: CampaignRecord): UserData => ({
      GSW_RECORD_HANDLE: handle,
      GSW_CHAIN_ID: chain,
      GSW_CALLING_LIST: `${campaign} list`,
      GSW_APPLICATION_ID: 1,
      GSW_CAMPAIGN_NAME: campaign,
      GSW_PHONE: phone,
      GSW_FROM: callableFrom,
      GSW_UNTIL: callableUntil,
      GSW_CALL_RESULT: callResult,
      GSW_ATTEMPTS: 0,
      GSW_USER_EVENT: 'PreviewRecord',
      InteractionType: 'Outbound',
      InteractionSubtype: 'OutboundNew',
    }),
  ),
  campaignModes: doc<Readonly<Record<PreviewMode, string>>>(
    'Preview and PushPreview are documented; the name for direct push is assumed.',
    { pull: 'Preview', push: 'PushPreview', directPush: 'DirectPushPreview' },
  ),
  recordFields: assumed(
    'The calling list fields of a record, beside the campaign’s own.',
    ({ phone }: CampaignRecord): UserData => ({ GSW_PHONE: phone, GSW_FROM: callableFrom, GSW_UNTIL: callableUntil }),
  ),
  defaultContact: assumed('Contact of an interaction that comes without one.', (label: string): Contact => ({
    displayName: label,
    firstName: '',
    lastName: '',
  })),
  connId: assumed('Sixteen hexadecimal digits.', (uuid: string) =>
    uuid.replaceAll('-', '').slice(0, 16).padEnd(16, '0'),
  ),
} as const satisfies Record<string, Assumed<unknown>>;

/** Rules of ours where the reference is silent, with the module that holds each. */
const rules = {
  endedStays: assumed(
    'What ended, also unanswered or revoked, stays on the desk until it is marked done.',
    'stateMachines/',
  ),
  rejected: assumed('A rejected call is IDLE, other rejected media are REVOKED.', 'stateMachines/'),
  voiceDone: assumed('A call is still IDLE when it is marked done; other media become COMPLETED.', 'stateMachines/'),
  userDataStates: assumed(
    'On accepted open media, changed user data shows as state USER_DATA_ATTACHED (a new key) or USER_DATA_UPDATED until the next change of state.',
    'userData.ts',
  ),
  autoHold: assumed('Taking up or dialing a call puts the one that the agent talks on on hold.', 'engine.ts'),
  childrenBlock: assumed('An interaction with an open consultation or draft cannot be marked done.', 'markdone.ts'),
  blockBinds: assumed('A block of mark-done binds the agent and every widget; each takes back its own.', 'markdone.ts'),
  created: assumed('A call or an email that a service makes is told by its event, not by the reply.', 'services/'),
  parties: assumed('Parties are all but the agent.', 'arrivals.ts'),
  selection: assumed(
    'A case is selected when it is the first, when it is taken up, and when the agent makes it.',
    'cases.ts',
  ),
  otherMedia: assumed(
    'A consultation on another media completes like any other: its party takes over or joins.',
    'reach.ts',
  ),
  afterCallWork: assumed('After-call work concerns the agent and the media voice.', 'agentDesk.ts'),
  preview: assumed('A preview is IDLE once its record is called; the call has it as parent.', 'outbound.ts'),
  toastButtons: doc(
    'A toast has `buttons`, or with `buttonShowDismiss: true` the pair Show and Dismiss, not both. That both at once are refused, and that either of the pair is told like any other button, are assumed.',
    'surfaces.ts',
  ),
  blockMarkdone: assumed(
    'blockMarkdone starts the time of the option service-client-api.block-markdone-timeout (documented). Assumed: there is none by default, and at its end the block is lifted.',
    'markdone.ts',
  ),
  rateLimit: assumed('Requests are counted for each widget, within the last minute.', 'quarantine.ts'),
} as const satisfies Record<string, Assumed<string>>;

/** The states that an agent can be in. */
export const agentStates = {
  ready: seen('type READY; operation name documented as Ready.', {
    displayName: 'Ready',
    operationName: 'Ready',
    type: 'READY',
  }),
  notReady: seen('type NOT_READY; operation name documented as NotReady.', {
    displayName: 'Not Ready',
    operationName: 'NotReady',
    type: 'NOT_READY',
  }),
  notReadyBecause: doc(
    'A state with a reason has `reason` and a display name of its own. Its operation name is assumed.',
    (reason: string, displayName: string) => ({
      displayName,
      operationName: `NotReady_${reason.replaceAll(' ', '')}`,
      type: 'NOT_READY',
      reason,
    }),
  ),
  afterCallWork: seen('type NOT_READY_AFTER_CALLWORK; operation name documented as AfterCallWork.', {
    displayName: 'After Call Work',
    operationName: 'AfterCallWork',
    type: 'NOT_READY_AFTER_CALLWORK',
  }),
} as const satisfies Record<string, Assumed<AgentState | ((reason: string, displayName: string) => AgentState)>>;

const text = <A extends readonly unknown[]>(note: string, value: (...args: A) => string) => assumed(note, value);

/** What `errorMessage` says: no real text is public, so ours say what is wrong. */
export const errorTexts = {
  originNotAccepted: text(
    'A page whose origin is not accepted.',
    (origin: string) =>
      `The origin ${origin} may not use the Service Client API: add it to accepted-web-content-origins.`,
  ),
  serviceNotAllowed: text(
    'A service that the origin may not use.',
    (service: string, origin: string) =>
      `The service ${service} is not allowed for ${origin}: name it in accepted-web-content-origins.`,
  ),
  unknownService: text('A service that does not exist.', (service: string) => `There is no service ${service}.`),
  badArgument: text(
    'An argument that is missing or of the wrong kind.',
    (service: string, argument: string, wanted: string) => `${service}: the argument ${argument} must be ${wanted}.`,
  ),
  unknownInteraction: text('An id that no interaction has.', (id: string) => `There is no interaction ${id}.`),
  unknownCase: text('An id that no case has.', (id: string) => `There is no case ${id}.`),
  notPossible: text(
    'Something that the state does not allow.',
    (move: string, id: string, media: string, state: string) =>
      `${move} is not possible: the ${media} interaction ${id} is ${state}.`,
  ),
  notVoice: text(
    'A call control on another media.',
    (move: string, id: string, media: string) =>
      `${move} is for calls: the interaction ${id} is of the media ${media}.`,
  ),
  notLive: text(
    'User data of an interaction that ended.',
    (id: string, state: string) => `User data can only change on a live interaction: ${id} is ${state}.`,
  ),
  keyNotAllowed: text(
    'User data keys that a widget may not write.',
    (keys: string) => `Not allowed by user-data.write-allowed: ${keys}.`,
  ),
  unknownKey: text('A key to delete that is not there.', (key: string, id: string) => `${id} has no user data ${key}.`),
  markdoneBlocked: text(
    'Mark-done while a widget blocks it.',
    (id: string, messages: string) => `Mark done of ${id} is blocked: ${messages}`,
  ),
  childrenOpen: text(
    'Something that would take an interaction away from its open consultations.',
    (id: string, children: string) => `${id} still has open interactions: finish ${children} first.`,
  ),
  noParent: text('Completing something that is no consultation.', (id: string) => `${id} is not a consultation.`),
  unknownState: text(
    'A state that is not in the list.',
    (name: string) => `There is no state ${name} in the state list.`,
  ),
  unknownMedia: text('A media that the agent does not have.', (name: string) => `The agent has no media ${name}.`),
  unknownToast: text('An id that no toast has.', (id: string) => `There is no toast ${id}.`),
  unknownDialog: text('An id that no dialog has.', (id: string) => `There is no dialog ${id}.`),
  unknownView: text('A menu entry that is not there.', (name: string) => `There is no view ${name} in the menu bar.`),
  twoKindsOfButtons: text(
    'A toast with both kinds of buttons.',
    () => 'A toast has either buttons or buttonShowDismiss, not both.',
  ),
  unknownButton: text('A button that a toast does not have.', (id: string, n: number) => `${id} has no button ${n}.`),
  unknownCampaign: text('A campaign that is not loaded.', (name: string) => `There is no loaded campaign ${name}.`),
  wrongCampaignMode: text(
    'Records of a campaign that come in another way.',
    (name: string, mode: string) => `The campaign ${name} gives its records by ${mode}.`,
  ),
  directPushOff: text('A direct push that nobody started.', () => 'Direct push preview was not started.'),
  noDirectPush: text('Direct push without a campaign for it.', () => 'No campaign for direct push preview is loaded.'),
  emptyCampaign: text('A campaign without records.', (name: string) => `The campaign ${name} has no records.`),
  noRecord: text('An interaction without an outbound record.', (id: string) => `${id} has no outbound record.`),
  unknownRecord: text('A record of another chain.', (handle: number, id: string) => `${id} has no record ${handle}.`),
  notRescheduled: text('Nothing to take back.', (id: string) => `The record of ${id} was not rescheduled.`),
  unknownCallResult: text('A number that no call result has.', (id: number) => `There is no call result ${id}.`),
  unknownParty: text(
    'A party that is not there.',
    (name: string, id: string) => `${name} does not take part in ${id}.`,
  ),
  lastParty: text('The only far end leaves.', (name: string, id: string) => `${name} is the last party of ${id}.`),
  noWorkbin: text('A media without workbins.', (media: string) => `There is no workbin for ${media}.`),
  conferenceIsOpenMedia: text('A conference invitation on voice.', () => 'A call cannot be invited to a conference.'),
} as const satisfies Record<string, Assumed<(...args: never[]) => string>>;

/** What tells one call from another in the texts that a live Workspace may have of its own, in the order of the arguments. */
export const errorArguments = {
  serviceNotAllowed: ['service', 'origin'],
  unknownService: ['service'],
  badArgument: ['service', 'argument', 'wanted'],
  unknownInteraction: ['interaction'],
  unknownCase: ['case'],
  notPossible: ['move', 'interaction', 'media', 'state'],
  notVoice: ['move', 'interaction', 'media'],
  notLive: ['interaction', 'state'],
  unknownKey: ['key', 'interaction'],
  markdoneBlocked: ['interaction', 'messages'],
  noParent: ['interaction'],
  unknownState: ['name'],
  unknownMedia: ['name'],
  unknownCallResult: ['name'],
} as const satisfies Partial<Record<keyof typeof errorTexts, readonly string[]>>;

/** One line of what the page shows on request about where a fact comes from. */
export interface AssumptionLine {
  readonly topic: string;
  readonly name: string;
  readonly evidence: Evidence;
  readonly note: string;
  /** The value itself where it is a text. */
  readonly shown?: string;
}

const topics: Readonly<Record<string, Readonly<Record<string, Assumed<unknown>>>>> = {
  'Interaction events': interactionEvents,
  'Event data': eventData,
  Results: results,
  Choices: choices,
  Rules: rules,
  'Agent states': agentStates,
  'Error texts': errorTexts,
};

/** Every entry of this module, for the page. */
export function listAssumptions(): AssumptionLine[] {
  return Object.entries(topics).flatMap(([topic, entries]) =>
    Object.entries(entries).map(([name, { evidence, note, value }]) => ({
      topic,
      name,
      evidence,
      note,
      ...(typeof value === 'string' ? { shown: value } : {}),
    })),
  );
}

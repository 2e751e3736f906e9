import type { Evidence } from './evidence';
import type { CallType, Direction, InteractionState, RecordingState, RonaCallState } from './states';

/** Keys and values attached to an interaction. Values are strings in the vendor's samples; nothing rules out others. */
export type UserData = Readonly<Record<string, unknown>>;

/** One who takes part in an interaction. Source: reference, `Party`. */
export interface Party {
  readonly name?: string;
  readonly [field: string]: unknown;
}

/** Whom the interaction is with. Source: reference, `Contact`. */
export interface Contact {
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly [field: string]: unknown;
}

/**
 * An interaction as a page reports it. Only the id is sure to be there: real pages leave fields out and add others,
 * and the types of what a page sends are not checked beyond that.
 * Source: reference, `Interaction`; `media` and `startDate` were `seen` on live objects.
 */
export interface Interaction {
  readonly interactionId: string;
  readonly parentInteractionId?: string;
  readonly caseId?: string;
  readonly userData?: UserData;
  readonly state?: InteractionState;
  readonly previousState?: InteractionState;
  readonly parties?: readonly Party[];
  readonly isConsultation?: boolean;
  readonly isMainCaseInteraction?: boolean;
  readonly callUuid?: string;
  readonly direction?: Direction;
  readonly callType?: CallType;
  readonly ani?: string;
  readonly dnis?: string;
  readonly recordingState?: RecordingState;
  readonly isCaseSelected?: boolean;
  readonly ronaCallState?: RonaCallState;
  readonly isCaseExpanded?: boolean;
  readonly interactionUUID?: string;
  readonly connId?: string;
  readonly contact?: Contact;
  readonly media?: string;
  readonly startDate?: number;
}

interface FieldFacts {
  /** The TypeScript type, as text. */
  readonly type: string;
  readonly doc: string;
  readonly evidence: Evidence;
  /** The field exists on voice interactions only. */
  readonly voiceOnly?: true;
}

/** Every field of an Interaction with what it holds, in the order of the reference. */
export const interactionFields = {
  interactionId: {
    type: 'string',
    evidence: 'doc',
    doc: 'Id of the interaction on this client; lost with the next session or refresh.',
  },
  parentInteractionId: {
    type: 'string',
    evidence: 'doc',
    doc: 'Id of the interaction that this one consults about; lost with the next session or refresh.',
  },
  caseId: { type: 'string', evidence: 'doc', doc: 'Id of the case that the interaction belongs to.' },
  userData: {
    type: 'Record<string, unknown>',
    evidence: 'doc',
    doc: 'Attached keys and values, brought up to date with each interaction event.',
  },
  state: { type: 'InteractionState', evidence: 'doc', doc: 'The current state.' },
  previousState: { type: 'InteractionState', evidence: 'doc', doc: 'The state before the current one.' },
  parties: { type: 'Party[]', evidence: 'doc', doc: 'All who take part.' },
  isConsultation: { type: 'boolean', evidence: 'doc', doc: 'Whether it is a consultation.' },
  isMainCaseInteraction: {
    type: 'boolean',
    evidence: 'doc',
    doc: 'Whether it is the main interaction of its case: the one with disposition, note and contact.',
  },
  callUuid: { type: 'string', evidence: 'doc', voiceOnly: true, doc: 'UUID of the call.' },
  direction: { type: 'Direction', evidence: 'doc', voiceOnly: true, doc: 'Which way the call goes.' },
  callType: { type: 'CallType', evidence: 'doc', voiceOnly: true, doc: 'What kind of call it is.' },
  ani: { type: 'string', evidence: 'doc', voiceOnly: true, doc: 'The number that calls.' },
  dnis: { type: 'string', evidence: 'doc', voiceOnly: true, doc: 'The number that was called.' },
  recordingState: {
    type: 'RecordingState',
    evidence: 'doc',
    voiceOnly: true,
    doc: 'Whether the call is being recorded.',
  },
  isCaseSelected: { type: 'boolean', evidence: 'doc', doc: 'Whether its case is selected.' },
  ronaCallState: {
    type: 'RonaCallState',
    evidence: 'doc',
    doc: 'Filled in on RELEASED when an inbound call rang and was not answered.',
  },
  isCaseExpanded: { type: 'boolean', evidence: 'doc', doc: 'Whether its case is expanded.' },
  interactionUUID: {
    type: 'string',
    evidence: 'doc',
    doc: 'The attr_itx_id of a multimedia interaction, or the callUuid of a call.',
  },
  connId: { type: 'string', evidence: 'doc', doc: 'The connection id from the T-Server.' },
  contact: { type: 'Contact', evidence: 'doc', doc: 'Whom the interaction is with.' },
  media: { type: 'string', evidence: 'seen', doc: 'The media, such as voice, chat or email.' },
  startDate: { type: 'number', evidence: 'seen', doc: 'When it began, in milliseconds since 1970.' },
} as const satisfies Record<keyof Interaction, FieldFacts>;

/** Fields of a Party. */
export const partyFields = {
  name: { type: 'string', evidence: 'doc', doc: 'The name of the party.' },
} as const satisfies Record<string, FieldFacts>;

/** Fields of a Contact. */
export const contactFields = {
  displayName: { type: 'string', evidence: 'doc', doc: 'The name to show.' },
  firstName: { type: 'string', evidence: 'doc', doc: 'The first name.' },
  lastName: { type: 'string', evidence: 'doc', doc: 'The last name.' },
} as const satisfies Record<string, FieldFacts>;

import type { Evidence } from './method';
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
  readonly doc: string;
  readonly evidence: Evidence;
  /** The field exists on voice interactions only. */
  readonly voiceOnly?: true;
}

/** Every field of an Interaction with what it holds, in the order of the reference. */
export const interactionFields = {
  interactionId: {
    evidence: 'doc',
    doc: 'Id of the interaction on this client; lost with the next session or refresh.',
  },
  parentInteractionId: {
    evidence: 'doc',
    doc: 'Id of the interaction that this one consults about; lost with the next session or refresh.',
  },
  caseId: { evidence: 'doc', doc: 'Id of the case that the interaction belongs to.' },
  userData: {
    evidence: 'doc',
    doc: 'Attached keys and values, brought up to date with each interaction event.',
  },
  state: { evidence: 'doc', doc: 'The current state.' },
  previousState: { evidence: 'doc', doc: 'The state before the current one.' },
  parties: { evidence: 'doc', doc: 'All who take part.' },
  isConsultation: { evidence: 'doc', doc: 'Whether it is a consultation.' },
  isMainCaseInteraction: {
    evidence: 'doc',
    doc: 'Whether it is the main interaction of its case: the one with disposition, note and contact.',
  },
  callUuid: { evidence: 'doc', voiceOnly: true, doc: 'UUID of the call.' },
  direction: { evidence: 'doc', voiceOnly: true, doc: 'Which way the call goes.' },
  callType: { evidence: 'doc', voiceOnly: true, doc: 'What kind of call it is.' },
  ani: { evidence: 'doc', voiceOnly: true, doc: 'The number that calls.' },
  dnis: { evidence: 'doc', voiceOnly: true, doc: 'The number that was called.' },
  recordingState: {
    evidence: 'doc',
    voiceOnly: true,
    doc: 'Whether the call is being recorded.',
  },
  isCaseSelected: { evidence: 'doc', doc: 'Whether its case is selected.' },
  ronaCallState: {
    evidence: 'doc',
    doc: 'Filled in on RELEASED when an inbound call rang and was not answered.',
  },
  isCaseExpanded: { evidence: 'doc', doc: 'Whether its case is expanded.' },
  interactionUUID: {
    evidence: 'doc',
    doc: 'The attr_itx_id of a multimedia interaction, or the callUuid of a call.',
  },
  connId: { evidence: 'doc', doc: 'The connection id from the T-Server.' },
  contact: { evidence: 'doc', doc: 'Whom the interaction is with.' },
  media: { evidence: 'seen', doc: 'The media, such as voice, chat or email.' },
  startDate: { evidence: 'seen', doc: 'When it began, in milliseconds since 1970.' },
} as const satisfies Record<keyof Interaction, FieldFacts>;

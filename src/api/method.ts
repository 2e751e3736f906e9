import type { InteractionState, RecordingState } from './states';

/**
 * How sure a fact about the Service Client API is.
 *
 * - `doc`: the vendor's reference or public sample says so.
 * - `seen`: observed by running the public client library, or in public code that ran against a live Workspace.
 * - `assumed`: our best guess, to be corrected by one who has a live Workspace.
 */
export type Evidence = 'doc' | 'seen' | 'assumed';

/** The namespaces of the Service Client API, in the order in which we list them. */
export const namespaces = [
  'interaction',
  'agent',
  'voice',
  'media',
  'email',
  'outbound',
  'sipEndpoint',
  'system',
  'messenger',
  'configuration',
  'auth',
] as const;
export type Namespace = (typeof namespaces)[number];

/** What a parameter holds: how it is asked for and checked. */
export type ParameterKind =
  | 'interactionId'
  | 'consultInteractionId'
  | 'caseId'
  /** Whom to reach; a string means a custom contact. */
  | 'targetQuery'
  /** Keys and values. */
  | 'keyValues'
  | 'object'
  /** A key of the user data. */
  | 'userDataKey'
  /** An operation name from the state list, such as Ready or NotReady. */
  | 'stateOperation'
  /** Name of a media, such as voice, chat or email. */
  | 'mediaName'
  | 'string'
  | 'number'
  /** A name or a list of names. */
  | 'stringOrList'
  /** Any value that can be cloned. */
  | 'json';

/** An object of which the reference names the keys, see `parameterObjects`. */
export type ParameterObject = 'Toast' | 'DialogOptions' | 'MenuBarView';

/** One argument of a method, before the callbacks. */
export interface ParameterSpec {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly doc: string;
  readonly optional?: true;
  /** Which keys an object may have, where the reference names them. */
  readonly object?: ParameterObject;
  /** A value that shows what is meant; snippets and prompts start from it. */
  readonly example?: unknown;
}

/** One method of the API: `namespace.name(...parameters, succeeded, failed)`. */
export interface MethodSpec {
  readonly namespace: Namespace;
  readonly name: string;
  /** What a person calls it; the title of its command. */
  readonly title: string;
  readonly doc: string;
  readonly parameters: readonly ParameterSpec[];
  /** The TypeScript type of `reply.data` on success, as text; `void` where the source names none. */
  readonly result: string;
  readonly evidence: Evidence;
  /** For methods on an interaction: the states in which they make sense (`assumed` from the states' meanings). */
  readonly states?: readonly InteractionState[];
  /** For methods on a call's recording: the states of the recording in which they make sense (`assumed` likewise). */
  readonly recordingStates?: readonly RecordingState[];
  /**
   * It changes something for a customer, or what the agent hears, says or is sent: confirmed once for each load of a page
   * that is not the simulator.
   */
  readonly actsOnCustomer?: true;
}

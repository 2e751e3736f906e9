import type { Contact, Party } from '../../../api/interaction';
import type { CallType, Direction, InteractionState, RecordingState, RonaCallState } from '../../../api/states';
import type { TargetType } from '../../../api/targetQuery';
import type { Disposable } from '../../../base/disposable';

/** What the desk needs from outside, so that it is the same each time it is played. */
export interface DeskEnvironment {
  /** Milliseconds since 1970. */
  now(): number;
  /** An id that looks like a UUID and is new each time. */
  newId(): string;
  /** Runs something once after so many milliseconds, unless disposed of before. */
  after(ms: number, run: () => void): Disposable;
}

/** Who calls a service. */
export interface CallingWidget {
  /** What tells this widget from the others on the page. */
  readonly widget: string;
  /** The origin that its messages come from, such as `http://localhost:8080`. */
  readonly origin: string;
  /** Whether the agent can see the widget at the moment. */
  visible(): boolean;
  /** It is the bridge that the page brought in: no administrator knows of it, so none can shut it out. */
  readonly isBridge?: true;
}

/** What a call is answered with: `data` is what a widget reads as `reply.data`; absent where a service returns nothing. */
export type ServiceReply = { readonly data?: unknown } | { readonly errorMessage: string };

/** What subscribers of `name` get. Names: interaction, agent, media, outbound, system, markdone, `messenger:<channel>`. */
export interface WorkspaceEvent {
  readonly name: string;
  readonly data: unknown;
  /** Not for the frame whose call brought it, although it subscribed: what a frame broadcasts goes to the others. */
  readonly toOthers?: true;
}

/** Whether something could be done, and if not, one sentence for the agent. */
export type Outcome =
  { readonly ok: true; readonly interactionId?: string } | { readonly ok: false; readonly reason: string };

/** Which state machine an interaction follows. */
export type StateMachineName = 'voice' | 'chat' | 'email' | 'openMedia' | 'preview';

/** Whom a consultation, transfer or conference reaches. */
export interface Target {
  readonly type: TargetType;
  readonly destination: string;
  readonly media?: string;
}

/** A call's own facts. */
export interface CallFacts {
  readonly callUuid: string;
  readonly direction: Direction;
  readonly callType: CallType;
  readonly ani: string;
  readonly dnis: string;
  readonly recordingState: RecordingState;
  readonly ronaCallState?: RonaCallState;
}

/** How a campaign gives its records: the agent asks, or they are offered, or they come without asking. */
export const previewModes = ['pull', 'push', 'directPush'] as const;
export type PreviewMode = (typeof previewModes)[number];

/** What the preview of an outbound record knows of it. */
export interface PreviewFacts {
  readonly campaign: string;
  readonly mode: PreviewMode;
  /** Handles of the records of one customer, a phone number each; the first is the selected one. */
  readonly chain: readonly number[];
}

/** An interaction on the desk. A change makes a new object, so that a page can compare by identity. */
export interface DeskInteraction {
  readonly interactionId: string;
  readonly caseId: string;
  readonly parentInteractionId?: string;
  readonly machine: StateMachineName;
  readonly media: string;
  /** What is announced. On other media than voice, changed user data shows here for a while. */
  readonly state: InteractionState;
  readonly previousState: InteractionState;
  /** The state that its state machine is in: `state`, but for changes of user data that only show there. */
  readonly machineState: InteractionState;
  /** The state before, to return to when something is called off. */
  readonly previousMachineState: InteractionState;
  readonly userData: Readonly<Record<string, unknown>>;
  readonly parties: readonly Party[];
  readonly contact: Contact;
  readonly isConsultation: boolean;
  readonly startDate: number;
  readonly interactionUUID: string;
  readonly connId: string;
  readonly call?: CallFacts;
  readonly preview?: PreviewFacts;
  /** Warnings of the widgets that block mark-done, by widget. */
  readonly markdoneBlocks: Readonly<Record<string, string>>;
}

/** A case: its main interaction and those that were made from it, in the order in which they came. */
export interface DeskCase {
  readonly caseId: string;
  readonly mainInteractionId: string;
  readonly interactionIds: readonly string[];
  readonly expanded: boolean;
}

/** An entry of the agent's state list. */
export interface AgentState {
  readonly displayName: string;
  readonly operationName: string;
  readonly type: string;
  readonly reason?: string;
}

export interface AgentProfile {
  readonly employeeId: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly username: string;
  readonly roles?: readonly string[];
}

/** One media of the agent with its state. */
export interface DeskMedia {
  readonly name: string;
  readonly state: AgentState;
}

export interface Toast {
  readonly id: string;
  readonly widget: string;
  readonly title: string;
  readonly iconUrl?: string | undefined;
  readonly subject?: string | undefined;
  readonly message?: string | undefined;
  readonly keyValues: Readonly<Record<string, unknown>>;
  /** Texts of its buttons, in order; a button is pressed by its place. */
  readonly buttons: readonly string[];
  /** Milliseconds until it closes by itself; absent: stays. */
  readonly autoCloseTimeout?: number | undefined;
  readonly sendToMyMessage: boolean;
  readonly width?: string | undefined;
}

export interface Dialog {
  readonly id: string;
  readonly widget: string;
  /** With the variables filled in. */
  readonly url: string;
  readonly label: string;
  readonly width?: string | undefined;
  readonly height?: string | undefined;
}

/** An entry that a widget put into the application menu bar. */
export interface MenuView {
  readonly name: string;
  readonly widget: string;
  readonly iconUrl?: string | undefined;
  readonly label?: string | undefined;
  readonly shortLabel?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly backgroundColor?: string | undefined;
  readonly labelColor?: string | undefined;
}

/** The warning that the agent sees when a widget blocked mark-done. */
export interface MarkdoneWarning {
  readonly interactionId: string;
  readonly messages: readonly string[];
}

/** A record of a campaign's calling list that was given to the agent. */
export interface CampaignRecord {
  readonly handle: number;
  /** Records of one customer have the same. */
  readonly chain: number;
  readonly campaign: string;
  readonly phone: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly callResult: number;
  readonly doNotCall: boolean;
  readonly reschedule?: { readonly date: string; readonly callbackType: string };
}

export interface Campaign {
  readonly name: string;
  readonly mode: PreviewMode;
  readonly loaded: boolean;
  readonly running: boolean;
  /** How many customers of its list were given out. */
  readonly given: number;
}

/** Where this Workspace window stands among several of the same agent. */
export const frameRoles = ['leading', 'following', 'negotiating'] as const;
export type FrameRole = (typeof frameRoles)[number];

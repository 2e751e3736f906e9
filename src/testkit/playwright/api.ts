// What `deskside/playwright` gives, as a test sees it. This file is shipped as its declaration, so it stands for itself.
import type { Expect, FrameLocator, PlaywrightTestArgs, TestType } from '@playwright/test';
import type { PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test';

/** Something that comes in. Whatever is left out gets a plain value. */
export interface Inbound {
  /** `voice`, `chat`, `email`, or any other name for open media. */
  readonly media: string;
  readonly userData?: Readonly<Record<string, unknown>>;
  readonly contact?: Readonly<Record<string, string>>;
  /** Voice only. */
  readonly ani?: string;
  /** Voice only. */
  readonly dnis?: string;
}

/** Who is to be reached; a text is a number or address. */
export type Target = string | { readonly type: string; readonly destination: string; readonly media?: string };

/** What the agent can do to one interaction with a click. */
export type InteractionDeed =
  | ('accept' | 'reject' | 'hold' | 'resume' | 'release' | 'markDone' | 'doneAndNext' | 'leaveConference')
  | ('startRecording' | 'pauseRecording' | 'resumeRecording' | 'stopRecording')
  | ('reply' | 'save' | 'send' | 'discard')
  | ('callOffTransfer' | 'completeTransfer' | 'completeConference')
  | ('callPreview' | 'rejectPreview' | 'cancelPreview');

/** What the agent does. */
export type AgentAction =
  | { readonly do: InteractionDeed; readonly interactionId: string }
  | {
      readonly do: 'consult' | 'transfer' | 'conference';
      readonly interactionId: string;
      readonly target: Target;
      readonly userData?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly do: 'dial' | 'createEmail';
      readonly destination: string;
      readonly userData?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly do: 'pullFromWorkbin';
      readonly media: string;
      readonly contact?: Readonly<Record<string, string>>;
      readonly userData?: Readonly<Record<string, unknown>>;
    }
  | { readonly do: 'getPreviewRecord'; readonly campaign: string }
  | {
      readonly do: 'setUserData';
      readonly interactionId: string;
      readonly keyValues: Readonly<Record<string, unknown>>;
    }
  | { readonly do: 'deleteUserData'; readonly interactionId: string; readonly key: string }
  | { readonly do: 'selectCase' | 'expandCase' | 'collapseCase'; readonly caseId: string }
  | { readonly do: 'setAgentState'; readonly operationName: string }
  | { readonly do: 'setMediaState'; readonly media: string; readonly operationName: string }
  | { readonly do: 'closeMarkdoneWarning' }
  | { readonly do: 'pressToastButton'; readonly toastId: string; readonly button: number }
  | { readonly do: 'dismissToast'; readonly toastId: string }
  | { readonly do: 'closeDialog'; readonly dialogId: string }
  | { readonly do: 'pressMenuView'; readonly name: string };

/** What a far end or a server can do to one interaction. */
export type FarEndMove =
  | ('farEndAnswers' | 'farEndDoesNotAnswer' | 'farEndHangsUp' | 'ringTimesOut')
  | ('joinFails' | 'chatJoins' | 'historyLoads' | 'revoke' | 'fail')
  | ('transferCompletes' | 'transferFails' | 'recordLoads' | 'connectionBreaks' | 'connectionReturns');

/** What the world outside does. */
export type Happening =
  | (Inbound & { readonly happens: 'inbound' })
  | { readonly happens: FarEndMove; readonly interactionId: string }
  | { readonly happens: 'partyJoins' | 'partyLeaves'; readonly interactionId: string; readonly name: string }
  | {
      readonly happens: 'userDataChanges';
      readonly interactionId: string;
      readonly keyValues: Readonly<Record<string, unknown>>;
    }
  | {
      readonly happens: 'pushPreview' | 'campaignLoads' | 'campaignUnloads' | 'campaignStarts' | 'campaignStops';
      readonly campaign: string;
    }
  | { readonly happens: 'frameBecomes'; readonly role: string }
  | { readonly happens: 'widgetLeaves'; readonly widget: string };

/** What the administrator sets; what is not named stays. */
export interface DeskOptions {
  /** As an administrator writes it: `*`, or `http://my-server, http://s2 (agent.*, voice.dial)`; empty: nobody. */
  readonly acceptedOrigins?: string;
  /** Requests a minute for a widget; 0 is no limit. */
  readonly rateLimit?: number;
  /** Requests a minute by service name. */
  readonly rateLimits?: Readonly<Record<string, number>>;
  /** Seconds in which requests are ignored once a limit was passed; 0 is for ever. */
  readonly quarantineDelay?: number;
  /** User data keys that a widget may read: names separated by commas, `*` for all, also at a name's end. */
  readonly readAllowed?: string;
  /** User data keys that a widget may set or delete, written likewise. */
  readonly writeAllowed?: string;
  /** Milliseconds after which a block of mark-done is lifted; 0: stays. */
  readonly blockMarkdoneTimeout?: number;
  readonly afterCallWork?: boolean;
  /** Milliseconds until an offered interaction is taken back; 0: rings until something happens. */
  readonly ringTimeoutMs?: number;
  /** Milliseconds until a called or consulted party answers; 0: waits until it is told to. */
  readonly farEndAnswersAfterMs?: number;
  /** Milliseconds for each step that a server takes; 0: waits. */
  readonly serverStepMs?: number;
  /** The other options of a scenario's file. */
  readonly [option: string]: unknown;
}

/** Something that goes wrong on the wire. */
export interface Fault {
  readonly effect:
    | 'replyLate'
    | 'replyNever'
    | 'replyError'
    | 'subscribedLate'
    | 'eventDropped'
    | 'eventDoubled'
    | 'callRefused'
    | 'callIgnored';
  /** Service or event name; `*` for all, also at a name's end: `interaction.*`. All by default. */
  readonly name?: string;
  /** How many times; for good by default. */
  readonly times?: number;
  /** Milliseconds, for what is late; 3,000 by default. */
  readonly delayMs?: number;
  /** For a reply with an error. */
  readonly errorMessage?: string;
}

/** An interaction on the desk. */
export interface DeskInteraction {
  readonly interactionId: string;
  readonly caseId: string;
  readonly media: string;
  readonly state: string;
  readonly userData: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What is on the desk. */
export interface DeskState {
  readonly interactions: readonly DeskInteraction[];
  readonly agentState: { readonly displayName: string; readonly operationName: string; readonly type: string };
  readonly toasts: readonly Readonly<Record<string, unknown>>[];
  readonly dialogs: readonly Readonly<Record<string, unknown>>[];
  readonly menuViews: readonly Readonly<Record<string, unknown>>[];
  readonly myMessages: readonly string[];
  readonly [part: string]: unknown;
}

/** One message between Workspace and a widget. */
export interface WireMessage {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `in`: from a widget to Workspace. */
  readonly direction: 'in' | 'out';
  readonly kind: 'request' | 'subscribe' | 'unsubscribe' | 'reply' | 'event' | 'ignored' | 'silence';
  readonly widget: string;
  /** Service or event names. */
  readonly name: string;
  /** The reply bears an error. */
  readonly failed?: true | undefined;
  /** Of a request its parameters, of an event its data, of a reply what it brought. */
  readonly message: unknown;
}

/** The simulated Workspace of a test. What is not possible rejects with an Error that says why, and what is possible now. */
export interface Workspace {
  /** Something comes in; resolves with its interaction id. */
  bringIn(inbound: Inbound): Promise<string>;
  /** The agent does something; resolves with the id of the interaction that this brought, if any. */
  act(action: AgentAction): Promise<string | undefined>;
  /** The world outside does something; resolves likewise. */
  happen(happening: Happening): Promise<string | undefined>;
  /** Changes what the administrator set. */
  configure(options: DeskOptions): Promise<void>;
  options(): Promise<DeskOptions>;
  /** From now on something goes wrong on the wire. */
  addFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  state(): Promise<DeskState>;
  /** What crossed the wire lately, oldest first: at most 500 messages. */
  messages(): Promise<readonly WireMessage[]>;
}

/** Set them with `test.use`, or under `use` in the configuration. */
export interface DesksideOptions {
  /** The address of the widget; without it there is the sample widget. */
  widget: string | undefined;
  /** A scenario that is played from the start: a file, or the name of one that is shipped. */
  scenario: string | undefined;
  /** What the administrator has set before the widget is loaded. */
  deskOptions: DeskOptions;
}

export interface DesksideFixtures {
  /** A Workspace of the test's own, with the widget in it. */
  workspace: Workspace;
  /** What the widget shows. It has subscribed to events. */
  widget: FrameLocator;
}

/** What only the fixtures themselves use. */
export interface DesksideInternals {
  /** What `test.use({ widget })` names: the fixture of that name is the frame. */
  widgetAddress: string | undefined;
}

export interface DesksideWorkerFixtures {
  /** The address of the relay that serves the Workspaces of a worker. */
  desksideRelay: string;
}

/** Playwright's `test` with the fixtures `workspace` and `widget`. */
export type DesksideTest = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & DesksideInternals & Omit<DesksideOptions, 'widget'> & DesksideFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & DesksideWorkerFixtures
> & {
  use(options: Partial<DesksideOptions>): void;
};

interface Waiting {
  /** Milliseconds; that of `expect` by default. With `.not`, how long it must not happen: 1,000 by default. */
  readonly timeout?: number;
}

/** Matchers for a Workspace, which wait. Of objects only what is named is compared. */
export interface DesksideMatchers<R> {
  /** The widget has called a service, such as `interaction.accept`; with these first arguments, where they are given. */
  toHaveCalled(service: string, parameters?: readonly unknown[], options?: Waiting): Promise<R>;
  /** There is an interaction with these values, such as `{ state: 'TALKING' }`. */
  toHaveInteraction(where: Readonly<Record<string, unknown>>, options?: Waiting): Promise<R>;
  /** Workspace has told the widget of an event, with these values in its data, where they are given. */
  toHaveSeen(event: string, data?: Readonly<Record<string, unknown>>, options?: Waiting): Promise<R>;
}

export type DesksideExpect = Expect<{
  toHaveCalled(
    workspace: Workspace,
    ...rest: Parameters<DesksideMatchers<void>['toHaveCalled']>
  ): Promise<{ pass: boolean; message: () => string }>;
  toHaveInteraction(
    workspace: Workspace,
    ...rest: Parameters<DesksideMatchers<void>['toHaveInteraction']>
  ): Promise<{ pass: boolean; message: () => string }>;
  toHaveSeen(
    workspace: Workspace,
    ...rest: Parameters<DesksideMatchers<void>['toHaveSeen']>
  ): Promise<{ pass: boolean; message: () => string }>;
}>;

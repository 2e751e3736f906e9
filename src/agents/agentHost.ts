import type { Session } from '../session/session';
import type { LiveCall } from './acting/liveCall';
import type { Questions } from './acting/questions';
import type { SimulatorControl } from './simulator/simulatorControl';
import type { PageMasking } from './reading/pageMasking';

/** A script or page of the user's project. */
export interface ProjectFile {
  /** With `/` between its parts, so that its imports can be followed. */
  readonly path: string;
  /** VS Code's id of its language; undefined for a file without scripts. */
  readonly language: string | undefined;
  readonly text: string;
}

/** What the user lets agents see, and do beyond the simulator, and how the user is asked. */
export interface AgentPermissions {
  /** Whether services may be called on live pages, each time with the user's consent. */
  readonly livePages: boolean;
  /** How the user allows that, in words that follow "by". */
  readonly livePagesBy: string;
  /** Whether the user can be asked at all. */
  readonly canAsk: boolean;
  /**
   * Asks the user about one call on a live page.
   * @param signal the agent waits no longer
   */
  ask(call: LiveCall, signal: AbortSignal): Promise<boolean>;
  /** Whether the user shows agents the values of customers, for this session. */
  readonly showsValues: boolean;
  /** How the user allows that, in words that follow "by". */
  readonly showsValuesBy: string;
  /** How the user names the widgets that the simulated Workspace may show, in words that follow "by". */
  readonly namesWidgetsBy: string;
}

/** What runs the tools: a window of VS Code, or the command `deskside mcp`. */
export interface AgentHost {
  /** Whether the user trusts the folder. */
  readonly isTrusted: boolean;
  readonly permissions: AgentPermissions;
  readonly simulator: SimulatorControl;
  /**
   * The connection to a relay.
   * @throws AgentRefusal if there is none
   */
  session(): Promise<Session>;
  /**
   * A file of the user's project.
   * @param path from the project's folder, or absolute
   * @throws AgentRefusal if it lies elsewhere or cannot be read
   */
  readFile(path: string): Promise<ProjectFile>;
  /** The text of a file beside one of the project; undefined if there is none. */
  readModule(path: string): Promise<string | undefined>;
  /** Each step of the way from a page to here, with what to do; without customers' data. */
  connectionReport(): Promise<string>;
}

/** What a tool works with. */
export interface ToolContext {
  readonly host: AgentHost;
  /** Hides the values of customers, with the same stand-ins in all answers of one session. */
  readonly masking: PageMasking;
  /** Asks the user. */
  readonly questions: Questions;
  /** The agent waits no longer. */
  readonly signal: AbortSignal;
}

import type { SimulatorLook } from '../../presentation/connection/scriptTag';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import type { ScenarioReport } from '../../simulator/scenario/run/report';

/** What `window.workspace` of the simulator's page is asked for. */
export type SimulatorMethod =
  | 'bringIn'
  | 'act'
  | 'happen'
  | 'configure'
  | 'options'
  | 'addFault'
  | 'clearFaults'
  | 'state'
  | 'availableActions'
  | 'availableMoves';

/** Something that the page of the simulator or a widget in it wrote to its console. */
export interface SimulatorConsoleLine {
  readonly level: 'error' | 'warning' | 'info';
  readonly text: string;
}

/** How a scenario went. */
export interface PlayedReport {
  readonly outcome: 'passed' | 'failed' | 'broken' | 'cancelled';
  /** Where and why it failed or broke. */
  readonly failure:
    | { readonly step: number; readonly text: string; readonly why: string; readonly line: number | undefined }
    | undefined;
  /** Undefined where the page is gone. */
  readonly report: ScenarioReport | undefined;
}

/** The widgets that a simulated Workspace shows. */
export type SimulatorWidgets = Pick<SimulatorLook, 'widgets' | 'interactionWidgets'>;

/**
 * The simulated Workspace that an agent drives, one at a time. Where something cannot be done, its methods throw an
 * AgentRefusal with the reason.
 */
export interface SimulatorControl {
  /** The id of its page at the relay, once that is connected; undefined while none runs. */
  readonly page: string | undefined;
  /** The widgets that the user has named. */
  readonly namedWidgets: SimulatorWidgets;
  /** The last lines of its console, the oldest first, and how many went before. */
  readonly console: { readonly lines: readonly SimulatorConsoleLine[]; readonly gone: number };
  /**
   * Starts one, in place of one that runs.
   * @param widgets those that the user has named, where the agent names none
   */
  start(widgets: SimulatorWidgets | undefined, signal: AbortSignal): Promise<void>;
  /** Asks its page; the answer is as the page gives it. */
  ask(method: SimulatorMethod, argument?: unknown): Promise<unknown>;
  /**
   * Starts it anew with the same widgets and plays a scenario to its end.
   * @param stepLines the line of each step in its file, if there is one
   */
  play(scenario: Scenario, stepLines: readonly number[], signal: AbortSignal): Promise<PlayedReport>;
  /** A picture of the whole page, or of its widget, as PNG in base64. */
  picture(part: 'workspace' | 'widget'): Promise<string>;
}

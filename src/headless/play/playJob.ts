import { longestReplay } from '../../simulator/replay/replayRun';
import { withReplay } from '../../simulator/replay/replayAddress';
import type { ReplayPlan } from '../../simulator/replay/replayPlan';
import { longestOf } from '../../simulator/scenario/format/limits';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import { withScenario } from '../../simulator/scenario/format/scenarioAddress';

/** Something that the page of the simulated Workspace plays and reports on. */
export interface Playable {
  readonly name: string;
  /** How long it takes at most, in milliseconds. */
  readonly longestMs: number;
  /** The function of the page's handle that tells how it goes. */
  readonly watch: 'watchScenario' | 'watchReplay';
  /**
   * The address of the page that plays it.
   * @param workspace the address of a simulated Workspace with the widgets
   */
  addressOn(workspace: string): string;
}

/** Something to be played on a page of its own. */
export interface PlayJob {
  /** What tells it from others: its file as the user names it, or the name of a scenario that is shipped. */
  readonly file: string;
  readonly play: Playable;
  /** The line of each step in the file, from 1; empty where there is none. */
  readonly stepLines: readonly number[];
}

export function scenarioPlayable(scenario: Scenario): Playable {
  return {
    name: scenario.scenario,
    longestMs: longestOf(scenario),
    watch: 'watchScenario',
    addressOn: (workspace) => withScenario(workspace, scenario),
  };
}

/** @param encoded the plan for an address, see withReplay */
export function replayPlayable(plan: ReplayPlan, encoded: string, pace: 'recorded' | 'fast'): Playable {
  return {
    name: plan.name,
    longestMs: longestReplay(plan),
    watch: 'watchReplay',
    addressOn: (workspace) => withReplay(workspace, encoded, pace),
  };
}

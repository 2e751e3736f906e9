import { readScenario } from '../../simulator/scenario/format/readScenario';
import type { Scenario } from '../../simulator/scenario/format/scenario';
import { scenarioText } from '../../simulator/scenario/record/scenarioText';
import type { TraceEntry } from '../format';
import { loadsOf, mainLoad } from '../loads';
import type { RecordedLoad } from '../loads';
import { reenactLoad } from './reenactLoad';

/** Why no scenario can be made of a trace, in one sentence with a next step. */
export class TraceScenarioError extends Error {
  override readonly name = 'TraceScenarioError';
}

/** A scenario made of a trace. */
export interface TraceScenario {
  readonly scenario: Scenario;
  /** The scenario as the text of a file. */
  readonly text: string;
  /** What was recorded and the scenario has not, in sentences; of much alike there is one for all. */
  readonly leftOut: readonly string[];
  /** How many things that are. */
  readonly leftOutCount: number;
}

/** A scenario with more steps than this fits in no file. */
const mostSteps = 2_000;

/**
 * Turns a trace into a scenario: a step for each thing that the agent or the world did, an expectation for each call of
 * a widget. What is in the trace is what subscribers were told, so the step is one that tells the same. Other work gets
 * its turn meanwhile.
 * @param signal ends it when it is aborted
 * @throws TraceScenarioError if nothing in the trace can be played; the reason of the signal
 */
export async function scenarioOfTrace(
  entries: Iterable<TraceEntry>,
  name: string,
  signal?: AbortSignal,
): Promise<TraceScenario> {
  const loads = loadsOf(entries);
  const main = mainLoad(loads);
  if (main === undefined || main.records.length === 0) {
    throw new TraceScenarioError(
      'This trace is empty. Record what happens in Workspace, and turn that into a scenario.',
    );
  }
  const { reenactment, leftOut, isWhole } = await reenactLoad(main, mostSteps, signal);
  if (!isWhole) throw new TraceScenarioError(`This trace has more than ${mostSteps} steps. Record a shorter one.`);
  const { recorder } = reenactment;
  if (recorder.count === 0) {
    throw new TraceScenarioError(
      'Nothing in this trace can be played: no interaction came, and no widget called a service. Record a trace in which that happens.',
    );
  }
  recorder.dispose();
  const text = scenarioText(recorder.scenario(name));
  const read = readScenario(text);
  if ('scenario' in read) {
    const others = otherLoads(loads, main);
    const { scenario } = read;
    return {
      scenario,
      text,
      leftOut: [...others, ...leftOut.sentences],
      leftOutCount: others.length + leftOut.count,
    };
  }
  throw new TraceScenarioError(`No scenario can be made of this trace: ${read.problems[0].problem}`);
}

function otherLoads(loads: readonly RecordedLoad[], main: RecordedLoad): string[] {
  const others = loads.filter((load) => load !== main && load.records.some(({ kind }) => kind === 'event'));
  if (others.length === 0) return [];
  const what = others.length === 1 ? 'another load of a page' : `${others.length} other loads of pages`;
  return [`The trace also has ${what}: the scenario is of the one in which widgets called most.`];
}

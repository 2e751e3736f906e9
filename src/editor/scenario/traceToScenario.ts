import type { Disposable } from '../../base/disposable';
import { count, oneLine } from '../../presentation/text/text';
import { chooseTrace, makeOfTrace } from '../recording/chosenTrace';
import type { TraceScenario } from '../../trace/scenario/traceScenario';
import type { Register } from '../ui/commands';
import { tell } from '../ui/messages';
import { UserError } from '../ui/userError';
import { openUnsavedScenario } from './unsavedScenario';

/** More reasons than these say nothing new. */
const mostReasons = 3;

/** "Turn Trace into Scenario…": a scenario in an editor, made of what a trace has. Returns its address. */
export function traceToScenario(register: Register): Disposable {
  return register('deskside.traceToScenario', async (target) => {
    const trace = await chooseTrace('Turn Trace into Scenario', target);
    if (trace === undefined) return undefined;
    const { scenarioOfTrace, TraceScenarioError } = await import('../../trace/scenario/traceScenario');
    try {
      const made = await makeOfTrace(trace, 'Turning the trace into a scenario', async ({ entries }, name, signal) => ({
        name,
        ...(await scenarioOfTrace(entries, name, signal)),
      }));
      if (made === undefined) return undefined;
      const uri = await openUnsavedScenario(made.name, made.text);
      if (made.leftOutCount > 0) tellWhatIsMissing(made);
      return uri;
    } catch (error) {
      throw error instanceof TraceScenarioError ? new UserError(error.message) : error;
    }
  });
}

function tellWhatIsMissing({ leftOut, leftOutCount }: TraceScenario): void {
  const more = leftOut.length > mostReasons ? ' The first reasons are these.' : '';
  const reasons = leftOut.slice(0, mostReasons).map((reason) => oneLine(reason, 150));
  tell('warning', `${count(leftOutCount, 'thing')} of the trace could not become a step.${more} ${reasons.join(' ')}`);
}

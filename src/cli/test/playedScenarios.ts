import type { ConsoleLine } from '../../headless/pageConsole';
import type { PlayJob } from '../../headless/play/playJob';
import type { ScenarioEvent, ScenarioResult, StepFailure } from '../../headless/play/scenarioEvent';

/** What is kept of a console; a page in a loop must not bury the report. */
const mostLines = 100;

/** A step that was begun, or left out after one that failed. */
export interface PlayedStep extends Omit<StepFailure, 'why'> {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly why?: string | undefined;
  readonly atMs?: number | undefined;
}

/** A scenario that is over. */
export interface PlayedScenario<Job extends PlayJob = PlayJob> extends ScenarioResult {
  readonly job: Job;
  readonly steps: readonly PlayedStep[];
  readonly console: readonly ConsoleLine[];
  /** The file of its trace, where one was written. */
  readonly trace?: string | undefined;
}

/** All steps that failed; of one that is broken, where it broke. */
export function failuresOf({ failure, steps }: PlayedScenario): StepFailure[] {
  const failed = steps.flatMap((step) => (step.outcome === 'failed' ? [{ ...step, why: step.why ?? '' }] : []));
  return failed.length > 0 ? failed : failure === undefined ? [] : [failure];
}

/** Puts together what is told of scenarios while they are played. */
export class PlayedScenarios<Job extends PlayJob> {
  readonly #steps = new Map<Job, PlayedStep[]>();
  readonly #lines = new Map<Job, ConsoleLine[]>();
  readonly #traces = new Map<Job, string>();
  readonly #over = new Map<Job, PlayedScenario<Job>>();

  /** The trace of a scenario that is about to end is in this file. */
  traced(job: Job, file: string): void {
    this.#traces.set(job, file);
  }

  /** @returns the scenario, if this ended it */
  take(event: ScenarioEvent<Job>): PlayedScenario<Job> | undefined {
    const { job } = event;
    if (event.kind === 'console') this.#note(job, event);
    if (event.kind === 'stepPassed') this.#add(job, { ...event, outcome: 'passed' });
    if (event.kind === 'stepFailed') this.#add(job, { ...event, outcome: 'failed' });
    if (event.kind === 'stepSkipped') this.#add(job, { ...event, outcome: 'skipped' });
    if (event.kind !== 'ended') return undefined;
    const { outcome, ms, failure } = event;
    const [steps, console] = [this.#steps.get(job) ?? [], this.#lines.get(job) ?? []];
    const played = { job, outcome, ms, failure, steps, console, trace: this.#traces.get(job) };
    this.#over.set(job, played);
    return played;
  }

  /** All that are over, in the order of the jobs. */
  all(jobs: readonly Job[]): PlayedScenario<Job>[] {
    return jobs.flatMap((job) => this.#over.get(job) ?? []);
  }

  #add(job: Job, { step, text, line, outcome, why, expected, actual, atMs }: PlayedStep): void {
    const steps = this.#steps.get(job) ?? [];
    this.#steps.set(job, [...steps, { step, text, line, outcome, why, expected, actual, atMs }]);
  }

  #note(job: Job, { level, text }: ConsoleLine): void {
    const lines = this.#lines.get(job) ?? [];
    this.#lines.set(job, lines);
    if (lines.length < mostLines) lines.push({ level, text });
    else if (lines.length === mostLines) lines.push({ level: 'warning', text: 'There is more; it is left out.' });
  }
}

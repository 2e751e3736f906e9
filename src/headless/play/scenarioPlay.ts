import * as v from 'valibot';
import { messageOf } from '../../base/guards';
import { DisposableStore, onDispose } from '../../base/disposable';
import { scenarioReportSchema } from '../../simulator/scenario/run/report';
import type { ScenarioReport, StepReport } from '../../simulator/scenario/run/report';
import { wireMessageSchema } from '../../trace/messagesTrace';
import { PageEnded } from '../headlessPage';
import type { HeadlessPage } from '../headlessPage';
import type { Playable, PlayJob } from './playJob';
import type { ScenarioEvent, ScenarioOutcome, ScenarioResult } from './scenarioEvent';
import type { StepFailure, StepPlace, TraceChoice } from './scenarioEvent';

/** How long the page may take to load, and to tell how the scenario ended, besides what the scenario takes. */
const loadingMs = 60_000;
const graceMs = 15_000;

/** A frame that runs code for so long without a pause is stuck. */
const stuckMs = 2_000;

/** The name under which the page finds the function that takes its reports. */
const binding = 'deskside_report';

/** Hands each report to the binding; a replay has none before its address is read. */
function watchExpression({ watch }: Playable): string {
  return `workspace.${watch}((report) => ${binding}(JSON.stringify(report ?? null)))`;
}

const reportSchema = v.pipe(v.string(), v.parseJson(), v.nullable(scenarioReportSchema));
const messagesSchema = v.array(wireMessageSchema);
const silenceSchema = v.array(v.object({ kind: v.string(), widget: v.string(), name: v.string() }));

/** What events hold beside the scenario that they are about. */
type Told = ScenarioEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'job'> : never) : never;

/** One scenario that is played on a page of its own, which the caller opens and closes. */
export class ScenarioPlay {
  readonly #began = performance.now();
  readonly #owned = new DisposableStore();
  /** Ends it; the reason is undefined if the scenario itself came to its end. */
  readonly #over: Promise<PageEnded | 'cancelled' | undefined>;
  #finish: (reason: PageEnded | 'cancelled' | undefined) => void = () => undefined;
  #report: ScenarioReport | undefined;

  constructor(
    private readonly page: HeadlessPage,
    private readonly job: PlayJob,
    private readonly tell: (event: Told) => void,
    private readonly traced: TraceChoice = 'off',
  ) {
    this.#over = new Promise((resolve) => (this.#finish = resolve));
    this.#owned.add(page.console.on((line) => this.tell({ kind: 'console', ...line })));
    this.#owned.add(page.ended.on((ended) => this.#finish(ended)));
  }

  /** How it went so far, as the page told last; undefined if the page has told nothing yet. */
  get report(): ScenarioReport | undefined {
    return this.#report;
  }

  /**
   * Plays it to its end.
   * @param address of a simulated Workspace with the widgets
   * @param signal ends it before
   */
  async play(address: string, signal: AbortSignal): Promise<ScenarioResult> {
    const cancel = () => this.#finish('cancelled');
    signal.addEventListener('abort', cancel);
    this.#owned.add(onDispose(() => signal.removeEventListener('abort', cancel)));
    if (signal.aborted) cancel();
    try {
      this.#run(this.job.play.addressOn(address)).catch((error: unknown) => this.#finish(ended(error)));
      const reason = await this.#over;
      if (reason !== undefined) return await this.#withMessages(this.#broken(reason));
      await this.#explain();
      const failed = this.#report?.steps.find(({ outcome }) => outcome === 'failed');
      return await this.#withMessages(
        this.#result(failed === undefined ? 'passed' : 'failed', failed && this.#failure(failed)),
      );
    } finally {
      this.#owned.dispose();
    }
  }

  async #run(address: string): Promise<void> {
    const loading = this.#limit(loadingMs, () =>
      Promise.resolve(`${address.replace(/#.*/s, '')} was not there after ${loadingMs / 1000} s.`),
    );
    await this.page.bind(binding, (text) => this.#take(v.parse(reportSchema, text)));
    await this.page.goto(address);
    loading.dispose();
    const ms = this.job.play.longestMs + graceMs;
    this.#limit(ms, () => this.#whyEndless(ms));
    await this.page.evaluate(watchExpression(this.job.play));
  }

  /** Breaks it after a time. */
  #limit(ms: number, why: () => Promise<string>): DisposableStore {
    const timer = setTimeout(() => void why().then((text) => this.#finish(new PageEnded(text))), ms);
    const owned = this.#owned.add(new DisposableStore());
    owned.add(onDispose(() => clearTimeout(timer)));
    return owned;
  }

  async #whyEndless(ms: number): Promise<string> {
    const [stuck] = await this.page.stuck(stuckMs);
    return stuck === undefined
      ? `It came to no end in ${Math.round(ms / 1000)} s. Play it in the simulator.`
      : 'Workspace does not answer any more, since the code of a widget of its site runs without end. Serve widgets from localhost to tell which.';
  }

  #take(report: ScenarioReport | null): void {
    if (report === null) return;
    const before = this.#report?.steps ?? [];
    this.#report = report;
    for (const [index, step] of report.steps.entries()) {
      if (step.outcome !== (before[index]?.outcome ?? 'open')) this.#tellStep(step, before[index]?.outcome);
    }
    if (report.outcome !== 'running') this.#finish(undefined);
  }

  #tellStep(step: StepReport, before: StepReport['outcome'] = 'open'): void {
    const place = this.#place(step);
    const { outcome, atMs = 0 } = step;
    if (outcome === 'skipped') this.tell({ kind: 'stepSkipped', ...place });
    else if (before === 'open') this.tell({ kind: 'stepStarted', ...place });
    if (outcome === 'ok') this.tell({ kind: 'stepPassed', atMs, ...place });
    if (outcome === 'failed') this.tell({ kind: 'stepFailed', atMs, ...this.#failure(step) });
  }

  /** Tells of a scenario that failed what may be why: widgets that were not heard, and those that do not answer. */
  async #explain(): Promise<void> {
    if (this.#report?.outcome !== 'failed') return;
    try {
      const silences = await this.page.evaluate('workspace.messages().filter(({ kind }) => kind === "silence")');
      for (const { widget, name } of v.parse(silenceSchema, silences))
        this.tell({ kind: 'console', level: 'error', text: `${widget}: ${name}` });
      for (const url of await this.page.stuck(stuckMs))
        this.tell({ kind: 'console', level: 'error', text: `${url} does not answer: its code runs without end.` });
    } catch (error) {
      // Without the page nobody knows more.
      if (!(error instanceof PageEnded)) throw error;
    }
  }

  async #withMessages(result: ScenarioResult): Promise<ScenarioResult> {
    const { outcome } = result;
    if (outcome === 'cancelled' || this.traced === 'off') return result;
    if (this.traced === 'on-failure' && outcome === 'passed') return result;
    try {
      const messages = v.parse(messagesSchema, await this.page.evaluate('workspace.messages()'));
      this.tell({ kind: 'messages', messages });
    } catch (error) {
      // Without the page there are none.
      if (!(error instanceof PageEnded)) throw error;
    }
    return result;
  }

  #broken(reason: PageEnded | 'cancelled'): ScenarioResult {
    const steps = this.#report?.steps ?? [];
    const at = steps.find(({ outcome }) => outcome === 'waiting');
    if (reason === 'cancelled') return this.#result('cancelled');
    const place = at === undefined ? this.#place({ step: 1, text: 'loading the page' }) : this.#place(at);
    return this.#result('broken', { ...place, why: reason.message });
  }

  #result(outcome: ScenarioOutcome, failure?: StepFailure): ScenarioResult {
    return { outcome, ms: performance.now() - this.#began, failure };
  }

  #place({ step, text }: Pick<StepReport, 'step' | 'text'>): StepPlace {
    return { step, text, line: this.job.stepLines[step - 1] };
  }

  #failure({ why = '', expected, actual, ...step }: StepReport): StepFailure {
    return { ...this.#place(step), why, expected, actual };
  }
}

function ended(error: unknown): PageEnded {
  return error instanceof PageEnded ? error : new PageEnded(messageOf(error));
}

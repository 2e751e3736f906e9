import * as v from 'valibot';
import { AgentRefusal } from '../agents/refusal';
import type {
  PlayedReport,
  SimulatorConsoleLine,
  SimulatorControl,
  SimulatorMethod,
  SimulatorWidgets,
} from '../agents/simulator/simulatorControl';
import { DisposableStore } from '../base/disposable';
import { SerialQueue } from '../base/serialQueue';
import { beginningOf } from '../base/text/beginningOf';
import { CdpError } from '../debugger/cdp';
import { simulatorAddress } from '../presentation/connection/scriptTag';
import { pageId } from '../protocol/pageMessages';
import type { Scenario } from '../simulator/scenario/format/scenario';
import { askWorkspace, workspaceAnswerSchema } from '../simulator/ui/askWorkspace';
import { BrowserError } from './browserError';
import { BrowserOnDemand } from './browserOnDemand';
import { PageEnded } from './headlessPage';
import type { HeadlessPage } from './headlessPage';
import { scenarioPlayable } from './play/playJob';
import { ScenarioPlay } from './play/scenarioPlay';

/** The relay that serves the simulated Workspace, and the key of the Workspace that is opened from here. */
export interface SimulatorRelay {
  readonly address: string;
  readonly simulatorKey: string;
}

/** What an agent's simulator needs. */
export interface AgentSimulatorOptions {
  /** Starts Deskside if it is off. */
  relay(): Promise<SimulatorRelay>;
  /** The widgets that the user has named. */
  widgets(): SimulatorWidgets;
}

/** In pixels. */
const [width, height] = [1280, 800];

const mostLines = 200;
const longestLine = 2_000;
const longestHello = 10_000;

/** How long the page may take to load. */
const loadingMs = 60_000;
/** How long the page may take to answer: a widget of its own site may be stuck in it. */
const answerMs = 10_000;

const helloSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ method: v.literal('hello'), params: v.object({ page: pageId, place: v.literal('simulator') }) }),
);

interface Running {
  readonly page: HeadlessPage;
  readonly widgets: SimulatorWidgets;
  readonly owned: DisposableStore;
}

/** The simulated Workspace that an agent drives, in a browser without a window. The page is watched like any other. */
export class AgentSimulator implements SimulatorControl {
  readonly #browser = new BrowserOnDemand();
  /** Runs starts and plays one at a time. */
  readonly #queue = new SerialQueue();
  #running: Running | undefined;
  #isDisposed = false;
  #pageId: string | undefined;
  #ended: string | undefined;
  #lines: SimulatorConsoleLine[] = [];
  #gone = 0;

  constructor(private readonly options: AgentSimulatorOptions) {}

  get page(): string | undefined {
    return this.#pageId;
  }

  get console(): SimulatorControl['console'] {
    return { lines: this.#lines, gone: this.#gone };
  }

  get namedWidgets(): SimulatorWidgets {
    return this.options.widgets();
  }

  start(widgets: SimulatorWidgets | undefined, signal: AbortSignal): Promise<void> {
    return this.#queue.run(() =>
      refusing(async () => {
        const look = widgets ?? this.options.widgets();
        const address = await this.#addressFor(look);
        const { page } = await this.#open(look, signal);
        await withinTime(
          page.goto(address),
          loadingMs,
          `${address.replace(/#.*/, '')} did not load within ${loadingMs / 1000} s.`,
          signal,
        );
      }),
    );
  }

  async ask(method: SimulatorMethod, argument?: unknown): Promise<unknown> {
    const answer = await refusing(async () => {
      const question = JSON.stringify({ method, argument });
      const asked = this.#page.evaluate(`(${askWorkspace.toString()})(${question})`);
      return v.parse(workspaceAnswerSchema, await withinTime(asked, answerMs, stuck));
    });
    if (!('refused' in answer)) return answer.value;
    const { refused, possible } = answer;
    throw new AgentRefusal('The simulated Workspace refused that.', [
      { refused, ...(possible === '' ? {} : { possible }) },
    ]);
  }

  play(scenario: Scenario, stepLines: readonly number[], signal: AbortSignal): Promise<PlayedReport> {
    return this.#queue.run(() =>
      refusing(async () => {
        const look = this.#running?.widgets ?? this.options.widgets();
        const address = await this.#addressFor(look);
        const { page } = await this.#open(look, signal);
        const play = new ScenarioPlay(
          page,
          { file: scenario.scenario, play: scenarioPlayable(scenario), stepLines },
          () => undefined,
        );
        const { outcome, failure } = await play.play(address, signal);
        const hasReport = outcome === 'passed' || outcome === 'failed';
        return { outcome, failure, report: hasReport ? play.report : undefined };
      }),
    );
  }

  picture(part: 'workspace' | 'widget'): Promise<string> {
    return refusing(() =>
      withinTime(this.#page.picture(part === 'widget' ? widgetExpression : undefined), answerMs, stuck),
    );
  }

  /** Ends the browser and what runs in it, also in the midst of a start or a play. No other begins. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await Promise.all([this.#close(), this.#browser.close()]);
  }

  get #page(): HeadlessPage {
    if (this.#running !== undefined) return this.#running.page;
    const next = 'Start one with deskside_start_simulator.';
    if (this.#ended === undefined) throw new AgentRefusal(`No simulated Workspace runs. ${next}`);
    throw new AgentRefusal(`The simulated Workspace has ended. ${next}`, [{ why: this.#ended }]);
  }

  async #addressFor(look: SimulatorWidgets): Promise<string> {
    const { address, simulatorKey } = await this.options.relay();
    return simulatorAddress(address, { simulatorKey }, look);
  }

  /** An empty page in place of the one that runs. */
  async #open(widgets: SimulatorWidgets, signal: AbortSignal): Promise<Running> {
    this.#mustGoOn(signal);
    await this.#close();
    const browser = await this.#browser.get();
    this.#mustGoOn(signal);
    const page = await withinTime(browser.newPage(), answerMs, browserIsSilent);
    const owned = new DisposableStore();
    const running = { page, widgets, owned };
    this.#running = running;
    this.#lines = [];
    this.#gone = 0;
    await withinTime(page.resize(width, height), answerMs, browserIsSilent);
    owned.add(page.console.on((line) => this.#note(line)));
    owned.add(page.sent.on((text) => this.#meet(text)));
    owned.add(
      page.ended.on(({ message }) => {
        if (this.#running !== running) return;
        this.#ended = message;
        void this.#close();
      }),
    );
    return running;
  }

  /** @throws AgentRefusal if nobody wants it any more */
  #mustGoOn(signal: AbortSignal): void {
    if (signal.aborted) throw new AgentRefusal('Cancelled. Nothing was started.');
    if (this.#isDisposed) throw new AgentRefusal('Deskside is being stopped. Start it again first.');
  }

  async #close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#pageId = undefined;
    running?.owned.dispose();
    if (running === undefined) return;
    // What does not close now ends with the browser.
    await withinTime(running.page.close(), answerMs, stuck).catch(() => undefined);
  }

  /** The page says its id when it connects to the relay, before a widget is loaded that could say one, too. */
  #meet(text: string): void {
    if (this.#pageId !== undefined || !text.includes('"hello"') || text.length > longestHello) return;
    const hello = v.safeParse(helloSchema, text);
    if (hello.success) this.#pageId = hello.output.params.page;
  }

  #note({ level, text }: SimulatorConsoleLine): void {
    this.#lines.push({ level, text: beginningOf(text, longestLine) });
    if (this.#lines.length <= mostLines) return;
    this.#lines.shift();
    this.#gone += 1;
  }
}

/** The frame that shows most, which is a widget's. */
const widgetExpression = `(() => {
  const areas = [...document.querySelectorAll('iframe')].map((frame) => frame.getBoundingClientRect());
  const [largest] = areas.sort((one, other) => other.width * other.height - one.width * one.height);
  return largest && { x: largest.x, y: largest.y, width: largest.width, height: largest.height };
})()`;

const browserIsSilent = `The browser does not answer within ${answerMs / 1000} s.`;
const stuck = `The page of the simulator does not answer within ${answerMs / 1000} s: the code of a widget may run without end.`;

/** @throws AgentRefusal for what goes wrong with the browser or the page */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BrowserError) throw new AgentRefusal(`The simulator needs a browser. ${error.message}`);
    if (error instanceof PageEnded || error instanceof CdpError) {
      throw new AgentRefusal('The simulator could not do that. Start it again with deskside_start_simulator.', [
        { why: error.message },
      ]);
    }
    throw error;
  }
}

/**
 * Waits for work on the page.
 * @param late says in a sentence that the work takes too long
 * @throws PageEnded if the work takes longer than `ms`, or the signal is aborted
 */
async function withinTime<T>(work: Promise<T>, ms: number, late: string, signal?: AbortSignal): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cancel: (() => void) | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PageEnded(late)), ms);
    cancel = () => reject(new PageEnded('Cancelled.'));
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true) cancel();
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
    if (cancel !== undefined) signal?.removeEventListener('abort', cancel);
  }
}

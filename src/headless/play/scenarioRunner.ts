import { unwatchedSimulatorAddress } from '../../presentation/connection/scriptTag';
import type { SimulatorLook } from '../../presentation/connection/scriptTag';
import { startRelay } from '../../relay/relay';
import type { Relay } from '../../relay/relay';
import { newKey } from '../../relayClient/keys';
import { CdpError } from '../../debugger/cdp';
import { BrowserOnDemand } from '../browserOnDemand';
import type { Profile } from '../../simulator/desk/profile/profile';
import { withProfile } from '../../simulator/desk/profile/profileAddress';
import type { HeadlessPage } from '../headlessPage';
import { ScenarioPlay } from './scenarioPlay';
import type { PlayJob } from './playJob';
import type { ScenarioEvent, ScenarioResult, TraceChoice } from './scenarioEvent';

/** How scenarios are played. */
export interface PlayOptions<Job extends PlayJob> extends SimulatorLook {
  /** How many are played at once. */
  readonly workers: number;
  /** Ends what is played, and plays no more. */
  readonly signal: AbortSignal;
  readonly tell: (event: ScenarioEvent<Job>) => void;
  /** Of which the messages are told; of none by default. */
  readonly traced?: TraceChoice;
  /** By which the simulated Workspace behaves; as it assumes by default. */
  readonly profile?: Profile | undefined;
}

/**
 * Plays scenarios in one browser without a window, several at once, each with a simulated Workspace and widgets of its own.
 * The browser starts with the first of them, and again where it has ended; this owns it, until it is disposed of.
 */
export class ScenarioRunner {
  readonly #browser = new BrowserOnDemand();

  private constructor(private readonly relay: Relay) {}

  /**
   * @param assetsFolder where the files are that a relay serves
   * @throws RelayStartError if no port of this machine can be listened on
   */
  static async start(assetsFolder: string): Promise<ScenarioRunner> {
    // Nobody knows the keys: the relay only serves the pages.
    return new ScenarioRunner(await startRelay({ port: 0, pageKey: newKey(), toolKey: newKey(), assetsFolder }));
  }

  /**
   * Plays all of them, and returns how each went, in their order.
   * @throws BrowserError if there is no browser that starts
   */
  async play<Job extends PlayJob>(
    jobs: readonly Job[],
    { workers, signal, tell, traced = 'off', profile, ...look }: PlayOptions<Job>,
  ): Promise<ScenarioResult[]> {
    const address = withProfile(unwatchedSimulatorAddress(this.relay.address, look), profile);
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    const results: ScenarioResult[] = [];
    const queue = jobs.entries();
    const work = async () => {
      for (const [index, job] of queue) {
        const result = await this.#playOne(job, { address, signal: stop, tell, traced });
        results[index] = result;
        tell({ job, kind: 'ended', ...result });
      }
    };
    const all = Array.from({ length: Math.min(workers, jobs.length) }, () =>
      work().catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    );
    // Those that go well come to their end before the first error is thrown: nothing goes on behind the caller's back.
    await Promise.allSettled(all);
    await Promise.all(all);
    return results;
  }

  /** Ends the browser and the relay. */
  async dispose(): Promise<void> {
    await this.#browser.close();
    await this.relay.dispose();
  }

  async #playOne<Job extends PlayJob>(
    job: Job,
    {
      address,
      signal,
      tell,
      traced,
    }: Pick<PlayOptions<Job>, 'signal' | 'tell'> & {
      readonly address: string;
      readonly traced: TraceChoice;
    },
  ): Promise<ScenarioResult> {
    if (signal.aborted) return { outcome: 'cancelled', ms: 0 };
    const browser = await this.#browser.get();
    let page: HeadlessPage | undefined;
    tell({ job, kind: 'started' });
    try {
      page = await browser.newPage();
      return await new ScenarioPlay(page, job, (event) => tell({ job, ...event }), traced).play(address, signal);
    } catch (error) {
      if (!(error instanceof CdpError)) throw error;
      const why = 'The browser has ended.';
      return { outcome: 'broken', ms: 0, failure: { step: 1, text: 'opening a page', line: job.stepLines[0], why } };
    } finally {
      await page?.close();
    }
  }
}

import type { Disposable } from '../../base/disposable';
import { errorTexts } from './assumptions';
import type { SeenWorkspace } from './profile/seenWorkspace';
import { refusal } from './refusal';
import type { DeskOptions } from './state/options';
import { DeskStore } from './state/state';
import type { DeskCase, DeskEnvironment, DeskInteraction, WorkspaceEvent } from './state/types';

/** What the modules of the desk share: the memory, the options, the clock, and the way to tell subscribers. */
export class DeskCore {
  readonly store: DeskStore;
  /** How many there have been, so that each gets a number of its own. */
  readonly counts = { interactions: 0, toasts: 0, dialogs: 0, records: 0, chains: 0 };
  /** The tokens that a widget got last; the one that ends says when, in milliseconds since 1970. */
  tokens: { jwt?: { readonly text: string; readonly expiration: number }; pureCloud?: string } = {};
  /** When requests were made in the last minute, by widget and by service of a widget; the times never change in place. */
  readonly requestTimes = new Map<string, readonly number[]>();
  readonly #timers = new Map<string, Disposable>();
  #isKept = false;

  /**
   * @param tell takes an event; it reaches subscribers once the desk has settled
   * @param perform runs what a timer does as one step of the desk
   * @param seen in whose words and shapes the desk speaks
   */
  constructor(
    readonly environment: DeskEnvironment,
    public options: DeskOptions,
    private readonly tell: (event: WorkspaceEvent) => void,
    private readonly perform: (run: () => void) => void,
    readonly seen: SeenWorkspace,
  ) {
    this.store = new DeskStore(options, environment.now());
  }

  /**
   * Tells all who subscribed to `name`.
   * @param entry of `eventData`, which makes the data of the values
   */
  emit<A extends readonly unknown[]>(name: string, entry: { readonly value: (...values: A) => unknown }, ...values: A) {
    this.tell({ name, data: this.seen.eventOf(entry, entry.value(...values)) });
  }

  /** Tells all who subscribed to `name` but the frame that called. */
  emitToOthers(name: string, data: unknown): void {
    this.tell({ name, data, toOthers: true });
  }

  /** The interaction of this id. Throws a refusal if there is none. */
  interaction(id: string): DeskInteraction {
    const found = this.store.interactions.get(id);
    if (found === undefined) throw refusal(errorTexts.unknownInteraction, id);
    return found;
  }

  /** The case of this id. Throws a refusal if there is none. */
  case(id: string): DeskCase {
    const found = this.store.cases.get(id);
    if (found === undefined) throw refusal(errorTexts.unknownCase, id);
    return found;
  }

  /**
   * Keeps all as it is: what changes from now on is undone by the function that this returns, and no timer is set or
   * stopped until then.
   */
  keep(): () => void {
    const restoreStore = this.store.keep();
    const { counts, options, requestTimes } = this;
    const requestsBefore = [...requestTimes];
    const [countsBefore, tokensBefore, wasKept] = [{ ...counts }, { ...this.tokens }, this.#isKept];
    this.#isKept = true;
    return () => {
      this.#isKept = wasKept;
      this.options = options;
      Object.assign(counts, countsBefore);
      this.tokens = tokensBefore;
      requestTimes.clear();
      for (const [key, times] of requestsBefore) requestTimes.set(key, times);
      restoreStore();
    };
  }

  /** Runs a function after `ms` milliseconds and replaces the timer of `key`. Sets no timer if `ms` is not above 0. */
  schedule(key: string, ms: number, run: () => void): void {
    this.cancel(key);
    if (!(ms > 0) || this.#isKept) return;
    const timer = this.environment.after(ms, () => {
      this.#timers.delete(key);
      this.perform(run);
    });
    this.#timers.set(key, timer);
  }

  cancel(key: string): void {
    if (this.#isKept) return;
    this.#timers.get(key)?.dispose();
    this.#timers.delete(key);
  }

  /** Stops all that waits. */
  dispose(): void {
    for (const timer of this.#timers.values()) timer.dispose();
    this.#timers.clear();
  }
}

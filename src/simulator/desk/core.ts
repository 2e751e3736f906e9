import type { Disposable } from '../../base/disposable';
import { errorTexts } from './assumptions';
import { refusal } from './refusal';
import type { DeskOptions } from './options';
import { DeskStore } from './store';
import type { DeskCase, DeskEnvironment, DeskInteraction, WorkspaceEvent } from './types';

/** What the modules of the desk share: the memory, the options, the clock, and the way to tell subscribers. */
export class DeskCore {
  readonly store: DeskStore;
  readonly #timers = new Map<string, Disposable>();

  /**
   * @param tell takes an event; it reaches subscribers once the desk has settled
   * @param perform runs what a timer does as one step of the desk
   */
  constructor(
    readonly environment: DeskEnvironment,
    public options: DeskOptions,
    private readonly tell: (event: WorkspaceEvent) => void,
    private readonly perform: (run: () => void) => void,
  ) {
    this.store = new DeskStore(options, environment.now());
  }

  /** Tells all who subscribed to `name`. */
  emit(name: string, data: unknown): void {
    this.tell({ name, data });
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

  /** Runs something after so many milliseconds, in place of what `key` was waiting for. 0 or less: never. */
  schedule(key: string, ms: number, run: () => void): void {
    this.cancel(key);
    if (ms <= 0) return;
    const timer = this.environment.after(ms, () => {
      this.#timers.delete(key);
      this.perform(run);
    });
    this.#timers.set(key, timer);
  }

  cancel(key: string): void {
    this.#timers.get(key)?.dispose();
    this.#timers.delete(key);
  }

  /** Stops all that waits. */
  dispose(): void {
    for (const timer of this.#timers.values()) timer.dispose();
    this.#timers.clear();
  }
}

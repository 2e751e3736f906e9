import { onDispose } from '../../../../src/base/disposable';
import type { Later } from '../../../../src/bridge/timers';

/** A clock that only the test moves. */
export class ManualClock {
  #now = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly later: Later = (ms, run) => {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return onDispose(() => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    });
  };

  /** Lets time pass and runs what falls due, in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.run();
    }
    this.#now = end;
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length;
  }
}

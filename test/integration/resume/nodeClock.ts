import type { Disposable } from '../../../src/base/disposable';
import { ManualClock } from '../../unit/bridge/support/manualClock';

/**
 * Takes the place of Node's timers and wall clock until `dispose`: they go on only when told to. Node's own mocks won't
 * do: those of Node 20 drop a timer that runs when one is cleared that is over.
 */
export class NodeClock implements Disposable {
  readonly #timers = new ManualClock();
  readonly #real = { ...timersOf(globalThis), now: Date.now };
  /** How much longer than its timers the machine has been there. */
  #asleep = 1_764_000_000_000;

  constructor() {
    const clear = (timer: Disposable | undefined): void => timer?.dispose();
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0) => this.#timers.later(ms, run),
      setInterval: (run: () => void, ms: number) => this.#every(ms, run),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Date.now = () => this.#asleep + this.#timers.now();
  }

  /** Time passes, and what falls due runs. */
  pass(ms: number): void {
    this.#timers.pass(ms);
  }

  /** The machine sleeps: only the wall clock goes on. */
  sleep(ms: number): void {
    this.#asleep += ms;
  }

  dispose(): void {
    const { now, ...timers } = this.#real;
    Object.assign(globalThis, timers);
    Date.now = now;
  }

  #every(ms: number, run: () => void): Disposable {
    const again = (): Disposable =>
      this.#timers.later(ms, () => {
        timer = again();
        run();
      });
    let timer = again();
    return { dispose: () => timer.dispose() };
  }
}

function timersOf({ setTimeout, setInterval, clearTimeout, clearInterval }: typeof globalThis) {
  return { setTimeout, setInterval, clearTimeout, clearInterval };
}

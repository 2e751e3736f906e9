import type { Disposable } from '../base/disposable';
import type { Later } from './timers';

const debounceMs = 300;
const minuteMs = 60_000;

/** A live Workspace can quarantine a client that asks too often. */
const timesPerMinute = 4;

/** Does something once, shortly after it was last wanted, and no more than a few times a minute. */
export class Debounced {
  #timer: Disposable | undefined;
  #times: number[] = [];

  /** @param now a steady clock in milliseconds */
  constructor(
    private readonly run: () => void,
    private readonly later: Later,
    private readonly now: () => number,
  ) {}

  want(): void {
    if (this.#timer !== undefined) return;
    this.#times = this.#times.filter((time) => time > this.now() - minuteMs);
    const [first] = this.#times;
    const full = first !== undefined && this.#times.length >= timesPerMinute;
    const wait = full ? first + minuteMs - this.now() : 0;
    this.#timer = this.later(Math.max(wait, debounceMs), () => {
      this.#timer = undefined;
      this.#times.push(this.now());
      this.run();
    });
  }

  /** It came about by itself. */
  cancel(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}

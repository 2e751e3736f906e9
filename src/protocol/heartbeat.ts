import type { Disposable } from '../base/disposable';

/**
 * Beats at an interval. A beat that comes late, because the machine slept, is left out: nobody could answer in the
 * meantime.
 */
export class Heartbeat implements Disposable {
  readonly #timer: ReturnType<typeof setInterval>;
  #last: number;

  /** @param now the time in milliseconds, which goes on while the machine sleeps */
  constructor(
    private readonly intervalMs: number,
    private readonly beat: () => void,
    private readonly now: () => number = Date.now,
  ) {
    this.#last = now();
    this.#timer = setInterval(() => this.#tick(), intervalMs);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = this.now();
    const late = now - this.#last > this.intervalMs * 1.5;
    this.#last = now;
    if (!late) this.beat();
  }
}

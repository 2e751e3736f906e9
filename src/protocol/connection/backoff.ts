import { limits } from '../limits';

const growth = 1.5;

/** Waits between attempts to connect: each half as long again as the one before, up to a longest, with jitter. */
export class Backoff {
  #next: number = limits.backoffFirstMs;

  /** @param random a number from 0 up to 1, so that many clients do not return at the same moment */
  constructor(private readonly random: () => number = Math.random) {}

  /** How long to wait before the next attempt, in milliseconds. */
  next(): number {
    const wait = this.#next * (1 - this.random() / 4);
    this.#next = Math.min(this.#next * growth, limits.backoffLongestMs);
    return wait;
  }

  /** A connection was made: the next loss starts from the shortest wait. */
  reset(): void {
    this.#next = limits.backoffFirstMs;
  }
}

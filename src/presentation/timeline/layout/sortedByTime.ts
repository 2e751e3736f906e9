import { firstReached } from '../../../base/collections';

/** Something with a time, in milliseconds since 1970. */
export interface Timed {
  readonly time: number;
}

/**
 * Things in the order of their times, to be found by them. They come nearly in order; where a clock went back they are put in
 * order when they are looked at next.
 */
export class SortedByTime<T extends Timed> {
  #items: T[] = [];
  #sorted = true;

  get all(): readonly T[] {
    if (!this.#sorted) {
      // Stable: of equal times the one that came first stays first.
      this.#items.sort((a, b) => a.time - b.time);
      this.#sorted = true;
    }
    return this.#items;
  }

  get length(): number {
    return this.#items.length;
  }

  add(item: T): void {
    const last = this.#items.at(-1);
    if (last !== undefined && last.time > item.time) this.#sorted = false;
    this.#items.push(item);
  }

  /** Keeps only what is wanted. */
  keep(isWanted: (item: T) => boolean): void {
    this.#items = this.#items.filter(isWanted);
  }

  /** The index of the first one at this time or later, from an index on. */
  indexAt(time: number, from = 0): number {
    const { all } = this;
    // Doubling steps first: what is looked for is near as a rule.
    let [low, step] = [from, 1];
    while (low + step < all.length && (all[low + step]?.time ?? Infinity) < time) {
      low += step;
      step *= 2;
    }
    return firstReached(all, (item) => item.time >= time, low, Math.min(all.length, low + step));
  }
}

import { setBounded } from '../base/collections';
import type { Refusal } from '../protocol/messages';

/** What tells one refusal from another. */
export type RefusalFacts = Pick<Refusal, 'role' | 'reason' | 'origin' | 'held' | 'keyMatches'>;

/**
 * The last distinct refusals, each with a value of the caller's. A client that is turned away tries again and again: that
 * counts as one refusal.
 */
export class DistinctRefusals<T> {
  readonly #known = new Map<string, T>();

  /** @param most above this number the oldest refusal is forgotten, since strangers can make up any number of origins */
  constructor(private readonly most: number) {}

  get size(): number {
    return this.#known.size;
  }

  /** What is kept of each, oldest first. */
  values(): Iterable<T> {
    return this.#known.values();
  }

  /** Keeps it as the newest one; returns whether none like it was known. */
  add({ role, reason, origin, held = false, keyMatches }: RefusalFacts, kept: T): boolean {
    const key = JSON.stringify([role, reason, origin, held, keyMatches]);
    const isNew = !this.#known.has(key);
    setBounded(this.#known, key, kept, this.most);
    return isNew;
  }

  /** Forgets those for which `isOver` is true. */
  forget(isOver: (kept: T) => boolean): void {
    for (const [key, kept] of this.#known) if (isOver(kept)) this.#known.delete(key);
  }

  clear(): void {
    this.#known.clear();
  }
}

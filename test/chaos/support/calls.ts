import assert from 'node:assert/strict';

/** How a call may end after which the page must not have seen it. */
const notMade = new Set(['notConnected', 'noSuchPage', 'notSent', 'busy']);

/** Knows which calls the tool made, how often the page saw each, and how each ended: it happens once, or its end is unknown. */
export class Calls {
  readonly #seen = new Map<string, number>();
  readonly #ends = new Map<string, string>();
  readonly #open = new Set<string>();

  made(id: string): void {
    this.#open.add(id);
  }

  /** The page was asked to make it. */
  seen(id: string): void {
    this.#seen.set(id, (this.#seen.get(id) ?? 0) + 1);
  }

  ended(id: string, end: string): void {
    this.#open.delete(id);
    this.#ends.set(id, end);
  }

  /** Whoever waited for the ends is gone. */
  forgotten(): void {
    this.#open.clear();
  }

  get waiting(): number {
    return this.#open.size;
  }

  /** @throws AssertionError */
  check(): void {
    for (const [id, times] of this.#seen) assert.equal(times, 1, `call ${id} came once to the page`);
    for (const [id, end] of this.#ends) {
      const times = this.#seen.get(id) ?? 0;
      if (end === 'succeeded') assert.equal(times, 1, `call ${id} succeeded, so it happened`);
      else if (notMade.has(end)) assert.equal(times, 0, `call ${id} was not made (${end})`);
      else assert.equal(end, 'outcomeUnknown', `call ${id} ended as ${end}`);
    }
  }
}

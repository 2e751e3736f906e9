import assert from 'node:assert/strict';
import type { Got } from './parts/messages';

/** Knows what the page recorded, and holds what a tool gets against it: each record once and in order, or a gap that counts. */
export class Witness {
  /** The number of the last record of each load of the page. */
  readonly #recorded = new Map<number, number>();
  #epoch = 0;
  #seq = 0;
  #lost = 0;

  recorded(epoch: number, last: number): void {
    this.#recorded.set(epoch, last);
  }

  /** How many records the last load of the page has. */
  get #last(): number {
    return this.#recorded.get(this.#loads) ?? 0;
  }

  /** How many records there are, of all loads. */
  get total(): number {
    return [...this.#recorded.values()].reduce((sum, last) => sum + last, 0);
  }

  /** How many records did not come, by what the tool was told, in the loads that it saw. */
  get lost(): number {
    return this.#lost;
  }

  /** Another tool, which has nothing yet. */
  newTool(): void {
    this.#epoch = this.#seq = this.#lost = 0;
  }

  /** @throws AssertionError if this can't be what the tool gets next */
  got(epoch: number, { seq, kind, mark, lost }: Got): void {
    if (epoch !== this.#epoch) {
      assert.ok(epoch > this.#epoch, `load ${epoch} after ${this.#epoch}`);
      this.#seq = 0;
      this.#epoch = epoch;
    }
    const where = `record ${seq} (${kind}) of load ${epoch} after ${this.#seq}`;
    if (kind === 'gap') {
      assert.equal(lost, seq - this.#seq, `${where} counts all that is missing and nothing twice`);
      this.#lost += lost;
    } else {
      assert.equal(seq, this.#seq + 1, `${where} is the next`);
      assert.equal(mark, `${epoch}/${seq}`, `${where} is what the page recorded under this number`);
    }
    this.#seq = seq;
  }

  /** Whether the tool has all of the last load, or knows what it misses of it. */
  get complete(): boolean {
    return this.#epoch === this.#loads && this.#seq === this.#last;
  }

  toString(): string {
    return `the tool is at ${this.#epoch}/${this.#seq}, the page at ${this.#loads}/${this.#last}`;
  }

  get #loads(): number {
    return Math.max(0, ...this.#recorded.keys());
  }
}

import assert from 'node:assert/strict';
import type { Got } from './parts/messages';

/** Knows what the page recorded, and holds what a tool gets against it: each record once and in order, or a gap that counts. */
export class Witness {
  /** The marks of all records of each load of the page; a record's number is its place, from 1. */
  readonly #recorded = new Map<number, string[]>();
  #epoch = 0;
  #seq = 0;
  #lost = 0;

  recorded(epoch: number, seq: number, mark: string): void {
    const marks = this.#recorded.get(epoch) ?? [];
    assert.equal(marks.length, seq - 1, 'the test hears of every record');
    this.#recorded.set(epoch, [...marks, mark]);
  }

  /** How many records the last load of the page has. */
  get last(): number {
    return this.#recorded.get(this.#loads)?.length ?? 0;
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
      this.#lost += lost ?? 0;
    } else {
      assert.equal(seq, this.#seq + 1, `${where} is the next`);
      assert.equal(mark, this.#recorded.get(epoch)?.[seq - 1], `${where} is what the page recorded under this number`);
    }
    this.#seq = seq;
  }

  /** Whether the tool has all of the last load, or knows what it misses of it. */
  get complete(): boolean {
    return this.#epoch === this.#loads && this.#seq === this.last;
  }

  toString(): string {
    return `the tool is at ${this.#epoch}/${this.#seq}, the page at ${this.#loads}/${this.last}`;
  }

  get #loads(): number {
    return Math.max(0, ...this.#recorded.keys());
  }
}

import assert from 'node:assert/strict';
import type { Got } from './parts/messages';

/**
 * Knows which events a page made, and holds what a tool gets against it: each record once and in order, or a gap that
 * counts. The mark of an event says which load of the page made it, and as the how manieth.
 */
export class Witness {
  /** How many events each load of the page made. */
  readonly #made = new Map<number, number>();
  /** How many were made since the page last began, and before. */
  #present = 0;
  #earlier = 0;
  #epoch = 0;
  #seq = 0;
  #load = 0;
  #event = 0;
  #lost = 0;
  /** How many events the page was asked for, of which it may have made some without telling before it ended. */
  #asked = 0;
  /** How many records were lost since the last event. */
  #lostSince = 0;

  /** @param eventsOnly whether the page records nothing but these events, so that what is lost are events, too */
  constructor(private readonly eventsOnly: boolean) {}

  /** The page is asked for so many more events. */
  asked(events: number): void {
    this.#asked += events;
  }

  /** The page begins anew. */
  begins(): void {
    this.#earlier += this.#present;
    this.#present = 0;
  }

  /** A load of the page has made so many events by now. */
  recorded(load: number, events: number): void {
    if (load > this.#loads) this.begins();
    this.#present = events;
    this.#made.set(load, events);
  }

  /** How many events were made, however often the page began. */
  get total(): number {
    return this.#earlier + this.#present;
  }

  /** How many records did not come, by what the tool was told. */
  get lost(): number {
    return this.#lost;
  }

  /** Another tool, which has nothing yet. */
  newTool(): void {
    this.#epoch = this.#seq = this.#load = this.#event = this.#lost = this.#lostSince = 0;
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
      this.#lostSince += lost;
    } else {
      assert.equal(seq, this.#seq + 1, `${where} is the next`);
      if (mark !== undefined) this.#gotEvent(mark, where);
    }
    this.#seq = seq;
  }

  /** Whether the tool has the last event of the last load. */
  get complete(): boolean {
    return this.#load === this.#loads && this.#event === this.#last;
  }

  toString(): string {
    return `the tool is at ${this.#load}/${this.#event}, the page at ${this.#loads}/${this.#last}`;
  }

  #gotEvent(mark: string, where: string): void {
    const [load = 0, event = 0] = mark.split('/').map(Number);
    assert.ok(load >= this.#load, `${where} is of a later load than ${this.#load}: ${mark}`);
    const skipped = this.#between(load) + event - this.#event - 1;
    const known = `${where} is event ${mark} after ${this.#load}/${this.#event}, with ${this.#lostSince} lost between`;
    assert.ok(skipped >= 0 && skipped <= this.#lostSince, known);
    if (this.eventsOnly) {
      // A load that was killed may have made events of which it could not tell the test any more, and a notice of how the
      // one before it ended.
      const untold = load > this.#load ? Math.max(0, this.#asked - this.total) + load - this.#load : 0;
      assert.ok(this.#lostSince <= skipped + untold, known);
    }
    this.#load = load;
    this.#event = event;
    this.#lostSince = 0;
  }

  /** How many events the loads made from that of the last event that came up to this one, which is not among them. */
  #between(load: number): number {
    // A new tool does not miss what was before it.
    if (this.#load === 0) return 0;
    let events = 0;
    for (let before = this.#load; before < load; before++) {
      // It may have ended before it could tell the test of an event that came to the tool.
      const come = before === this.#load ? this.#event : 0;
      events += Math.max(come, this.#made.get(before) ?? 0);
    }
    return events;
  }

  get #last(): number {
    return this.#made.get(this.#loads) ?? 0;
  }

  get #loads(): number {
    return Math.max(0, ...this.#made.keys());
  }
}

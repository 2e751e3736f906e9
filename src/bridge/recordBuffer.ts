import { byteLength } from './snapshot';

interface Entry {
  readonly seq: number;
  readonly text: string;
  readonly bytes: number;
}

export interface BufferBounds {
  readonly records: number;
  readonly bytes: number;
}

/**
 * The records that the relay does not have for sure, as JSON texts, numbered from 1. Bounded by count and by bytes:
 * the oldest go first, and where one goes that was never sent, a gap record says so when its turn comes.
 */
export class RecordBuffer {
  readonly #entries: Entry[] = [];
  #bytes = 0;
  #last = 0;
  /** Up to here nothing is held: acknowledged or lost. */
  #droppedUpTo = 0;
  #acknowledgedUpTo = 0;
  #sentUpTo = 0;

  /** @param now milliseconds since 1970, for gap records */
  constructor(
    private readonly bounds: BufferBounds,
    private readonly now: () => number,
  ) {}

  /** The number of the newest record; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Whether records were lost that a gap record does not speak of yet. */
  get gapAhead(): boolean {
    return this.#droppedUpTo > this.#sentUpTo;
  }

  /** Whether something waits to be sent. */
  get waiting(): boolean {
    return this.#sentUpTo < this.#last;
  }

  /** Adds a record, whose text is made with the number that it gets. */
  add(text: (seq: number) => string): void {
    const seq = ++this.#last;
    const record = text(seq);
    const entry = { seq, text: record, bytes: byteLength(record) };
    this.#entries.push(entry);
    this.#bytes += entry.bytes;
    while (this.#entries.length > this.bounds.records || this.#bytes > this.bounds.bytes) this.#dropOldest();
  }

  /** The next texts to send, in order; at least one if any waits, and beyond that within the bounds. */
  take(bounds: BufferBounds): string[] {
    const taken: string[] = [];
    let bytes = 0;
    if (this.gapAhead) {
      const gap = this.#gap();
      taken.push(gap);
      bytes += byteLength(gap);
      this.#sentUpTo = this.#droppedUpTo;
    }
    for (let at = this.#sentUpTo - this.#droppedUpTo; at < this.#entries.length; at++) {
      const entry = this.#entries[at];
      if (entry === undefined || taken.length >= bounds.records) break;
      if (taken.length > 0 && bytes + entry.bytes > bounds.bytes) break;
      taken.push(entry.text);
      bytes += entry.bytes;
      this.#sentUpTo = entry.seq;
    }
    return taken;
  }

  /** The number of the last record that `take` gave out. */
  get sentUpTo(): number {
    return this.#sentUpTo;
  }

  /** The relay has all records up to this one. */
  acknowledge(seq: number): void {
    const known = Math.min(seq, this.#last);
    while (this.#droppedUpTo < known) this.#dropOldest();
    this.#acknowledgedUpTo = Math.max(this.#acknowledgedUpTo, known);
    this.#sentUpTo = Math.max(this.#sentUpTo, known);
  }

  /**
   * A new connection, whose relay has the records up to this one and none after it. One that was started anew has fewer
   * than were acknowledged: those were not lost on this side, so no gap speaks of them.
   */
  resume(seq: number): void {
    this.acknowledge(seq);
    this.#sentUpTo = this.#acknowledgedUpTo;
  }

  /** Numbers anew from 1 what the relay does not have for sure, since the page goes by another id from now on. */
  renumber(): void {
    const held = this.#entries.splice(0);
    this.#last = this.#droppedUpTo -= this.#acknowledgedUpTo;
    this.#bytes = this.#acknowledgedUpTo = this.#sentUpTo = 0;
    // The number is the first in the text of a record.
    for (const { text } of held) this.add((seq) => text.replace(/\d+/, String(seq)));
  }

  /** Gives up all that is held; the next record sent is a gap that counts what the relay did not get. */
  discard(): void {
    while (this.#entries.length > 0) this.#dropOldest();
  }

  #dropOldest(): void {
    const entry = this.#entries.shift();
    if (entry === undefined) return;
    this.#bytes -= entry.bytes;
    this.#droppedUpTo = entry.seq;
  }

  #gap(): string {
    return JSON.stringify({
      seq: this.#droppedUpTo,
      time: this.now(),
      kind: 'gap',
      lost: this.#droppedUpTo - this.#sentUpTo,
    });
  }
}

import { byteLength } from './snapshot';

/** The earlier record of which another one tells that it was caused by it, or came after it. */
export interface Reference<T = number> {
  readonly as: 'cause' | 'after';
  /** As `add` has given it out. */
  readonly record: T;
}

interface Entry {
  readonly seq: number;
  /** The text of the record after its number. */
  readonly rest: string;
  readonly bytes: number;
  readonly reference: Reference | undefined;
}

/** What stands around the rest, with numbers of any length. */
const bytesAroundRest = '{"seq":1234567890123456,,"cause":{"seq":1234567890123456}'.length;

export interface BufferBounds {
  readonly records: number;
  readonly bytes: number;
}

/**
 * The records that the relay does not have for sure, as JSON texts, numbered from 1. Bounded by count and by bytes:
 * the oldest go first, and where one goes that was never sent, a gap record says so when its turn comes.
 */
export class RecordBuffer {
  #entries: Entry[] = [];
  #bytes = 0;
  #last = 0;
  /** Up to here nothing is held: acknowledged or lost. */
  #droppedUpTo = 0;
  #acknowledgedUpTo = 0;
  #sentUpTo = 0;
  /** How many numbers less records have by now than `add` gave out. */
  #renumbered = 0;

  /** @param now milliseconds since 1970, for gap records */
  constructor(
    private readonly bounds: BufferBounds,
    private readonly now: () => number,
  ) {}

  /** The number of the newest record; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** What `add` returned last. */
  get newest(): number {
    return this.#last + this.#renumbered;
  }

  /** Whether records were lost that a gap record does not speak of yet. */
  get gapAhead(): boolean {
    return this.#droppedUpTo > this.#sentUpTo;
  }

  /** Whether the relay has all records. */
  get isAcknowledged(): boolean {
    return this.#acknowledgedUpTo === this.#last;
  }

  /** Whether something waits to be sent. */
  get waiting(): boolean {
    return this.#sentUpTo < this.#last;
  }

  /**
   * Adds a record and gives it the next number.
   *
   * @param rest the text of the record after its number
   * @param bytes how many bytes of UTF-8 that has
   * @param reference the record that it refers to, if it does
   * @returns what tells the record from all others for as long as the page lives; its number can change
   */
  add(rest: string, bytes: number, reference?: Reference): number {
    this.#entries.push({ seq: ++this.#last, rest, bytes: bytes + bytesAroundRest, reference });
    this.#bytes += bytes + bytesAroundRest;
    while (this.#entries.length > this.bounds.records || this.#bytes > this.bounds.bytes) this.#dropOldest();
    return this.newest;
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
      taken.push(this.#text(entry));
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
    const held = this.#entries;
    this.#entries = [];
    this.#renumbered += this.#acknowledgedUpTo;
    this.#last = this.#droppedUpTo -= this.#acknowledgedUpTo;
    this.#bytes = this.#acknowledgedUpTo = this.#sentUpTo = 0;
    for (const { rest, bytes, reference } of held) this.add(rest, bytes - bytesAroundRest, reference);
  }

  /**
   * Gives up what was sent and not acknowledged, since the relay did not understand it. The next record sent is a gap that
   * counts it.
   *
   * @returns how many records that are
   */
  discardSent(): number {
    const before = this.#droppedUpTo;
    while (this.#droppedUpTo < this.#sentUpTo) this.#dropOldest();
    this.#sentUpTo = this.#acknowledgedUpTo;
    return this.#droppedUpTo - Math.max(before, this.#acknowledgedUpTo);
  }

  #dropOldest(): void {
    const entry = this.#entries.shift();
    if (entry === undefined) return;
    this.#bytes -= entry.bytes;
    this.#droppedUpTo = entry.seq;
  }

  /** The text of a record, without a reference to a record that was numbered under the page's old id. */
  #text({ seq, rest, reference }: Entry): string {
    const referred = reference === undefined ? 0 : reference.record - this.#renumbered;
    const text = `{"seq":${seq},${rest}`;
    return reference === undefined || referred < 1
      ? text
      : `${text.slice(0, -1)},"${reference.as}":{"seq":${referred}}}`;
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

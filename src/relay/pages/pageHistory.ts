import { ProtocolError } from '../../protocol/errors';
import { limits } from '../../protocol/limits';

/** A record as far as its number goes. */
export interface NumberedRecord {
  readonly seq: number;
  /** Of a gap: how many records up to this number it counts. */
  readonly lost?: number;
}

/** A frame of records as it came, and what is in it. */
export interface HeldFrame {
  /** UTF-8. */
  readonly bytes: Buffer;
  readonly records: number;
  /** The number of the last record in it. */
  readonly to: number;
}

/** The last frames of one load of a page, bounded by records and bytes. */
export class PageHistory {
  readonly #frames: HeldFrame[] = [];
  #records = 0;
  #bytes = 0;
  #last = 0;
  #forgottenTo = 0;

  /** The number of the last record that came, 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** What it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Records up to this number are no longer here, or never were. */
  get forgottenTo(): number {
    return this.#forgottenTo;
  }

  /**
   * Takes in a frame, unless all of it was here before.
   * @throws ProtocolError if the numbers in it do not grow
   */
  take(records: readonly NumberedRecord[], bytes: Buffer): void {
    const before = this.#last;
    let firstNew: NumberedRecord | undefined;
    let to = 0;
    for (const record of records) {
      if (record.seq <= to) throw new ProtocolError('the numbers of the records do not grow');
      to = record.seq;
      if (record.seq > before) firstNew ??= record;
    }
    if (firstNew === undefined) return;
    // A page that comes to a relay which was started after it goes on where it is.
    if (before === 0) this.#forgottenTo = numberBefore(firstNew);
    this.#last = to;
    this.#frames.push({ bytes, records: records.length, to });
    this.#records += records.length;
    this.#bytes += bytes.length;
    while (this.#records > limits.historyRecords || this.#bytes > limits.historyBytes) this.forgetOldest();
  }

  /** The frames that hold records after this number, oldest first. */
  after(seq: number): readonly HeldFrame[] {
    let start = this.#frames.length;
    while (start > 0 && (this.#frames[start - 1]?.to ?? 0) > seq) start--;
    return this.#frames.slice(start);
  }

  /** Lets the oldest frame go. */
  forgetOldest(): void {
    const oldest = this.#frames.shift();
    if (oldest === undefined) return;
    this.#forgottenTo = oldest.to;
    this.#records -= oldest.records;
    this.#bytes -= oldest.bytes.length;
  }
}

/** The number up to which a record says nothing; a gap speaks of those that it counts. */
function numberBefore({ seq, lost = 1 }: NumberedRecord): number {
  // One that counts nothing still has its own number.
  return Math.max(0, seq - Math.max(1, lost));
}

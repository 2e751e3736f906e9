import { limits } from '../protocol/limits';
import type { PageRecord } from '../protocol/records';

interface Segment {
  readonly records: readonly PageRecord[];
  readonly bytes: number;
}

/** The last records of a page, bounded by count and by the bytes they took on the wire; the oldest go first. */
export class History {
  #segments: Segment[] = [];
  #count = 0;
  #bytes = 0;

  /** All that is held, oldest first. */
  get records(): readonly PageRecord[] {
    return this.#segments.flatMap((segment) => segment.records);
  }

  /** @param bytes what the records took in their frame */
  push(records: readonly PageRecord[], bytes: number): void {
    this.#segments.push({ records, bytes });
    this.#count += records.length;
    this.#bytes += bytes;
    let drop = 0;
    for (const segment of this.#segments) {
      if (this.#count <= limits.historyRecords && this.#bytes <= limits.historyBytes) break;
      this.#count -= segment.records.length;
      this.#bytes -= segment.bytes;
      drop++;
    }
    if (drop > 0) this.#segments = this.#segments.slice(drop);
  }

  clear(): void {
    this.#segments = [];
    this.#count = this.#bytes = 0;
  }
}

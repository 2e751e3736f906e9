import { Desk } from '../protocol/desk';
import type { DeskChange } from '../protocol/desk';
import type { PageInfo, Position, RecordsMessage } from '../protocol/messages';
import type { PageRecord } from '../protocol/records';
import { History } from './history';

/** A page as the views see it. */
export interface Page {
  readonly id: string;
  readonly info: PageInfo;
  readonly desk: Desk;
  /** The last records, oldest first; bounded. */
  readonly history: readonly PageRecord[];
}

/** A page's state on the editor's side, folded from what the relay tells of it. */
export class PageModel implements Page {
  readonly desk = new Desk();
  readonly #history = new History();
  #info: PageInfo;
  /** The number of the last record of this epoch that was taken in. */
  #seq = 0;

  /** @param from where it stood when it was forgotten, if it was known before */
  constructor(info: PageInfo, from?: Position) {
    this.#info = info;
    if (from?.epoch === info.epoch) this.#seq = from.seq;
  }

  get id(): string {
    return this.#info.page;
  }

  get info(): PageInfo {
    return this.#info;
  }

  get history(): readonly PageRecord[] {
    return this.#history.records;
  }

  /** From where the relay is to go on when the connection comes back. */
  get position(): Position {
    return { page: this.id, epoch: this.#info.epoch, seq: this.#seq };
  }

  /** Takes in what the relay says of the page now; with a new epoch everything known of the old one goes. */
  update(info: PageInfo): DeskChange | undefined {
    const reloaded = info.epoch !== this.#info.epoch;
    this.#info = info;
    if (!reloaded) return undefined;
    this.#seq = 0;
    this.#history.clear();
    return this.desk.clear();
  }

  /** The page, or the way to it, is gone for now. */
  away(): void {
    this.#info = { ...this.#info, connected: false };
  }

  /**
   * Takes in a frame of records and returns those that are new, in order, with a gap record where numbers are missing.
   * Records that came before and records of another epoch are left out.
   */
  take(message: RecordsMessage, bytes: number, now: number): readonly PageRecord[] {
    if (message.epoch !== this.#info.epoch) return [];
    const taken: PageRecord[] = [];
    for (const record of message.records) {
      if (record.seq <= this.#seq) continue;
      if (record.kind === 'gap') {
        // It counts what the page knows to be lost, which may be less than is missing here, or already here in part.
        taken.push({ ...record, lost: record.seq - this.#seq });
      } else {
        if (record.seq > this.#seq + 1) taken.push(this.#gapBefore(record.seq, now));
        taken.push(record);
      }
      this.#seq = record.seq;
    }
    if (taken.length > 0) this.#history.push(taken, bytes);
    return taken;
  }

  /** The relay no longer holds the records up to `to`; returns the gap record that says so, if any are missing. */
  miss(to: number, now: number): readonly PageRecord[] {
    if (to <= this.#seq) return [];
    const gap = this.#gapBefore(to + 1, now);
    this.#seq = to;
    this.#history.push([gap], 0);
    return [gap];
  }

  #gapBefore(seq: number, now: number): PageRecord {
    return { kind: 'gap', seq: seq - 1, time: now, lost: seq - 1 - this.#seq };
  }
}

import { setBounded } from '../base/collections';
import { WatchedWorkspace } from '../model/watchedWorkspace';
import type { WorkspaceChange } from '../model/workspaceModel';
import type { PageInfo, Position, RecordsMessage } from '../protocol/messages';
import type { PageRecord } from '../protocol/records';
import { WorkspaceBounds } from '../model/workspaceBounds';
import type { LoadRecords, RecordHistory } from '../model/history/recordHistory';

/** What the relay says of a page, and a number that tells it from other pages of the same name as long as it is known. */
export interface NumberedPageInfo extends PageInfo {
  /** 1 where there was no other one. */
  readonly number: number;
}

/** A page as the views see it. */
export interface Page {
  readonly id: string;
  readonly info: NumberedPageInfo;
  readonly desk: WatchedWorkspace;
  /** The records of its present load that are held. */
  readonly history: LoadRecords;
}

/** Where a page stood when it was forgotten. */
export interface PlaceLeft extends Position {
  readonly recordedBefore: number | undefined;
  readonly seqsBefore: ReadonlyMap<number, number>;
}

/** Loads that are remembered: no browser keeps many of a page. */
const loadsRemembered = 10;

/** A page's state on the editor's side, folded from what the relay tells of it. */
export class PageModel implements Page {
  readonly desk = new WatchedWorkspace();
  readonly #bounds = new WorkspaceBounds(this.desk);
  #info: NumberedPageInfo;
  /** The number of the last record of this epoch that was taken in. */
  #seq = 0;
  /** The same of some loads before, by epoch: the browser may bring one back. */
  readonly #seqsBefore = new Map<number, number>();

  /** @param records what is held of all pages */
  constructor(
    info: PageInfo,
    private readonly records: RecordHistory,
    number = 1,
  ) {
    this.#info = { ...info, number };
  }

  /** A page that comes back after it was forgotten: as it was then, so that it can be updated. */
  static restored(
    info: PageInfo,
    records: RecordHistory,
    { epoch, seq, recordedBefore, seqsBefore }: PlaceLeft,
    number = 1,
  ): PageModel {
    const page = new PageModel({ ...info, epoch, recordedBefore }, records, number);
    page.#seq = seq;
    for (const [before, last] of seqsBefore) page.#seqsBefore.set(before, last);
    return page;
  }

  get id(): string {
    return this.#info.page;
  }

  get info(): NumberedPageInfo {
    return this.#info;
  }

  get history(): LoadRecords {
    return this.records.ofLoad(this.id, this.#info.epoch);
  }

  /** From where the relay is to go on when the connection comes back. */
  get position(): Position {
    return { page: this.id, epoch: this.#info.epoch, seq: this.#seq };
  }

  get placeLeft(): PlaceLeft {
    return { ...this.position, recordedBefore: this.#info.recordedBefore, seqsBefore: this.#seqsBefore };
  }

  /**
   * What was recorded and will not come any more, now that the page is loaded again: the rest of the load that is known,
   * and whole loads after it. Nothing is known of it where the page keeps no count, or an earlier load comes back.
   * @param info what the relay says of the page now
   */
  leftBehind(info: PageInfo, now: number): readonly PageRecord[] {
    const { epoch, recordedBefore } = this.#info;
    if (info.epoch <= epoch || recordedBefore === undefined || info.recordedBefore === undefined) return [];
    // The number itself stays: it is where this load goes on if the browser brings it back.
    const last = info.recordedBefore - recordedBefore;
    return last > this.#seq ? [this.#gapBefore(last + 1, now)] : [];
  }

  /** Takes in what the relay says of the page now; with a new epoch everything known of the old one goes. */
  update(info: PageInfo, number = this.#info.number): WorkspaceChange | undefined {
    const reloaded = info.epoch !== this.#info.epoch;
    if (reloaded) this.#goTo(info.epoch);
    // An earlier load comes back: the count of the next one holds records of loads that are known already.
    const recordedBefore = info.epoch < this.#info.epoch ? undefined : info.recordedBefore;
    this.#info = { ...info, recordedBefore, number };
    if (!reloaded) return undefined;
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
  take(message: RecordsMessage, now: number): readonly PageRecord[] {
    if (message.epoch !== this.#info.epoch) return [];
    const taken: PageRecord[] = [];
    for (const record of message.records) {
      if (record.seq <= this.#seq) continue;
      if (record.kind === 'gap') {
        // The page's count can differ from what this session missed, so it is computed again.
        taken.push({ ...record, lost: record.seq - this.#seq });
      } else {
        if (record.seq > this.#seq + 1) taken.push(this.#gapBefore(record.seq, now));
        taken.push(record);
      }
      this.#seq = record.seq;
    }
    return taken;
  }

  /**
   * Whether its desk has grown beyond bounds, once what `take` gave was applied to it.
   * @returns the records that bring it back and say so, or none
   */
  overgrown(bytes: number, now: number): readonly PageRecord[] {
    const gone = this.#bounds.excess(bytes);
    if (gone.length === 0) return [];
    const stamp = { seq: this.#seq, time: now };
    const text = `The page names more interactions than can be shown. The ${gone.length} that came first are left out.`;
    return [
      { ...stamp, kind: 'desk', gone: [...gone] },
      { ...stamp, kind: 'notice', level: 'warning', text },
    ];
  }

  /** The records up to `to` will not come any more; returns the gap record that says so, if any are missing. */
  miss(to: number, now: number): readonly PageRecord[] {
    if (to <= this.#seq) return [];
    const gap = this.#gapBefore(to + 1, now);
    this.#seq = to;
    return [gap];
  }

  #goTo(epoch: number): void {
    setBounded(this.#seqsBefore, this.#info.epoch, this.#seq, loadsRemembered);
    this.#seq = this.#seqsBefore.get(epoch) ?? 0;
    this.#seqsBefore.delete(epoch);
  }

  #gapBefore(seq: number, now: number): PageRecord {
    return { kind: 'gap', seq: seq - 1, time: now, lost: seq - 1 - this.#seq };
  }
}

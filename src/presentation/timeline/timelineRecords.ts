import { Lanes } from './layout/lanes';
import type { TimelineLoad, TimelineRow } from './messages';
import type { TimelineItem } from './timelineItem';

interface OpenItem extends TimelineItem {
  reply: TimelineRow | undefined;
  effects: number[];
}

/** Rows are forgotten in one go when so many have gone: each time costs as much as there are. */
const mostGone = 2000;

/** What the page of the timeline has been told: rows in the order in which they came, each reply with its call. */
export class TimelineRecords {
  readonly #items = new Map<number, OpenItem>();
  /** In the order of their ids; replies that stand with their calls are left out. */
  #listed: OpenItem[] = [];
  readonly #loads: TimelineLoad[] = [];
  /** The newest load of each page. */
  readonly #present = new Map<string, number>();
  #gone = 0;
  lanes = new Lanes();
  /** The times of the first and the last record; undefined while there is none. */
  #range: { from: number; to: number } | undefined;

  /** The rows that are listed, in the order in which they came. */
  get listed(): readonly TimelineItem[] {
    return this.#listed;
  }

  get loads(): readonly TimelineLoad[] {
    return this.#loads;
  }

  get range(): { readonly from: number; readonly to: number } | undefined {
    return this.#range;
  }

  /** The row with this id; of a reply that stands with its call, the call. */
  item(id: number): TimelineItem | undefined {
    return this.#items.get(id);
  }

  add(loads: readonly TimelineLoad[], rows: readonly TimelineRow[]): void {
    this.#loads.push(...loads);
    for (const row of rows) this.#add(row);
  }

  /** Rows below this id are no longer held. */
  dropBelow(id: number): void {
    while ((this.#listed[this.#gone]?.row.id ?? id) < id) this.#gone += 1;
    if (this.#gone < mostGone) return;
    for (const known of this.#items.keys()) {
      if (known >= id) break;
      this.#items.delete(known);
    }
    this.#listed = this.#listed.slice(this.#gone);
    this.#gone = 0;
    this.lanes.dropBelow(id);
    const from = this.#listed.reduce((least, { row }) => Math.min(least, row.time), Infinity);
    if (this.#range !== undefined && from < Infinity) this.#range.from = from;
  }

  /** Whether the page of a row was loaded again since, so that no reply can come to its call any more. */
  isOver({ row, load }: TimelineItem): boolean {
    return this.#present.get(load.page) !== row.load;
  }

  #add(row: TimelineRow): void {
    const load = this.#loads[row.load];
    if (load === undefined || this.#items.has(row.id)) return;
    this.#present.set(load.page, row.load);
    const call = row.call === undefined ? undefined : this.#items.get(row.call);
    this.#stretch(row.time);
    if (call?.row.kind === 'call' && call.reply === undefined) {
      call.reply = row;
      this.#items.set(row.id, call);
      return;
    }
    const item: OpenItem = { row, load, reply: undefined, effects: [] };
    this.#items.set(row.id, item);
    this.#listed.push(item);
    if (row.cause !== undefined) this.#items.get(row.cause.id)?.effects.push(row.id);
    this.lanes.add(item);
  }

  #stretch(time: number): void {
    if (this.#range === undefined) this.#range = { from: time, to: time };
    else if (time < this.#range.from) this.#range.from = time;
    else if (time > this.#range.to) this.#range.to = time;
  }
}

import * as v from 'valibot';
import { firstReached } from '../base/collections';
import type { FromTimelinePage, TimelineAction, TimelineLane, TimelineNews } from '../presentation/timeline/messages';
import { laneKey } from '../presentation/timeline/layout/lanes';
import type { Lane } from '../presentation/timeline/layout/lanes';
import { nameOfLane } from '../presentation/timeline/laneNames';
import type { InteractionCaption } from '../presentation/timeline/laneNames';
import { tableColumns, TableRows } from '../presentation/timeline/tableRows';
import type { TableFilter } from '../presentation/timeline/tableRows';
import type { TimelineItem } from '../presentation/timeline/timelineItem';
import { TimelineRecords } from '../presentation/timeline/timelineRecords';

/** What the details show of a record. */
export type RecordDetails = Extract<TimelineNews, { kind: 'record' }>;

/** What changed: nothing but the texts of rows, or anything. */
export type Change = 'texts' | 'all';

/** What is seen of the time, in milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** What the page keeps when it is hidden. */
export const keptSchema = v.object({
  follow: v.boolean(),
  windowMs: v.pipe(v.number(), v.finite(), v.minValue(1)),
  order: v.optional(v.object({ column: v.picklist(tableColumns), descending: v.boolean() })),
  showBridge: v.boolean(),
  lanesShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  detailsShare: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});
export type KeptState = v.InferOutput<typeof keptSchema>;

interface Host {
  send(message: FromTimelinePage): void;
  keep(state: KeptState): void;
}

const firstState: KeptState = {
  follow: true,
  windowMs: 60_000,
  showBridge: false,
  lanesShare: 0.42,
  detailsShare: 0.36,
};

/** One can look at no less and no more time at once. */
const leastWindowMs = 5;
const mostWindowMs = 400 * 24 * 3600 * 1000;
/** Texts of rows that are kept. */
const mostTexts = 5000;

/** What the page of the timeline shows and what is selected in it. Listeners hear of each change once per frame. */
export class TimelineStore {
  records = new TimelineRecords();
  live = true;
  loading = true;
  notes: readonly string[] = [];
  dropped = 0;
  filter: TableFilter = {};
  search = '';
  searching = false;
  /** The row that is selected, and the other end of a selection of several. */
  selected: number | undefined;
  anchor: number | undefined;
  lane: TimelineLane | undefined;
  details: RecordDetails | undefined;
  readonly texts = new Map<number, string>();
  readonly #captions = new Map<string, InteractionCaption>();
  #state: KeptState;
  #window: TimeWindow | undefined;
  #arrivedAt = performance.now();
  #found: Set<number> | undefined;
  #searchNumber = 0;
  readonly #rows = new TableRows();
  #version = 0;
  readonly #asked = new Set<number | string>();
  readonly #listeners = new Set<(change: Change) => void>();
  /** What listeners hear of with the next frame; undefined while nothing changed. */
  #announced: Change | undefined;

  constructor(
    private readonly host: Host,
    kept: KeptState | undefined,
  ) {
    this.#state = { ...firstState, ...kept };
  }

  get state(): KeptState {
    return this.#state;
  }

  /** Calls this once per frame in which something changed. @returns what ends that */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The moment at which all that lasts ends for now, by the clock of the pages. */
  get now(): number {
    const last = this.records.range?.to ?? Date.now();
    return this.live ? last + (performance.now() - this.#arrivedAt) : last;
  }

  /** What is seen of the time. */
  get window(): TimeWindow {
    if (!this.#state.follow && this.#window !== undefined) return this.#window;
    const { now } = this;
    return { from: now - this.#state.windowMs * 0.97, to: now + this.#state.windowMs * 0.03 };
  }

  /** The rows of the table, filtered and sorted. */
  get rows(): readonly TimelineItem[] {
    const { order, showBridge } = this.#state;
    const found = this.#found === undefined ? {} : { found: this.#found };
    const callers = showBridge ? {} : { withoutBridge: true };
    return this.#rows.of(this.records, { ...this.filter, ...found, ...callers }, order, this.#version);
  }

  /** Changes when rows came or went, or what they say is known. */
  get version(): number {
    return this.#version;
  }

  /** Where in the table a row stands; -1 where the table does not have it. */
  positionOf(id: number | undefined): number {
    const { rows } = this;
    if (id === undefined) return -1;
    if (this.#state.order !== undefined) return rows.findIndex(({ row }) => row.id === id);
    // Rows that are not sorted stand in the order of their ids.
    const at = firstReached(rows, ({ row }) => row.id >= id);
    return rows[at]?.row.id === id ? at : -1;
  }

  /** The rows that are selected: one, or those from one to another as the table shows them. */
  get selection(): readonly TimelineItem[] {
    const { rows } = this;
    const [a, b] = [this.positionOf(this.selected), this.positionOf(this.anchor)];
    if (a < 0) return [];
    return b < 0 ? rows.slice(a, a + 1) : rows.slice(Math.min(a, b), Math.max(a, b) + 1);
  }

  take(message: TimelineNews): void {
    switch (message.kind) {
      case 'begin':
        this.#begin(message.live);
        break;
      case 'notes':
        this.notes = message.texts;
        break;
      case 'rows':
        this.records.add(message.loads, message.rows);
        this.records.dropBelow(message.firstId);
        this.dropped = message.dropped;
        this.loading = message.more;
        this.#version += 1;
        if (message.rows.length > 0) this.#arrivedAt = performance.now();
        if (!message.more && !this.live && this.#window === undefined) this.showAll();
        break;
      case 'texts':
        for (const [id, text] of message.rows) this.texts.set(id, text);
        this.#version += 1;
        for (const { lane, ...caption } of message.lanes) {
          this.#captions.set(laneKey('interaction', lane.page, lane.interaction), caption);
        }
        this.changed(message.lanes.length === 0 ? 'texts' : 'all');
        return;
      case 'record':
        if (message.id === this.selected) this.details = message;
        break;
      case 'found':
        if (message.search !== this.#searchNumber) return;
        this.#found = new Set([...(this.#found ?? []), ...message.ids]);
        this.searching = !message.done;
        break;
      case 'select':
        if (message.row !== undefined) this.#select(message.row, false);
        if (message.lane !== undefined) this.lane = message.lane;
        this.reveal();
        break;
    }
    this.changed();
  }

  /** Selects a row and tells the extension. @param extend from the row that is selected already to this one */
  select(id: number, extend = false): void {
    this.#select(id, extend);
    const item = this.records.item(id);
    const [interaction] = item?.row.about ?? [];
    const lane = item && interaction !== undefined ? { page: item.load.page, interaction } : undefined;
    if (lane !== undefined) this.lane = lane;
    this.host.send({ kind: 'selected', row: id, ...(lane === undefined ? {} : { lane }) });
    this.changed();
  }

  selectLane(lane: TimelineLane): void {
    this.lane = lane;
    this.host.send({ kind: 'selected', lane });
    this.changed();
  }

  /** Selects the row so many places further in the table. */
  step(by: number, extend = false): void {
    const { rows } = this;
    const at = this.positionOf(this.selected);
    // From nowhere, one step back leads to the last row and one forward to the first.
    const from = at >= 0 ? at : by === -1 ? rows.length : -1;
    const next = Math.max(0, Math.min(rows.length - 1, from + by));
    const item = rows[next];
    if (item === undefined) return;
    this.select(item.row.id, extend);
    this.reveal();
  }

  /** Brings the selected row into what is seen of the time. */
  reveal(): void {
    const item = this.selected === undefined ? undefined : this.records.item(this.selected);
    const { from, to } = this.window;
    if (item === undefined || (item.row.time >= from && item.row.time <= to)) return;
    const half = (to - from) / 2;
    this.look({ from: item.row.time - half, to: item.row.time + half });
  }

  /** Looks at this time from now on, and follows what comes no more. */
  look({ from, to }: TimeWindow): void {
    const middle = (from + to) / 2;
    const half = Math.min(Math.max(to - from, leastWindowMs), mostWindowMs) / 2;
    this.#window = { from: middle - half, to: middle + half };
    this.set({ follow: false, windowMs: half * 2 });
  }

  /** Looks closer (less than 1) or from further away: around the middle, or at the end while that is followed. */
  zoom(by: number): void {
    if (this.#state.follow) {
      const windowMs = Math.min(Math.max(this.#state.windowMs * by, leastWindowMs), mostWindowMs);
      this.set({ windowMs });
      return;
    }
    const { from, to } = this.window;
    const middle = (from + to) / 2;
    this.look({ from: middle - (middle - from) * by, to: middle + (to - middle) * by });
  }

  showAll(): void {
    const { range } = this.records;
    if (range === undefined) return;
    const margin = Math.max(10, (range.to - range.from) * 0.02);
    this.look({ from: range.from - margin, to: range.to + margin });
  }

  follow(follow: boolean): void {
    if (!follow) this.#window = this.window;
    this.set({ follow });
  }

  /** Changes what the page keeps when it is hidden. */
  set(changes: Partial<KeptState>): void {
    this.#state = { ...this.#state, ...changes };
    this.host.keep(this.#state);
    this.changed();
  }

  setFilter(changes: { readonly [K in keyof TableFilter]?: TableFilter[K] | undefined }): void {
    const entries = Object.entries({ ...this.filter, ...changes }).filter(([, value]) => value !== undefined);
    this.filter = Object.fromEntries(entries);
    this.changed();
  }

  setSearch(text: string): void {
    this.search = text;
    this.#searchNumber += 1;
    this.#found = text === '' ? undefined : new Set();
    this.searching = text !== '';
    this.host.send({ kind: 'search', search: this.#searchNumber, text });
    this.changed();
  }

  /** What a lane is called. */
  nameOf(lane: Lane): string {
    return nameOfLane(lane, this.records, this.#captions);
  }

  /** Asks for the texts of rows and lanes that are seen and were not asked for yet. */
  describe(rows: readonly number[], lanes: readonly TimelineLane[]): void {
    const freshRows = rows.filter((id) => !this.#asked.has(id));
    const freshLanes = lanes.filter(
      ({ page, interaction }) => !this.#asked.has(laneKey('interaction', page, interaction)),
    );
    if (freshRows.length + freshLanes.length === 0) return;
    if (this.#asked.size > mostTexts) {
      this.#asked.clear();
      this.texts.clear();
    }
    for (const id of freshRows) this.#asked.add(id);
    for (const { page, interaction } of freshLanes) this.#asked.add(laneKey('interaction', page, interaction));
    this.host.send({ kind: 'describe', rows: freshRows, lanes: freshLanes });
  }

  act(action: TimelineAction, rows: readonly number[]): void {
    this.host.send({ kind: 'act', action, rows: [...rows] });
  }

  /** Something changed: listeners hear of it with the next frame. */
  changed(change: Change = 'all'): void {
    const isFirst = this.#announced === undefined;
    if (this.#announced !== 'all') this.#announced = change;
    if (!isFirst) return;
    requestAnimationFrame(() => {
      const announced = this.#announced ?? 'all';
      this.#announced = undefined;
      for (const listener of this.#listeners) listener(announced);
    });
  }

  #begin(live: boolean): void {
    this.records = new TimelineRecords();
    this.live = live;
    this.loading = true;
    this.notes = [];
    this.details = undefined;
    this.texts.clear();
    this.#captions.clear();
    this.#asked.clear();
    this.#window = undefined;
    this.#version += 1;
    if (!live) this.#state = { ...this.#state, follow: false };
    if (this.search !== '') this.setSearch(this.search);
  }

  #select(id: number, extend: boolean): void {
    this.anchor = extend ? (this.anchor ?? this.selected) : undefined;
    // A reply stands with its call.
    this.selected = this.records.item(id)?.row.id ?? id;
    if (this.details?.id !== this.selected) this.details = undefined;
    this.host.send({ kind: 'details', id: this.selected });
  }
}

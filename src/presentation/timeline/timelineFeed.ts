import * as v from 'valibot';
import type { Disposable } from '../../base/disposable';
import { TimeSlice } from '../../base/timeSlice';
import { interactionsAround } from '../../model/history/interactionsAround';
import type { LoadedPage, RecordEntry } from '../../model/history/recordEntry';
import type { RecordSource } from '../../model/history/recordSource';
import { searchRecords } from '../../model/history/searchRecords';
import { changedFields } from './changedFields';
import { cutValue } from './cutValue';
import { fromTimelinePage } from './messages';
import type { FromTimelinePage, TimelineLoad, ToTimelinePage } from './messages';
import { callText, readCaption, recordText } from './recordTexts';
import type { InteractionCaption } from './laneNames';
import { rowOf } from './rowOf';

/** Rows that are told at once: more would keep the page from being drawn. */
const rowsAtOnce = 5000;
/** New records are gathered for so long before they are told. */
const gatherMs = 100;

/** Records that come and go. */
export interface TimelineSource extends RecordSource {
  /** Whether records still come. */
  readonly live: boolean;
  /** Whether all that there is of old is there: a file may still be read. */
  readonly complete: boolean;
  readonly firstId: number;
  readonly lastId: number;
  readonly dropped: number;
}

/** What the owner of a timeline does with what its user wants. */
export interface TimelineOwner {
  selected(message: Extract<FromTimelinePage, { kind: 'selected' }>): void;
  act(message: Extract<FromTimelinePage, { kind: 'act' }>): void;
  /** Something failed that nobody waits for. */
  failed(error: unknown): void;
}

/** What is selected: a row, a lane, or both. */
export type TimelineSelection = Omit<Extract<ToTimelinePage, { kind: 'select' }>, 'kind'>;

/** Tells one page of the timeline what it shows, and answers what it asks. */
export class TimelineFeed implements Disposable {
  readonly #loads = new Map<LoadedPage, number>();
  #notes: readonly string[] = [];
  /** The first entry that the page was not told of; undefined while there is no page. */
  #next: number | undefined;
  #search: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #selectLater: TimelineSelection | undefined;
  /** Whether the page is being told of the rows that there are. */
  #isTelling = false;
  /** Counts the pages: what is told to an earlier one stops. */
  #page = 0;

  constructor(
    private readonly source: TimelineSource,
    private readonly post: (message: ToTimelinePage) => void,
    private readonly owner: TimelineOwner,
  ) {}

  /** Takes what the page says. @throws v.ValiError if that is of no known form */
  take(message: unknown): void {
    const known = v.parse(fromTimelinePage, message);
    switch (known.kind) {
      case 'ready':
        this.#watch(this.#begin());
        break;
      case 'describe':
        this.#watch(this.#describe(known));
        break;
      case 'details':
        this.#watch(this.#details(known.id));
        break;
      case 'search':
        this.#watch(this.#find(known));
        break;
      case 'selected':
        this.owner.selected(known);
        break;
      case 'act':
        this.owner.act(known);
        break;
    }
  }

  /** Says above the records what the user should know of them all. */
  setNotes(notes: readonly string[]): void {
    this.#notes = notes;
    if (this.#next !== undefined) this.post({ kind: 'notes', texts: [...notes] });
  }

  /** New records came, or some went: tells the page soon, and at once if no more will come. */
  changed(): void {
    if (this.#next === undefined) return;
    const { live, complete } = this.source;
    if (complete && !live) this.#tellNow();
    else this.#timer ??= setTimeout(() => this.#tellNow(), gatherMs);
  }

  #tellNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#watch(this.#tellRows(this.#page));
  }

  /** Shows what is selected elsewhere as selected. Where there is no page yet, it does so once it has the rows. */
  select(selection: TimelineSelection): void {
    if (this.#next === undefined || this.#isTelling) this.#selectLater = selection;
    else this.post({ kind: 'select', ...selection });
  }

  /** There is no page for now. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#search?.abort();
    this.#next = undefined;
    this.#page += 1;
  }

  dispose(): void {
    this.stop();
  }

  async #begin(): Promise<void> {
    this.stop();
    const page = this.#page;
    this.#loads.clear();
    this.#next = this.source.firstId;
    this.post({ kind: 'begin', live: this.source.live });
    this.post({ kind: 'notes', texts: [...this.#notes] });
    this.#isTelling = true;
    await this.#tellRows(page);
    if (page !== this.#page) return;
    this.#isTelling = false;
    if (this.#selectLater !== undefined) this.post({ kind: 'select', ...this.#selectLater });
    this.#selectLater = undefined;
  }

  async #tellRows(page: number): Promise<void> {
    const slice = new TimeSlice();
    for (;;) {
      const { firstId, dropped } = this.source;
      const loads: TimelineLoad[] = [];
      const rows = [];
      const next = Math.max(this.#next ?? firstId, firstId);
      for (const entry of this.source.from(next)) {
        rows.push(rowOf(entry, this.#loadNumber(entry, loads)));
        if (rows.length === rowsAtOnce) break;
      }
      const last = rows.at(-1);
      this.#next = last === undefined ? next : last.id + 1;
      const isFull = rows.length === rowsAtOnce;
      const more = isFull || !this.source.complete;
      this.post({ kind: 'rows', loads, rows: JSON.stringify(rows), firstId, dropped, more });
      if (!isFull) return;
      if (slice.isOver) await slice.rest();
      if (page !== this.#page) return;
    }
  }

  #loadNumber({ load }: RecordEntry, fresh: TimelineLoad[]): number {
    const known = this.#loads.get(load);
    if (known !== undefined) return known;
    const number = this.#loads.size;
    this.#loads.set(load, number);
    fresh.push({ ...load });
    return number;
  }

  async #describe({ rows, lanes }: Extract<FromTimelinePage, { kind: 'describe' }>): Promise<void> {
    const page = this.#page;
    const slice = new TimeSlice();
    const texts: [number, string][] = [];
    const named: ({ readonly lane: (typeof lanes)[number] } & InteractionCaption)[] = [];
    for (const id of rows) {
      const entry = this.source.entry(id);
      const record = entry && (await this.source.read(entry));
      if (record !== undefined) texts.push([id, await this.#textOf(record, id)]);
      if (slice.isOver) await slice.rest();
    }
    for (const lane of lanes) {
      const caption = await readCaption(this.source, lane.page, lane.interaction);
      if (caption !== undefined) named.push({ lane, ...caption, title: `${caption.title} #${lane.interaction}` });
      if (slice.isOver) await slice.rest();
    }
    if (page === this.#page) this.post({ kind: 'texts', rows: texts, lanes: named });
  }

  async #textOf(record: Parameters<typeof recordText>[0], id: number): Promise<string> {
    if (record.kind !== 'call') return recordText(record);
    const reply = this.source.replyTo(id);
    const isFailure = reply !== undefined && reply.outcome !== 'succeeded';
    return callText(record, isFailure ? await this.source.read(reply) : undefined);
  }

  async #details(id: number): Promise<void> {
    const page = this.#page;
    const entry = this.source.entry(id);
    const record = entry && (await this.source.read(entry));
    const around =
      entry?.kind === 'event' || entry?.kind === 'desk' ? await interactionsAround(this.source, entry) : [];
    const changes = around
      .map(({ interaction, before, after }) => ({ interaction, fields: changedFields(before, after) }))
      .filter(({ fields }) => fields.length > 0)
      .map(({ interaction, fields }) => ({ interaction, fields: fields.map(cutField) }));
    const shown = cutValue(record);
    if (page !== this.#page) return;
    const told = record === undefined ? {} : { record: shown.value };
    this.post({ kind: 'record', id, ...told, cut: shown.cut, changes });
  }

  async #find({ search, text }: Extract<FromTimelinePage, { kind: 'search' }>): Promise<void> {
    this.#search?.abort();
    if (text === '') return;
    const { signal } = (this.#search = new AbortController());
    await searchRecords(
      this.source,
      text,
      (ids) => this.post({ kind: 'found', search, ids: [...ids], done: false }),
      signal,
    );
    if (!signal.aborted) this.post({ kind: 'found', search, ids: [], done: true });
  }

  #watch(work: Promise<void>): void {
    work.catch((error: unknown) => this.owner.failed(error));
  }
}

function cutField({ path, before, after }: ReturnType<typeof changedFields>[number]) {
  return {
    path,
    ...(before === undefined ? {} : { before: cutValue(before).value }),
    ...(after === undefined ? {} : { after: cutValue(after).value }),
  };
}

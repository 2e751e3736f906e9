import { phaseOf } from '../../../api/states';
import type { StatePhase } from '../../../api/states';
import { append, firstReached } from '../../../base/collections';
import type { TimelineItem } from '../timelineItem';
import { SortedByTime } from './sortedByTime';
import type { Timed } from './sortedByTime';

/** A time in which an interaction was in one state. */
export interface Span extends Timed {
  /** Undefined while the state lasts. */
  end: number | undefined;
  readonly state: string;
  readonly phase: StatePhase;
  /** The record that began it. */
  readonly id: number;
  /** The record that ended it; undefined while the state lasts. */
  endId: number | undefined;
}

/** A record at its time in its lane. */
export interface Mark extends Timed {
  readonly item: TimelineItem;
}

/** One line of the timeline: a page, a case, or an interaction. */
export interface Lane {
  readonly key: string;
  readonly kind: 'page' | 'case' | 'interaction';
  readonly page: string;
  /** The id of the case or interaction; of a page its id. */
  readonly id: string;
  readonly spans: SortedByTime<Span>;
  /** The spans in the order in which they came, whatever the clock said. */
  states: Span[];
  readonly events: SortedByTime<Mark>;
  readonly calls: SortedByTime<Mark>;
  /** Of an interaction: where it stands now. */
  caseId: string | undefined;
  parent: string | undefined;
}

/** A lane in its place from the top. */
export interface PlacedLane {
  readonly lane: Lane;
  /** How many lanes it belongs to: an interaction to its case, a consultation to its parent too. */
  readonly depth: number;
}

/** A moment that all lanes of a page share: it was loaded, or records are missing. */
export interface PageLine extends Timed {
  readonly kind: 'load' | 'gap';
  readonly page: string;
  readonly id: number;
}

/** Consultations of consultations are not deeper than this. */
const deepest = 6;

/** The lanes of a page by kind and id. */
type LanesOfPage = Readonly<Record<Lane['kind'], Map<string, Lane>>>;

/** The lanes of the timeline: by page, case and interaction, each with what happened in it. */
export class Lanes {
  readonly #pages = new Map<string, LanesOfPage>();
  readonly lines = new SortedByTime<PageLine>();
  #placed: readonly PlacedLane[] | undefined;

  /** The lanes from top to bottom: of each page its own, then its cases with their interactions, consultations below their parents. */
  get placed(): readonly PlacedLane[] {
    return (this.#placed ??= place(this.#all));
  }

  get #all(): readonly Lane[] {
    return [...this.#pages.values()].flatMap((of) => Object.values(of).flatMap((lanes) => [...lanes.values()]));
  }

  /** Puts a record into the lanes that it concerns. */
  add(item: TimelineItem): void {
    const { row, load } = item;
    const { page } = load;
    this.#lane('page', page, page);
    if (row.kind === 'load' || row.kind === 'gap') {
      this.lines.add({ kind: row.kind, page, time: row.time, id: row.id });
      if (row.kind === 'load') this.#endSpans(page, row.time, row.id);
    }
    for (const step of row.steps ?? []) this.#step(page, item, step);
    for (const lane of this.#lanesOf(item)) {
      const mark: Mark = { time: row.time, item };
      if (row.kind === 'call' || row.kind === 'reply') lane.calls.add(mark);
      else lane.events.add(mark);
    }
  }

  /** The interactions of a page that were there after a record, each with its state, in the order of the lanes. */
  statesAfter(
    id: number,
    page: string,
  ): readonly { readonly lane: Lane; readonly depth: number; readonly state: string }[] {
    return this.placed.flatMap(({ lane, depth }) => {
      if (lane.kind !== 'interaction' || lane.page !== page) return [];
      const span = lane.states[firstReached(lane.states, (each) => each.id > id) - 1];
      const isOver = span === undefined || (span.endId !== undefined && span.endId <= id);
      return isOver ? [] : [{ lane, depth, state: span.state }];
    });
  }

  /** Forgets records below an id, and lanes in which nothing is left. */
  dropBelow(id: number): void {
    const isHeld = ({ item }: Mark): boolean => item.row.id >= id;
    this.lines.keep((line) => line.id >= id);
    const empty: Lane[] = [];
    for (const lane of this.#all) {
      lane.events.keep(isHeld);
      lane.calls.keep(isHeld);
      const first = lane.events.all[0] ?? lane.calls.all[0];
      const isSeen = (span: Span): boolean => span.end === undefined || (first !== undefined && span.end >= first.time);
      lane.spans.keep(isSeen);
      lane.states = lane.states.filter(isSeen);
      const isEmpty = lane.events.length + lane.calls.length === 0;
      if (isEmpty && lane.states.every(({ end }) => end !== undefined)) empty.push(lane);
    }
    this.#remove(empty);
  }

  /** Removes lanes; those of pages and cases stay as long as another one belongs to them. */
  #remove(empty: readonly Lane[]): void {
    for (const lane of empty) if (lane.kind === 'interaction') this.#forget(lane);
    for (const kind of ['case', 'page'] as const) {
      const others = this.#all.filter((lane) => lane.kind !== kind && lane.kind !== 'page');
      const holders = new Set(
        others.map(({ page, caseId }) => JSON.stringify(kind === 'case' ? [page, caseId] : [page])),
      );
      for (const lane of empty) {
        const key = JSON.stringify(kind === 'case' ? [lane.page, lane.id] : [lane.page]);
        if (lane.kind === kind && !holders.has(key)) this.#forget(lane);
      }
    }
    this.#placed = undefined;
  }

  #forget({ kind, page, id }: Lane): void {
    this.#pages.get(page)?.[kind].delete(id);
  }

  #step(page: string, { row }: TimelineItem, step: NonNullable<TimelineItem['row']['steps']>[number]): void {
    const { interaction, state, caseId, parent } = step;
    const lane = this.#lane('interaction', page, interaction);
    if (caseId !== undefined && caseId !== lane.caseId) {
      lane.caseId = caseId;
      this.#placed = undefined;
    }
    if (parent !== undefined && parent !== lane.parent) {
      lane.parent = parent;
      this.#placed = undefined;
    }
    if (caseId !== undefined) this.#lane('case', page, caseId);
    const last = lane.states.at(-1);
    if (last !== undefined && last.end === undefined) {
      if (last.state === state) return;
      last.end = Math.max(last.time, row.time);
      last.endId = row.id;
    }
    if (state === undefined) return;
    const span: Span = { time: row.time, end: undefined, state, phase: phaseOf(state), id: row.id, endId: undefined };
    lane.spans.add(span);
    lane.states.push(span);
  }

  #endSpans(page: string, time: number, id: number): void {
    for (const lane of this.#all) {
      const last = lane.page === page ? lane.states.at(-1) : undefined;
      if (last === undefined || last.end !== undefined) continue;
      last.end = Math.max(last.time, time);
      last.endId = id;
    }
  }

  /** The lanes of a record: of its interactions, else of its case, else of its page. */
  #lanesOf({ row, load: { page } }: TimelineItem): readonly Lane[] {
    if (row.about !== undefined) return row.about.map((id) => this.#lane('interaction', page, id));
    return [row.caseId === undefined ? this.#lane('page', page, page) : this.#lane('case', page, row.caseId)];
  }

  #lane(kind: Lane['kind'], page: string, id: string): Lane {
    const of: LanesOfPage = this.#pages.get(page) ?? { page: new Map(), case: new Map(), interaction: new Map() };
    this.#pages.set(page, of);
    const known = of[kind].get(id);
    if (known !== undefined) return known;
    const parts = {
      spans: new SortedByTime<Span>(),
      states: [],
      events: new SortedByTime<Mark>(),
      calls: new SortedByTime<Mark>(),
    };
    const lane: Lane = { key: laneKey(kind, page, id), kind, page, id, ...parts, caseId: undefined, parent: undefined };
    of[kind].set(id, lane);
    this.#placed = undefined;
    return lane;
  }
}

/** A text that no other lane has. */
export function laneKey(kind: Lane['kind'], page: string, id: string): string {
  return `${kind} ${page.length} ${page} ${id}`;
}

function place(lanes: readonly Lane[]): readonly PlacedLane[] {
  const interactions = new Map(lanes.filter(({ kind }) => kind === 'interaction').map((lane) => [lane.key, lane]));
  const below = new Map<string, Lane[]>();
  for (const lane of interactions.values()) append(below, holderOf(lane, interactions), lane);
  const withBelow = (lane: Lane, depth: number): PlacedLane[] => [
    { lane, depth },
    ...(depth > deepest ? [] : (below.get(lane.key) ?? []).flatMap((each) => withBelow(each, depth + 1))),
  ];
  return lanes
    .filter(({ kind }) => kind === 'page')
    .flatMap((page) => [
      { lane: page, depth: 0 },
      ...lanes.filter((lane) => lane.kind === 'case' && lane.page === page.page).flatMap((lane) => withBelow(lane, 1)),
      ...(below.get(page.key) ?? []).flatMap((lane) => withBelow(lane, 1)),
    ]);
}

/** The key of the lane under which an interaction stands: its parent where that is there and no circle leads back, else its case. */
function holderOf(lane: Lane, interactions: ReadonlyMap<string, Lane>): string {
  const parentOf = (of: Lane): Lane | undefined =>
    of.parent === undefined ? undefined : interactions.get(laneKey('interaction', of.page, of.parent));
  const parent = parentOf(lane);
  let above = parent;
  for (let depth = 0; depth < deepest && above !== undefined; depth++) above = parentOf(above);
  if (parent !== undefined && above === undefined) return parent.key;
  return lane.caseId === undefined ? laneKey('page', lane.page, lane.page) : laneKey('case', lane.page, lane.caseId);
}

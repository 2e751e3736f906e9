import type { Mark, PageLine, PlacedLane, Span } from './lanes';
import type { SortedByTime } from './sortedByTime';
import { durationOf, callStatusOf } from '../timelineItem';
import type { CallStatus, TimelineItem } from '../timelineItem';
import type { TimelineRecords } from '../timelineRecords';

/** Which part of the timeline is looked at, and how large that is on the screen, in pixels. */
export interface SceneView {
  /** In milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
  /** How far the lanes are scrolled down. */
  readonly top: number;
}

/** The height of a lane: events in its upper part, calls in its lower one, states behind both. */
export const laneHeight = 26;
/** Where in a lane its events and its calls are. */
const eventY = 7;
const callY = 17;
export const callHeight = 6;

/** What is drawn, in pixels from the left and the top of the lanes as they are seen. */
export interface TimelineScene {
  readonly lanes: readonly { readonly placed: PlacedLane; readonly y: number }[];
  readonly spans: readonly {
    readonly x: number;
    readonly width: number;
    readonly y: number;
    readonly span: Span;
    /** The state lasts; it has no end yet. */
    readonly lasts: boolean;
  }[];
  readonly events: readonly ScenePoint[];
  readonly calls: readonly (ScenePoint & { readonly width: number; readonly status: CallStatus })[];
  readonly lines: readonly {
    readonly x: number;
    readonly y: number;
    readonly height: number;
    readonly line: PageLine;
  }[];
  /** From what was first to the call that it caused. */
  readonly arrows: readonly { readonly from: ScenePoint; readonly to: ScenePoint; readonly later: boolean }[];
}

export interface ScenePoint {
  readonly x: number;
  readonly y: number;
  readonly item: TimelineItem;
  /** How many others are at the same place. */
  readonly more: number;
}

/** Longer than Workspace's library waits for a reply: a call that began before may still be seen. */
const longestCallMs = 60_000;
/** More arrows than that tell nothing. */
const mostArrows = 200;

/**
 * What is seen of the timeline. The work depends on the lanes and the pixels that are seen, and hardly on how many records
 * there are.
 * @param now where what lasts ends for now, in milliseconds since 1970
 */
export function sceneOf(records: TimelineRecords, view: SceneView, now: number): TimelineScene {
  const scale = view.width / Math.max(1e-6, view.to - view.from);
  const xOf = (time: number): number => (time - view.from) * scale;
  const timeOf = (x: number): number => view.from + x / scale;
  const first = Math.max(0, Math.floor(view.top / laneHeight));
  const { placed } = records.lanes;
  const lanes = placed
    .slice(first, Math.ceil((view.top + view.height) / laneHeight))
    .map((each, index) => ({ placed: each, y: (first + index) * laneHeight - view.top }));
  const spans: TimelineScene['spans'][number][] = [];
  const events: ScenePoint[] = [];
  const calls: TimelineScene['calls'][number][] = [];
  for (const { placed: each, y } of lanes) {
    const { lane } = each;
    for (const span of seen(lane.spans, timeOf, xOf, view, 1)) {
      const end = Math.min(view.width, xOf(span.item.end ?? Math.max(now, span.item.time)));
      const x = Math.max(0, xOf(span.item.time));
      if (end < 0) continue;
      const width = Math.max(1, end - x);
      spans.push({ x, width, y, span: span.item, lasts: span.item.end === undefined });
    }
    for (const { item, more } of seen(lane.events, timeOf, xOf, view, 0)) {
      events.push({ x: xOf(item.time), y: y + eventY, item: item.item, more });
    }
    for (const { item, more } of seenCalls(lane.calls, timeOf, xOf, view)) {
      calls.push({ ...callPoint(item, records, xOf, now), y: y + callY, item: item.item, more });
    }
  }
  const lines = linesOf(records, lanes, xOf, view);
  return { lanes, spans, events, calls, lines, arrows: arrowsOf(events, calls) };
}

function callPoint({ item, time }: Mark, records: TimelineRecords, xOf: (time: number) => number, now: number) {
  const status = callStatusOf(item, records.isOver(item)) ?? 'unknown';
  const duration = durationOf(item) ?? (status === 'waiting' ? Math.max(0, now - time) : 0);
  // A reply whose call is not known stands where it came, so its call began before.
  const begin = item.row.kind === 'reply' ? time - duration : time;
  const x = xOf(begin);
  return { x, width: Math.max(3, xOf(begin + duration) - x), status };
}

/** What is seen of things by their times: of those within one pixel the first, with how many more there are. */
function* seen<T extends { readonly time: number }>(
  things: SortedByTime<T>,
  timeOf: (x: number) => number,
  xOf: (time: number) => number,
  view: SceneView,
  before: number,
): Generator<{ readonly item: T; readonly more: number }> {
  const { all } = things;
  for (let index = Math.max(0, things.indexAt(view.from) - before); index < all.length;) {
    const item = all[index];
    if (item === undefined || item.time > view.to) return;
    const next = Math.max(index + 1, things.indexAt(timeOf(Math.floor(xOf(item.time)) + 1), index));
    yield { item, more: next - index - 1 };
    index = next;
  }
}

/** As `seen`, with calls that began before what is seen. */
function seenCalls(
  calls: SortedByTime<Mark>,
  timeOf: (x: number) => number,
  xOf: (time: number) => number,
  view: SceneView,
): Generator<{ readonly item: Mark; readonly more: number }> {
  const from = Math.max(view.from - longestCallMs, view.from - (view.to - view.from));
  return seen(calls, timeOf, xOf, { ...view, from }, 0);
}

function linesOf(
  records: TimelineRecords,
  lanes: TimelineScene['lanes'],
  xOf: (time: number) => number,
  view: SceneView,
): TimelineScene['lines'] {
  const heights = new Map<string, { y: number; height: number }>();
  for (const { placed, y } of lanes) {
    const known = heights.get(placed.lane.page);
    if (known === undefined) heights.set(placed.lane.page, { y, height: laneHeight });
    else known.height = y + laneHeight - known.y;
  }
  const timeOf = (x: number): number => view.from + x * ((view.to - view.from) / view.width);
  return [...seen(records.lanes.lines, timeOf, xOf, view, 0)].flatMap(({ item: line }) => {
    const place = heights.get(line.page);
    return place === undefined ? [] : [{ x: xOf(line.time), ...place, line }];
  });
}

function arrowsOf(events: TimelineScene['events'], calls: TimelineScene['calls']): TimelineScene['arrows'] {
  const places = new Map<number, ScenePoint | undefined>();
  for (const { item } of calls) if (item.row.cause !== undefined) places.set(item.row.cause.id, undefined);
  if (places.size === 0) return [];
  const put = (id: number | undefined, point: ScenePoint): void => {
    if (id !== undefined && places.has(id)) places.set(id, point);
  };
  for (const point of events) if (places.get(point.item.row.id) === undefined) put(point.item.row.id, point);
  for (const point of calls) {
    const ends = { ...point, x: point.x + point.width };
    put(point.item.row.id, ends);
    put(point.item.reply?.id, ends);
  }
  const arrows: TimelineScene['arrows'][number][] = [];
  for (const point of calls) {
    const { cause } = point.item.row;
    const from = cause && places.get(cause.id);
    if (from === undefined) continue;
    if (arrows.length >= mostArrows) return [];
    arrows.push({ from, to: point, later: cause?.later === true });
  }
  return arrows;
}

/** How near to a record one must point, in pixels. */
const reach = 5;

/** What is at a place of the scene: a record, and the lane. */
export function hitOf(
  scene: TimelineScene,
  x: number,
  y: number,
): { readonly item: TimelineItem | undefined; readonly lane: PlacedLane | undefined } {
  const lane = scene.lanes.find((each) => y >= each.y && y < each.y + laneHeight)?.placed;
  const near = (point: ScenePoint, width: number): number =>
    Math.abs(point.y - y) > reach + callHeight / 2 ? Infinity : Math.max(point.x - x, x - point.x - width, 0);
  let best: { item: TimelineItem; distance: number } | undefined;
  for (const point of scene.events) best = nearer(best, point, near(point, 0));
  for (const point of scene.calls) best = nearer(best, point, near(point, point.width));
  return { item: best !== undefined && best.distance <= reach ? best.item : undefined, lane };
}

function nearer(
  best: { item: TimelineItem; distance: number } | undefined,
  { item }: ScenePoint,
  distance: number,
): { item: TimelineItem; distance: number } | undefined {
  return best === undefined || distance < best.distance ? { item, distance } : best;
}

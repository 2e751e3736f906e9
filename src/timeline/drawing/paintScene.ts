import { append } from '../../base/collections';
import { callHeight, laneHeight } from '../../presentation/timeline/layout/scene';
import type { ScenePoint, TimelineScene } from '../../presentation/timeline/layout/scene';
import { durationOf, slowMs } from '../../presentation/timeline/timelineItem';
import type { TimelineItem } from '../../presentation/timeline/timelineItem';
import { fitting, strokeLine } from './brush';
import type { Brush } from './brush';
import type { Palette } from './palette';

/** What stands out in the lanes. */
export interface Emphasis {
  readonly selected: number | undefined;
  /** The key of the lane that is selected. */
  readonly lane: string | undefined;
  /** Whether a filter shows the record; others are faint. */
  readonly isShown: ((item: TimelineItem) => boolean) | undefined;
  /** A span of time that is selected, in pixels. */
  readonly band: { readonly x: number; readonly width: number } | undefined;
}

const spanInset = 3;
const eventRadius = 4;
const faintAlpha = 0.25;

/**
 * Draws the scene of the timeline, at the place of the canvas where lanes begin.
 * @param width of the lanes, in pixels
 */
export function paintScene(brush: Brush, scene: TimelineScene, emphasis: Emphasis, width: number): void {
  const { context, palette } = brush;
  context.font = palette.font;
  context.textBaseline = 'middle';
  paintLanes(brush, scene, emphasis, width);
  paintSpans(brush, scene);
  paintLines(brush, scene);
  paintArrows(brush, scene, emphasis);
  paintCalls(brush, scene, emphasis);
  paintEvents(brush, scene, emphasis);
  context.globalAlpha = 1;
  if (emphasis.band !== undefined) {
    context.globalAlpha = 0.2;
    context.fillStyle = palette.focus;
    context.fillRect(emphasis.band.x, 0, emphasis.band.width, context.canvas.height);
    context.globalAlpha = 1;
  }
}

function paintLanes(brush: Brush, scene: TimelineScene, emphasis: Emphasis, width: number): void {
  const { context, palette } = brush;
  context.lineWidth = 1;
  for (const { placed, y } of scene.lanes) {
    if (placed.lane.key === emphasis.lane) {
      context.globalAlpha = palette.highContrast ? 0.35 : 0.18;
      context.fillStyle = palette.selection;
      context.fillRect(0, y, width, laneHeight);
      context.globalAlpha = 1;
    }
    context.strokeStyle = palette.grid;
    strokeLine(brush, 0, y + laneHeight - 0.5, width, y + laneHeight - 0.5);
  }
}

/** Draws states as areas with an edge where they begin. There may be thousands, so what is alike is drawn in one go. */
function paintSpans(brush: Brush, scene: TimelineScene): void {
  const { context, palette } = brush;
  const height = laneHeight - 2 * spanInset - 1;
  if (palette.highContrast) {
    for (const { x, y, width, span } of scene.spans) {
      context.strokeStyle = palette.state(span);
      context.strokeRect(x + 0.5, y + spanInset + 0.5, Math.max(1, width - 1), height - 1);
    }
  } else {
    const byColor = new Map<string, TimelineScene['spans'][number][]>();
    for (const each of scene.spans) append(byColor, palette.state(each.span), each);
    for (const [color, spans] of byColor) {
      context.fillStyle = color;
      context.globalAlpha = 0.28;
      for (const { x, y, width } of spans) context.fillRect(x, y + spanInset, width, height);
      context.globalAlpha = 1;
      for (const { x, y, width } of spans) context.fillRect(x, y + spanInset, Math.min(2, width), height);
    }
  }
  context.fillStyle = palette.foreground;
  for (const { x, y, width, span } of scene.spans) {
    // Between the events above and the calls below it would be too small to read, so the name stands over both.
    if (width < 30) continue;
    const name = fitting(brush, span.state, width - 16);
    if (name !== '') context.fillText(name, x + 10, y + laneHeight / 2);
  }
}

function paintLines(brush: Brush, scene: TimelineScene): void {
  const { context, palette } = brush;
  for (const { x, y, height, line } of scene.lines) {
    context.strokeStyle = line.kind === 'gap' ? palette.call('failed', false) : palette.foreground;
    context.lineWidth = line.kind === 'gap' ? 2 : 1;
    context.setLineDash(line.kind === 'gap' ? [2, 3] : [6, 3]);
    strokeLine(brush, Math.round(x) + 0.5, y, Math.round(x) + 0.5, y + height);
    context.setLineDash([]);
    context.lineWidth = 1;
  }
}

function paintArrows({ context, palette }: Brush, scene: TimelineScene, { selected }: Emphasis): void {
  for (const { from, to, later } of scene.arrows) {
    const concerns = selected === from.item.row.id || selected === to.item.row.id;
    context.strokeStyle = concerns ? palette.focus : palette.faint;
    context.lineWidth = concerns ? 2 : 1;
    context.setLineDash(later ? [3, 3] : []);
    context.beginPath();
    context.moveTo(from.x, from.y);
    const bend = Math.max(8, Math.abs(to.x - from.x) / 2);
    context.bezierCurveTo(from.x + bend, from.y, to.x - bend, to.y, to.x, to.y);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(to.x, to.y);
    context.lineTo(to.x - 5, to.y - 3);
    context.lineTo(to.x - 5, to.y + 3);
    context.closePath();
    context.fillStyle = context.strokeStyle;
    context.fill();
  }
  context.lineWidth = 1;
}

/** Draws calls as bars; one that waits is an outline. */
function paintCalls(brush: Brush, scene: TimelineScene, { selected, isShown }: Emphasis): void {
  const { context, palette } = brush;
  for (const call of scene.calls) {
    const isSlow = (durationOf(call.item) ?? call.width) >= slowMs;
    context.globalAlpha = isShown?.(call.item) === false ? faintAlpha : 1;
    context.fillStyle = context.strokeStyle = palette.call(call.status, isSlow);
    const top = call.y - callHeight / 2;
    if (call.status === 'waiting') {
      context.setLineDash([3, 2]);
      context.strokeRect(call.x + 0.5, top + 0.5, call.width - 1, callHeight - 1);
      context.setLineDash([]);
    } else context.fillRect(call.x, top, call.width, callHeight);
    if (call.item.row.id === selected) outline(brush, call, call.width);
  }
}

/** Draws events as diamonds; one that stands for several is larger. Those that are alike are one path. */
function paintEvents(brush: Brush, scene: TimelineScene, { selected, isShown }: Emphasis): void {
  const { context, palette } = brush;
  const byColor = new Map<string, ScenePoint[]>();
  const faint = new Map<string, ScenePoint[]>();
  for (const event of scene.events) {
    append(isShown?.(event.item) === false ? faint : byColor, colorOf(event.item, palette), event);
  }
  for (const [alpha, groups] of [[faintAlpha, faint] as const, [1, byColor] as const]) {
    context.globalAlpha = alpha;
    for (const [color, events] of groups) {
      context.fillStyle = color;
      context.beginPath();
      for (const { x, y, more } of events) diamond(context, x, y, more > 0 ? eventRadius + 1 : eventRadius);
      context.fill();
    }
  }
  const found = scene.events.find(({ item }) => item.row.id === selected);
  if (found !== undefined) outline(brush, found, 0);
}

function outline({ context, palette }: Brush, { x, y }: ScenePoint, width: number): void {
  context.strokeStyle = palette.focus;
  context.lineWidth = 2;
  const radius = eventRadius + 3;
  context.strokeRect(x - (width === 0 ? radius : 2), y - radius, width === 0 ? radius * 2 : width + 4, radius * 2);
  context.lineWidth = 1;
}

function colorOf({ row }: TimelineItem, palette: Palette): string {
  if (row.kind === 'event') return palette.event;
  if (row.kind === 'gap' || (row.kind === 'notice' && row.name !== 'info')) return palette.call('failed', false);
  return palette.faint;
}

/** Filling closes it; to close each of thousands takes longer than all the rest. */
function diamond(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
}

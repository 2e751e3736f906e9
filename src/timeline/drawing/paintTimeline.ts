import { scaleTime } from 'd3-scale';
import { laneKey } from '../../presentation/timeline/layout/lanes';
import { laneHeight } from '../../presentation/timeline/layout/scene';
import type { TimelineScene } from '../../presentation/timeline/layout/scene';
import { isShown } from '../../presentation/timeline/tableRows';
import type { TimelineStore, TimeWindow } from '../store';
import { fitting, strokeLine } from './brush';
import type { Brush } from './brush';
import { paintScene } from './paintScene';
import type { Emphasis } from './paintScene';

/** The height of the axis above the lanes, in pixels. */
export const axisHeight = 22;
const indent = 12;

/** How large something is, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is drawn of the timeline beside its scene. */
export interface Painting {
  readonly store: TimelineStore;
  /** Where the lanes begin beside their names, in pixels. */
  readonly left: number;
  readonly size: Size;
  /** A span of time that the user is selecting. */
  readonly band: TimeWindow | undefined;
}

type TimeScale = ReturnType<typeof scaleTime<number, number>>;

/** Draws the timeline: its axis, the names of its lanes, and its scene. */
export function paintTimeline(brush: Brush, scene: TimelineScene, { store, left, size, band }: Painting): void {
  const { context } = brush;
  fitCanvas(context, size);
  const { from, to } = store.window;
  const scale = scaleTime([from, to], [left, size.width]);
  context.save();
  context.beginPath();
  context.rect(left, axisHeight, size.width - left, size.height);
  context.clip();
  context.translate(left, axisHeight);
  paintScene(
    brush,
    scene,
    emphasisOf(store, band, (time) => scale(time) - left),
    size.width - left,
  );
  context.restore();
  paintAxis(brush, scale, left, size);
  paintNames(brush, scene, store, left);
}

/** Gives the canvas the pixels of the screen, and clears it. */
function fitCanvas(context: CanvasRenderingContext2D, size: Size): void {
  const { canvas } = context;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    [canvas.width, canvas.height] = [width, height];
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
}

function emphasisOf(store: TimelineStore, band: TimeWindow | undefined, xOf: (time: number) => number): Emphasis {
  const { selected, lane, filter, records } = store;
  const time = band ?? filter.time;
  const [start, end] = time === undefined ? [] : [xOf(time.from), xOf(time.to)].sort((a, b) => a - b);
  return {
    selected,
    lane: lane === undefined ? undefined : laneKey('interaction', lane.page, lane.interaction),
    isShown: Object.keys(filter).length > 0 ? (item) => isShown(item, filter, records) : undefined,
    band: start === undefined || end === undefined ? undefined : { x: start, width: end - start },
  };
}

function paintAxis(brush: Brush, scale: TimeScale, left: number, size: Size): void {
  const { context, palette } = brush;
  const format = scale.tickFormat();
  context.font = palette.font;
  context.textBaseline = 'middle';
  for (const tick of scale.ticks(Math.max(2, (size.width - left) / 110))) {
    const x = Math.round(scale(tick)) + 0.5;
    context.strokeStyle = palette.grid;
    strokeLine(brush, x, 0, x, size.height);
    context.fillStyle = palette.faint;
    context.fillText(format(tick), x + 4, axisHeight / 2);
  }
  context.strokeStyle = palette.grid;
  strokeLine(brush, 0, axisHeight - 0.5, size.width, axisHeight - 0.5);
}

function paintNames(brush: Brush, scene: TimelineScene, store: TimelineStore, left: number): void {
  const { context, palette } = brush;
  context.save();
  context.beginPath();
  context.rect(0, axisHeight, left, context.canvas.height);
  context.clip();
  for (const { placed, y } of scene.lanes) {
    const x = 8 + placed.depth * indent;
    const middle = axisHeight + y + laneHeight / 2;
    if (placed.lane.kind === 'interaction' && placed.lane.parent !== undefined) {
      // The tie to the parent, whose lane is above.
      context.strokeStyle = palette.faint;
      context.beginPath();
      context.moveTo(x - 8, middle - laneHeight / 2);
      context.lineTo(x - 8, middle);
      context.lineTo(x - 2, middle);
      context.stroke();
    }
    context.fillStyle = placed.lane.kind === 'interaction' ? palette.foreground : palette.faint;
    context.fillText(fitting(brush, store.nameOf(placed.lane), left - x - 4), x, middle);
  }
  context.strokeStyle = palette.grid;
  strokeLine(brush, left - 0.5, 0, left - 0.5, context.canvas.height);
  context.restore();
}

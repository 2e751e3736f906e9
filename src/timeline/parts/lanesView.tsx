import { scaleTime } from 'd3-scale';
import { select } from 'd3-selection';
import { zoom, zoomTransform } from 'd3-zoom';
import type { D3ZoomEvent } from 'd3-zoom';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { laneKey } from '../../presentation/timeline/layout/lanes';
import type { PlacedLane } from '../../presentation/timeline/layout/lanes';
import { hitOf, laneHeight, sceneOf } from '../../presentation/timeline/layout/scene';
import type { TimelineScene } from '../../presentation/timeline/layout/scene';
import { isShown } from '../../presentation/timeline/tableRows';
import { durationOf, statusNames, callStatusOf, titleOfRow } from '../../presentation/timeline/timelineItem';
import { fitting, paintScene } from '../drawing/paintScene';
import { readPalette } from '../drawing/palette';
import type { Palette } from '../drawing/palette';
import type { TimelineStore } from '../store';
import { useStore } from './storeContext';

const axisHeight = 22;
/** The column with the names of the lanes: a share of the width within bounds. */
const gutter = { share: 0.24, least: 70, most: 240 };
const indent = 12;
/** What a key moves: this share of what is seen. */
const keyStep = 0.1;
const zoomStep = 1.5;
/** How often what lasts is drawn again while the end is followed. */
const followMs = 100;

/** The lanes of the timeline, drawn on a canvas. Everything in it is in the table too, for those who do not see it. */
export function LanesView(): JSX.Element {
  const store = useStore();
  const lanes = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [palette, setPalette] = useState(() => readPalette(document.body));
  const top = useRef(0);
  const scene = useRef<TimelineScene | undefined>(undefined);
  const band = useRef<{ readonly from: number; to: number } | undefined>(undefined);

  useEffect(() => {
    const watch = new MutationObserver(() => setPalette(readPalette(document.body)));
    watch.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind'] });
    // The variables of the theme stand in the style of the root.
    watch.observe(document.documentElement, { attributeFilter: ['style'] });
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    const element = lanes.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const left = Math.round(Math.min(gutter.most, Math.max(gutter.least, size.width * gutter.share)));
  const area = { width: Math.max(1, size.width - left), height: Math.max(1, size.height - axisHeight) };
  const lowest = Math.max(0, store.records.lanes.placed.length * laneHeight - area.height);
  top.current = Math.min(top.current, lowest);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || size.width === 0) return;
    const view = { ...store.window, ...area, top: top.current };
    scene.current = sceneOf(store.records, view, store.now);
    paint(context, scene.current, { store, palette, left, size, band: band.current });
    const seen = scene.current.lanes.map(({ placed: { lane } }) => lane).filter(({ kind }) => kind === 'interaction');
    store.describe(
      [],
      seen.map(({ page, id }) => ({ page, interaction: id })),
    );
  });

  useEffect(() => {
    const timer = setInterval(() => {
      if (store.live && store.state.follow && document.visibilityState === 'visible') store.changed();
    }, followMs);
    return () => clearInterval(timer);
  }, [store]);

  const timeAt = (x: number): number => {
    const { from, to } = store.window;
    return from + ((x - left) / area.width) * (to - from);
  };

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    let last: { readonly k: number; readonly x: number } = zoomTransform(element);
    const behavior = zoom<HTMLCanvasElement, unknown>()
      .filter((event: MouseEvent) =>
        event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.shiftKey && event.button === 0,
      )
      .clickDistance(4)
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
        const k = transform.k / last.k;
        const x = transform.x - k * last.x;
        last = transform;
        if (k === 1 && Math.abs(x) < 0.01) return;
        const { from, to } = store.window;
        // Pixels are counted from the left of the canvas, and lanes begin after their names.
        const perPixel = (to - from) / area.width;
        const begin = from + ((left - x) / k - left) * perPixel;
        store.look({ from: begin, to: begin + (to - from) / k });
      });
    const selection = select(element).call(behavior).on('dblclick.zoom', null);
    return () => void selection.on('.zoom', null);
  }, [store, left, area.width]);

  const scroll = (by: number): void => {
    top.current = Math.max(0, Math.min(lowest, top.current + by));
    store.changed();
  };

  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (sideways === 0) scroll(event.deltaY);
    else pan(store, sideways / area.width);
  };

  const place = (event: MouseEvent): { readonly x: number; readonly y: number } => {
    const box = canvas.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onClick = (event: MouseEvent): void => {
    if (event.shiftKey || scene.current === undefined) return;
    const { x, y } = place(event);
    const { item, lane } = hitOf(scene.current, x - left, y - axisHeight);
    if (x >= left && item !== undefined) store.select(item.row.id);
    else if (lane !== undefined && y > axisHeight) selectLaneOf(store, lane);
  };

  const onPointerDown = (event: PointerEvent): void => {
    if (!event.shiftKey || event.button !== 0) return;
    const from = timeAt(place(event).x);
    band.current = { from, to: from };
    canvas.current?.setPointerCapture(event.pointerId);
  };

  const onPointerMove = (event: PointerEvent): void => {
    const { x, y } = place(event);
    if (band.current !== undefined) {
      band.current.to = timeAt(x);
      store.changed();
    } else if (scene.current !== undefined && canvas.current !== null) {
      const hit = hitOf(scene.current, x - left, y - axisHeight).item;
      canvas.current.title = hit === undefined || x < left ? '' : describeItem(store, hit);
      canvas.current.style.cursor = canvas.current.title === '' ? '' : 'pointer';
    }
  };

  const onPointerUp = (): void => {
    if (band.current === undefined) return;
    const [from, to] = [band.current.from, band.current.to].sort((a, b) => a - b);
    band.current = undefined;
    const isSpan = from !== undefined && to !== undefined && to > from;
    store.setFilter({ time: isSpan ? { from, to } : undefined });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? pan(store, -keyStep) : store.step(-1)),
      ArrowRight: () => (event.shiftKey ? pan(store, keyStep) : store.step(1)),
      ArrowUp: () => scroll(-laneHeight),
      ArrowDown: () => scroll(laneHeight),
      Home: () => store.showAll(),
      End: () => store.follow(true),
      '+': () => store.zoom(1 / zoomStep),
      '-': () => store.zoom(zoomStep),
      Escape: () => store.setFilter({ time: undefined }),
    };
    const run = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (run === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    run();
  };

  return (
    <div class="lanes" ref={lanes}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`Timeline of ${store.records.listed.length} records. Left and right go from record to record, plus and minus zoom, Shift with left and right moves in time. The table below has the same records.`}
        onWheel={onWheel}
        onClick={onClick}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function pan(store: TimelineStore, share: number): void {
  const { from, to } = store.window;
  const by = (to - from) * share;
  store.look({ from: from + by, to: to + by });
}

function selectLaneOf(store: TimelineStore, { lane }: PlacedLane): void {
  if (lane.kind === 'interaction') store.selectLane({ page: lane.page, interaction: lane.id });
}

function describeItem(store: TimelineStore, item: Parameters<typeof durationOf>[0]): string {
  const status = callStatusOf(item, store.records.isOver(item));
  const duration = durationOf(item);
  return [
    titleOfRow(item.row, item.load),
    status === undefined ? '' : statusNames[status],
    duration === undefined ? '' : `${Math.round(duration)} ms`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

interface Painting {
  readonly store: TimelineStore;
  readonly palette: Palette;
  readonly left: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly band: { readonly from: number; readonly to: number } | undefined;
}

function paint(context: CanvasRenderingContext2D, scene: TimelineScene, painting: Painting): void {
  const { store, palette, left, size, band } = painting;
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
  const { from, to } = store.window;
  const scale = scaleTime([from, to], [left, size.width]);
  context.save();
  context.beginPath();
  context.rect(left, axisHeight, size.width - left, size.height);
  context.clip();
  context.translate(left, axisHeight);
  const time = band ?? store.filter.time;
  const edges = time === undefined ? undefined : [scale(time.from) - left, scale(time.to) - left].sort((a, b) => a - b);
  const hasFilter = Object.keys(store.filter).length > 0;
  paintScene(
    context,
    scene,
    palette,
    {
      selected: store.selected,
      lane: store.lane === undefined ? undefined : laneKey('interaction', store.lane.page, store.lane.interaction),
      isShown: hasFilter ? (item) => isShown(item, store.filter, store.records) : undefined,
      band: edges === undefined ? undefined : { x: edges[0] ?? 0, width: (edges[1] ?? 0) - (edges[0] ?? 0) },
    },
    size.width - left,
  );
  context.restore();
  paintAxis(context, scale, palette, left, size);
  paintNames(context, scene, store, palette, left);
}

function paintAxis(
  context: CanvasRenderingContext2D,
  scale: ReturnType<typeof scaleTime<number, number>>,
  palette: Palette,
  left: number,
  size: Painting['size'],
): void {
  const format = scale.tickFormat();
  context.font = palette.font;
  context.textBaseline = 'middle';
  for (const tick of scale.ticks(Math.max(2, (size.width - left) / 110))) {
    const x = Math.round(scale(tick)) + 0.5;
    context.strokeStyle = palette.grid;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, size.height);
    context.stroke();
    context.fillStyle = palette.faint;
    context.fillText(format(tick), x + 4, axisHeight / 2);
  }
  context.strokeStyle = palette.grid;
  context.beginPath();
  context.moveTo(0, axisHeight - 0.5);
  context.lineTo(size.width, axisHeight - 0.5);
  context.stroke();
}

function paintNames(
  context: CanvasRenderingContext2D,
  scene: TimelineScene,
  store: TimelineStore,
  palette: Palette,
  left: number,
): void {
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
    context.fillText(fitting(context, store.nameOf(placed.lane), left - x - 4), x, middle);
  }
  context.strokeStyle = palette.grid;
  context.beginPath();
  context.moveTo(left - 0.5, 0);
  context.lineTo(left - 0.5, context.canvas.height);
  context.stroke();
  context.restore();
}

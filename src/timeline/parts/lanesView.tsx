import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { laneHeight, sceneOf } from '../../presentation/timeline/layout/scene';
import { axisHeight, paintTimeline } from '../drawing/paintTimeline';
import { usePalette, useSize, useZoom } from './canvasHooks';
import { LanesInput } from './lanesInput';
import { useStore } from './storeContext';

/** The column with the names of the lanes: a share of the width within bounds. */
const gutter = { share: 0.24, least: 70, most: 240 };
/** How often what lasts is drawn again while the end is followed. */
const followMs = 100;

/** The lanes of the timeline, drawn on a canvas. Everything in it is in the table too, for those who do not see it. */
export function LanesView(): JSX.Element {
  const store = useStore();
  const lanes = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const size = useSize(lanes);
  const input = useMemo(() => new LanesInput(store), [store]);

  const left = Math.round(Math.min(gutter.most, Math.max(gutter.least, size.width * gutter.share)));
  const area = { width: Math.max(1, size.width - left), height: Math.max(1, size.height - axisHeight) };
  const lowest = Math.max(0, store.records.lanes.placed.length * laneHeight - area.height);
  input.place = { left, width: area.width, lowest };
  useZoom(canvas, store, left, area.width);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || size.width === 0) return;
    const scene = sceneOf(store.records, { ...store.window, ...area, top: input.top }, store.now);
    input.scene = scene;
    paintTimeline({ context, palette }, scene, { store, left, size, band: input.band });
    const seen = scene.lanes.map(({ placed: { lane } }) => lane).filter(({ kind }) => kind === 'interaction');
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

  return (
    <div class="lanes" ref={lanes}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`Timeline of ${store.records.listed.length} records. Left and right go from record to record, plus and minus zoom, Shift with left and right moves in time. The table below has the same records.`}
        onWheel={input.wheel}
        onClick={input.click}
        onPointerDown={input.pointerDown}
        onPointerMove={input.pointerMove}
        onPointerUp={input.pointerUp}
        onKeyDown={input.keyDown}
      />
    </div>
  );
}

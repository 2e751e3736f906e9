import { select } from 'd3-selection';
import { zoom, zoomTransform } from 'd3-zoom';
import type { D3ZoomEvent } from 'd3-zoom';
import { useEffect, useState } from 'preact/hooks';
import type { Size } from '../drawing/paintTimeline';
import { readPalette } from '../drawing/palette';
import type { Palette } from '../drawing/palette';
import type { TimelineStore } from '../store';

interface Reference<T> {
  readonly current: T | null;
}

/** The colours of the theme, also after it changed. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(() => readPalette(document.body));
  useEffect(() => {
    const watch = new MutationObserver(() => setPalette(readPalette(document.body)));
    watch.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind'] });
    // The variables of the theme stand in the style of the root.
    watch.observe(document.documentElement, { attributeFilter: ['style'] });
    return () => watch.disconnect();
  }, []);
  return palette;
}

/** How large an element is, also after it changed. */
export function useSize(reference: Reference<HTMLElement>): Size {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = reference.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return size;
}

/**
 * Lets the user zoom and move the time on a canvas: with the wheel and Ctrl, by dragging, and with two fingers.
 * @param left where on the canvas the time begins, in pixels
 * @param width how many pixels the time has
 */
export function useZoom(canvas: Reference<HTMLCanvasElement>, store: TimelineStore, left: number, width: number): void {
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
        const perPixel = (to - from) / width;
        const begin = from + ((left - x) / k - left) * perPixel;
        store.look({ from: begin, to: begin + (to - from) / k });
      });
    const selection = select(element).call(behavior).on('dblclick.zoom', null);
    return () => void selection.on('.zoom', null);
  }, [store, left, width]);
}

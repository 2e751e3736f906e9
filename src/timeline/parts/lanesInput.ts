import { lookup } from '../../base/guards';
import { hitOf, laneHeight } from '../../presentation/timeline/layout/scene';
import type { TimelineScene } from '../../presentation/timeline/layout/scene';
import {
  callStatusOf,
  durationLabel,
  durationOf,
  statusNames,
  titleOfRow,
} from '../../presentation/timeline/timelineItem';
import type { TimelineItem } from '../../presentation/timeline/timelineItem';
import { axisHeight } from '../drawing/paintTimeline';
import type { TimelineStore } from '../store';

/** What a key moves: this share of what is seen. */
const keyStep = 0.1;
const zoomStep = 1.5;

/** Where the lanes are on their canvas, in pixels. */
interface LanesPlace {
  /** Where they begin beside their names. */
  readonly left: number;
  readonly width: number;
  /** How far they can be scrolled down. */
  readonly lowest: number;
}

type On<E> = E & { readonly currentTarget: HTMLCanvasElement };

/** What the wheel, the pointer and the keys do in the lanes. */
export class LanesInput {
  /** How far the lanes are scrolled down, in pixels. */
  top = 0;
  /** What is on the canvas. */
  scene: TimelineScene | undefined;
  #band: { readonly from: number; to: number } | undefined;
  #place: LanesPlace = { left: 0, width: 1, lowest: 0 };

  constructor(private readonly store: TimelineStore) {}

  /** A span of time that the user is selecting. */
  get band(): { readonly from: number; readonly to: number } | undefined {
    return this.#band;
  }

  /** From now on the lanes are there. */
  set place(place: LanesPlace) {
    this.#place = place;
    this.top = Math.min(this.top, place.lowest);
  }

  readonly wheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (sideways === 0) this.#scroll(event.deltaY);
    else this.#pan(sideways / this.#place.width);
  };

  readonly click = (event: On<MouseEvent>): void => {
    if (event.shiftKey || this.scene === undefined) return;
    const { left } = this.#place;
    const { x, y } = pointOf(event);
    const { item, lane: placed } = hitOf(this.scene, x - left, y - axisHeight);
    if (x >= left && item !== undefined) this.store.select(item.row.id);
    else if (placed?.lane.kind === 'interaction' && y > axisHeight) {
      this.store.selectLane({ page: placed.lane.page, interaction: placed.lane.id });
    }
  };

  readonly pointerDown = (event: On<PointerEvent>): void => {
    if (!event.shiftKey || event.button !== 0) return;
    const from = this.#timeAt(pointOf(event).x);
    this.#band = { from, to: from };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  readonly pointerMove = (event: On<PointerEvent>): void => {
    const { x, y } = pointOf(event);
    const { left } = this.#place;
    if (this.#band !== undefined) {
      this.#band.to = this.#timeAt(x);
      this.store.changed();
    } else if (this.scene !== undefined) {
      const hit = hitOf(this.scene, x - left, y - axisHeight).item;
      const { currentTarget: canvas } = event;
      canvas.title = hit === undefined || x < left ? '' : this.#describe(hit);
      canvas.style.cursor = canvas.title === '' ? '' : 'pointer';
    }
  };

  readonly pointerUp = (): void => {
    if (this.#band === undefined) return;
    const [from, to] = [this.#band.from, this.#band.to].sort((a, b) => a - b);
    this.#band = undefined;
    const isSpan = from !== undefined && to !== undefined && to > from;
    this.store.setFilter({ time: isSpan ? { from, to } : undefined });
  };

  readonly keyDown = (event: KeyboardEvent): void => {
    const { store } = this;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? this.#pan(-keyStep) : store.step(-1)),
      ArrowRight: () => (event.shiftKey ? this.#pan(keyStep) : store.step(1)),
      ArrowUp: () => this.#scroll(-laneHeight),
      ArrowDown: () => this.#scroll(laneHeight),
      Home: () => store.showAll(),
      End: () => store.follow(true),
      '+': () => store.zoom(1 / zoomStep),
      '-': () => store.zoom(zoomStep),
      Escape: () => store.setFilter({ time: undefined }),
    };
    const run = lookup(keys, event.key);
    if (run === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    run();
  };

  #scroll(by: number): void {
    this.top = Math.max(0, Math.min(this.#place.lowest, this.top + by));
    this.store.changed();
  }

  /** Looks at another time, by a share of what is seen. */
  #pan(share: number): void {
    const { from, to } = this.store.window;
    const by = (to - from) * share;
    this.store.look({ from: from + by, to: to + by });
  }

  #timeAt(x: number): number {
    const { from, to } = this.store.window;
    return from + ((x - this.#place.left) / this.#place.width) * (to - from);
  }

  #describe(item: TimelineItem): string {
    const status = callStatusOf(item, this.store.records.isOver(item));
    const duration = durationOf(item);
    return [
      titleOfRow(item.row, item.load),
      status === undefined ? '' : statusNames[status],
      duration === undefined ? '' : durationLabel(duration),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  }
}

/** The place of the pointer on the canvas, in pixels. */
function pointOf({ clientX, clientY, currentTarget }: On<MouseEvent>): { readonly x: number; readonly y: number } {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

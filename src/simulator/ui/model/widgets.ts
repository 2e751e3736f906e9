import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import type { SimulatedDesk } from '../../desk/simulatedDesk';
import { checkWebAddress, fillIn, nameOfAddress } from './address/webAddress';
import type { WebAddress } from './address/webAddress';

/** Where a widget is shown. */
export const placements = {
  tab: 'As a tab',
  interaction: 'For each interaction',
  hidden: 'Hidden',
} as const;
export type Placement = keyof typeof placements;

/** A widget to show. */
export interface Widget {
  readonly id: number;
  /** Unique among the widgets, and shown to the user. */
  readonly name: string;
  readonly placement: Placement;
  /** As it was given, with variables. */
  readonly address: string;
  /** Counts its loads: a reload is a new frame. */
  readonly load: number;
}

/** A frame that shows a widget. */
export interface Shown {
  /** Changes with each load. */
  readonly key: string;
  readonly widget: Widget;
  readonly name: string;
  readonly address: WebAddress;
  /** For a widget of an interaction. */
  readonly interactionId?: string;
}

/** The widgets of the page, and the frames that they need now. */
export class Widgets {
  readonly #changed = new Signal<void>();
  #widgets: readonly Widget[] = [];
  #count = 0;
  /** Interactions whose case was selected. Only these get frames, so a thousand calls do not load a thousand pages. */
  readonly #opened = new Set<string>();

  /** @param named short names of addresses that are known */
  constructor(
    private readonly desk: SimulatedDesk,
    private readonly named: ReadonlyMap<string, string>,
  ) {}

  get changed(): Listenable<void> {
    return this.#changed;
  }

  get all(): readonly Widget[] {
    return this.#widgets;
  }

  add(address: string, placement: Placement): void {
    this.#count += 1;
    const widget: Widget = { id: this.#count, name: this.#freeName(address), placement, address, load: 0 };
    this.#set([...this.#widgets, widget]);
  }

  remove(id: number): void {
    this.#set(this.#widgets.filter((widget) => widget.id !== id));
  }

  /** Loads a widget again. What the widget put on the desk goes. */
  reload(id: number): void {
    this.#set(this.#widgets.map((widget) => (widget.id === id ? { ...widget, load: widget.load + 1 } : widget)));
  }

  /** All frames. New ones come last: a frame that moves in the page would load again. */
  shown(): Shown[] {
    const { agent, interactions, cases, selectedCaseId } = this.desk.state;
    for (const id of cases.get(selectedCaseId ?? '')?.interactionIds ?? []) this.#opened.add(id);
    for (const id of this.#opened) if (!interactions.has(id)) this.#opened.delete(id);
    const own = this.#widgets.filter(({ placement }) => placement !== 'interaction');
    const each = this.#widgets.filter(({ placement }) => placement === 'interaction');
    return [
      ...own.map((widget) => ({
        key: `${widget.id}.${widget.load}`,
        widget,
        name: widget.name,
        address: checkWebAddress(fillIn(widget.address, agent, undefined)),
      })),
      ...[...this.#opened].flatMap((interactionId) =>
        each.map((widget) => ({
          key: `${widget.id}.${widget.load}.${interactionId}`,
          widget,
          name: `${widget.name}, interaction ${interactionId}`,
          address: checkWebAddress(fillIn(widget.address, agent, interactionId)),
          interactionId,
        })),
      ),
    ];
  }

  #freeName(address: string): string {
    const name = this.named.get(address) ?? nameOfAddress(address);
    const taken = new Set(this.#widgets.map((widget) => widget.name));
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? name : `${name} ${n}`;
      if (!taken.has(candidate)) return candidate;
    }
  }

  #set(widgets: readonly Widget[]): void {
    this.#widgets = widgets;
    this.#changed.emit();
  }
}

export function isPlacement(text: string): text is Placement {
  return Object.hasOwn(placements, text);
}

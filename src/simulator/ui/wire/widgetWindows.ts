import type { Disposable } from '../../../base/disposable';

/** A window of another origin sends nothing when it is closed, so open ones are looked at this often. */
const lookMs = 1000;

interface WidgetWindow {
  /** The name of its widget. */
  readonly name: string;
  /** What ends with the window. */
  readonly owned: Disposable;
}

/** The windows of their own that show a widget each, until they are closed. */
export class WidgetWindows implements Disposable {
  readonly #open = new Map<Pick<Window, 'closed'>, WidgetWindow>();
  #looks: ReturnType<typeof setInterval> | undefined;

  /** The name of a widget in a window, other than those of the windows that are open. */
  freeName(widget: string): string {
    this.forgetClosed();
    const taken = new Set([...this.#open.values()].map(({ name }) => name));
    const name = `${widget}, in a window`;
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? name : `${name} ${n}`;
      if (!taken.has(candidate)) return candidate;
    }
  }

  /** Owns what belongs to a window until that is closed. */
  add(window: Pick<Window, 'closed'>, shown: WidgetWindow): void {
    this.#open.set(window, shown);
    this.#looks ??= setInterval(() => this.forgetClosed(), lookMs);
  }

  forgetClosed(): void {
    for (const [window, { owned }] of this.#open) {
      if (!window.closed) continue;
      this.#open.delete(window);
      owned.dispose();
    }
    if (this.#open.size === 0) this.#stopLooking();
  }

  dispose(): void {
    this.#stopLooking();
    for (const { owned } of this.#open.values()) owned.dispose();
    this.#open.clear();
  }

  #stopLooking(): void {
    clearInterval(this.#looks);
    this.#looks = undefined;
  }
}

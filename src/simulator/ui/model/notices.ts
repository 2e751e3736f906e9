import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';

/** How long a notice is shown, in milliseconds. */
const shownMs = 6_000;

/** Something that the user should read now. */
export interface Notice {
  readonly id: number;
  readonly text: string;
}

/** The last notice about something that could not be done; it closes after a while. */
export class Notices {
  readonly #changed = new Signal<void>();
  #current: Notice | undefined;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get changed(): Listenable<void> {
    return this.#changed;
  }

  get current(): Notice | undefined {
    return this.#current;
  }

  show(text: string): void {
    this.#count += 1;
    this.#current = { id: this.#count, text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), shownMs);
    this.#changed.emit();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#current = undefined;
    this.#changed.emit();
  }
}

import { onDispose } from './disposable';
import type { Disposable } from './disposable';

type Listener<T> = (value: T) => void;

/** What others may do with a signal: listen until they dispose of the listener. */
export interface Listenable<T> {
  on(listener: Listener<T>): Disposable;
}

/**
 * Tells listeners of something that happened. A listener that throws is reported and does not keep the others from
 * hearing; the same function may listen twice.
 */
export class Signal<T> implements Listenable<T> {
  readonly #listeners = new Set<{ readonly run: Listener<T> }>();

  /** @param onError hears what a listener threw; the console by default */
  constructor(private readonly onError: (error: unknown) => void = reportOnConsole) {}

  on(listener: Listener<T>): Disposable {
    const entry = { run: listener };
    this.#listeners.add(entry);
    return onDispose(() => this.#listeners.delete(entry));
  }

  emit(value: T): void {
    for (const { run } of [...this.#listeners]) {
      try {
        run(value);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}

function reportOnConsole(error: unknown): void {
  console.error('Deskside: a listener failed', error);
}

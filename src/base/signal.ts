import { onDispose } from './disposable';
import type { Disposable } from './disposable';
import { reportError } from './reportError';

type Listener<T> = (value: T) => void;

/** What others may do with a signal: listen until they dispose of the listener. */
export interface Listenable<T> {
  on(listener: Listener<T>): Disposable;
}

/**
 * Calls listeners when something happens. A listener that throws is reported, and the others are called all the same; the
 * same function may listen twice.
 */
export class Signal<T> implements Listenable<T> {
  readonly #listeners = new Set<{ readonly run: Listener<T> }>();

  /** @param onError takes what a listener threw; by default it goes to the console */
  constructor(private readonly onError: (error: unknown) => void = reportError) {}

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

/** Something that holds a resource until it is told to let go. */
export interface Disposable {
  dispose(): void;
}

/** A function that runs once, as a Disposable. */
export function onDispose(run: () => void): Disposable {
  let done = false;
  return {
    dispose() {
      if (done) return;
      done = true;
      run();
    },
  };
}

/**
 * Owns other disposables and lets them go together, the last one first. One that is added after the end is disposed
 * of at once, so that what a slow start still hands over does not leak.
 */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    for (let item = this.#items.pop(); item !== undefined; item = this.#items.pop()) item.dispose();
  }
}

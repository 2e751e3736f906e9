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
 * Owns other disposables and disposes of them together, the last one first. One that is added afterwards is disposed of
 * at once, so that a slow start does not leak what it still adds.
 */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  /**
   * Disposes of all of them, also where one throws.
   * @throws what the only one threw that did, or an AggregateError of what several threw
   */
  dispose(): void {
    this.#disposed = true;
    const errors: unknown[] = [];
    for (let item = this.#items.pop(); item !== undefined; item = this.#items.pop()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, 'Several parts could not be disposed of.');
  }
}

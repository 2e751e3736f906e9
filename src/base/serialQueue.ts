/** Works that take turns: each begins when the one before it has ended, however that ended. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Does a work when its turn comes. */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

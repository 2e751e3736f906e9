/** Long enough to get on, and short enough that nobody waits for what is not done meanwhile. */
const sliceMs = 8;

/** Lets other work run while a long one goes on. */
export class TimeSlice {
  #began = performance.now();

  /** Whether it is time to rest. */
  get isOver(): boolean {
    return performance.now() - this.#began >= sliceMs;
  }

  /**
   * Rests if it is time to.
   * @throws the reason of the signal if it is aborted
   */
  async restIfOver(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (!this.isOver) return;
    await this.rest();
    signal?.throwIfAborted();
  }

  /** Resolves when what waits meanwhile has had its turn; the next slice begins then. */
  async rest(): Promise<void> {
    // A timer would wait for a millisecond, though nothing else has to be done.
    await new Promise((resolve) => setImmediate(resolve));
    this.#began = performance.now();
  }
}

/** Loads something once, however often it is asked for. A load that failed is forgotten: the next use tries again. */
export class Retryable<T> {
  #loading: Promise<T> | undefined;

  constructor(private readonly loadNow: () => Promise<T>) {}

  /** What was loaded, or is being loaded; undefined if nobody asked for it, or if it failed. */
  get current(): Promise<T> | undefined {
    return this.#loading;
  }

  load(): Promise<T> {
    this.#loading ??= this.#attempt();
    return this.#loading;
  }

  async #attempt(): Promise<T> {
    try {
      return await this.loadNow();
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }
}

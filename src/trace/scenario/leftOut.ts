/** More sentences than these are only counted. */
const mostSentences = 100;

/** What was recorded and is not acted out, in sentences of a bounded number. */
export class LeftOut {
  readonly #sentences: string[] = [];
  #unsaid = 0;
  #untried = 0;

  /** @param sentence what is left out and why */
  add(sentence: string): void {
    if (this.#sentences.length < mostSentences) this.#sentences.push(sentence);
    else this.#unsaid += 1;
  }

  /** Nothing was tried out for an event. */
  addUntried(): void {
    this.#untried += 1;
  }

  /** How many things are left out. */
  get count(): number {
    return this.#sentences.length + this.#unsaid + this.#untried;
  }

  /** A sentence each for the first of them, and one for all others of a reason. */
  get sentences(): readonly string[] {
    return [
      ...(this.#untried === 0
        ? []
        : [`${this.#untried} events were not looked into, since what brought others like them was sought in vain.`]),
      ...this.#sentences,
      ...(this.#unsaid === 0 ? [] : [`${this.#unsaid} more things like these are left out.`]),
    ];
  }
}

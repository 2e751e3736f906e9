/** Values that no text of ours holds, one for each place in which a customer's data can come. */
export class Canaries {
  readonly #values: string[] = [];

  /** A new value, which tells where it was put. */
  next(place: string): string {
    const value = `Canary${this.#values.length + 1}${place.replace(/\W/g, '')}Zq`;
    this.#values.push(value);
    return value;
  }

  /** Those of the values that the text holds. */
  in(text: string): string[] {
    return this.#values.filter((value) => text.includes(value));
  }

  get count(): number {
    return this.#values.length;
  }
}

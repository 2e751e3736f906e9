/** One of the texts of assumptions.ts. */
interface RefusalText<A extends readonly unknown[]> {
  readonly value: (...args: A) => string;
}

/** Why something cannot be done, as one sentence for the caller. Thrown before anything has changed. */
export class DeskRefusal extends Error {
  override readonly name = 'DeskRefusal';

  /**
   * @param text the entry of assumptions.ts that the message is made of
   * @param values what differs from one message of this text to the next
   */
  constructor(
    message: string,
    readonly text: object,
    readonly values: readonly unknown[],
  ) {
    super(message);
  }
}

/** A refusal with one of the texts of assumptions.ts. */
export function refusal<A extends readonly unknown[]>(text: RefusalText<A>, ...args: A): DeskRefusal {
  return new DeskRefusal(text.value(...args), text, args);
}

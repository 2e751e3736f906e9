/** Why something cannot be done, as one sentence for the caller. Thrown before anything has changed. */
export class DeskRefusal extends Error {
  override readonly name = 'DeskRefusal';
}

/** A refusal with one of the texts of assumptions.ts. */
export function refusal<A extends readonly unknown[]>(
  text: { readonly value: (...args: A) => string },
  ...args: A
): DeskRefusal {
  return new DeskRefusal(text.value(...args));
}

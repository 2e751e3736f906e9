import fc from 'fast-check';

/** Pieces of JSON, whole and broken. */
export const pieces: readonly string[] = [
  ...['{', '}', '[', ']', ',', ':', '"', '"a"', '"a":', '1', '-', '0', '.', '.5', 'e9', 'true', 'null', '\\'],
  ...['{"a":', '[1,', '1,2,', '"\\u00', '"\\n"', ' ', '\n', '\u0000', '01', '1.', '"\ud800"', '{}', '[]', ',,', 'é'],
];

/** Something that is cut out of a text, and something else in its place. */
export interface Mutation {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  cut: fc.nat(3),
  put: fc.constantFrom('', ...pieces),
});

/** The text with that done to it, somewhere. */
export function mutated(text: string, { at, cut, put }: Mutation): string {
  const start = at % text.length;
  return text.slice(0, start) + put + text.slice(start + cut);
}

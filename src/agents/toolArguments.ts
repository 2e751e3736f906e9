import * as v from 'valibot';

/** A name, an id or a word in an argument. */
export const wordArgument = v.pipe(v.string(), v.maxLength(200));

/** The argument that says how many of a list are wanted. */
export function limitArgument(most: number, usually: number) {
  return v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most), v.description('How many at most.')),
    usually,
  );
}

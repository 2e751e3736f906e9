/**
 * What fast-check starts from: chance, or the seed in DESKSIDE_SEED. A failure prints its seed; with that one in the
 * variable the same cases come again.
 */
export function seeded(): { readonly seed?: number } {
  const named = process.env.DESKSIDE_SEED;
  return named === undefined || named === '' ? {} : { seed: Number(named) };
}

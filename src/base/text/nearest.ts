import { closestMatch } from 'leven';

/** Nobody misspells a longer name by a slip of the keyboard. */
const longestName = 60;

/** The known name that somebody meant who wrote something close to it, or undefined if none is close enough. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (written.length > longestName) return undefined;
  const ofSameLetters =
    known.find((name) => name.toLowerCase() === written.toLowerCase()) ??
    known.find((name) => isSwapped(name, written));
  return ofSameLetters ?? closestMatch(written, known, { maxDistance: Math.max(1, Math.floor(written.length / 3)) });
}

/** Whether two texts differ only in two neighbouring letters that changed places. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one.charAt(at) === other.charAt(at)) at++;
  return at < one.length && other === one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2);
}

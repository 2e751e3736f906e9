/** The beginning of a text, of at most `max` UTF-16 units, without the first half of a surrogate pair at its end. */
export function beginningOf(text: string, max: number): string {
  const begun = text.slice(0, max);
  return begun.length < text.length && /[\uD800-\uDBFF]$/.test(begun) ? begun.slice(0, -1) : begun;
}

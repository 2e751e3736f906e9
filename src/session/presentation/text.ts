/** Whatever a page sends is text by strangers. These make it fit to be shown. */

const ellipsis = '…';

/** Control characters, line breaks of all kinds, and lone halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

/** Marks that turn the direction of what follows, so that a text reads as another. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as one line of at most `max` characters. */
export function oneLine(text: string, max = 200): string {
  // What is far too long is cut first, so that the work depends on `max` alone.
  const line = text
    .slice(0, max * 2)
    .replace(unprintable, ' ')
    .replace(directionMarks, '')
    .trim();
  return line.length <= max && text.length <= max * 2 ? line : line.slice(0, max - 1) + ellipsis;
}

/**
 * A text for VS Code's messages, pick lists, prompts and status bar. They turn `[label](command:...)` into a link and
 * `$(name)` into an icon wherever these stand; a space keeps them text.
 */
export function uiText(text: string, max = 200): string {
  return oneLine(text, max).replace(/\]\(/g, '] (').replace(/\$\(/g, '$ (');
}

/** A value of user data or of a field as one line: strings as they are, anything else as JSON. */
export function valueText(value: unknown, max = 200): string {
  return oneLine(typeof value === 'string' ? value : jsonText(value), max);
}

/** A value as JSON on one line; what JSON does not know, as the name of its type. */
export function jsonText(value: unknown): string {
  try {
    const json: unknown = JSON.stringify(value);
    return typeof json === 'string' ? json : typeof value;
  } catch {
    return typeof value;
  }
}

/** "1 page", "2 pages". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

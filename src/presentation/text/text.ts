/** Texts by strangers, such as pages, made fit to be shown. Each place that shows one uses a function of this module. */

import { oneLine } from '../../base/text/oneLine';

export { oneLine };

/** Quotation marks of all languages, and characters that look like them. */
const quotationMarks =
  /[\p{Quotation_Mark}\u02b9-\u02bc\u02c8\u02ca\u02cb\u02ba\u02ee\u02dd\u05f3\u05f4\u2032-\u2037\u275b-\u275e\u3003\u{1f676}-\u{1f678}`\u00b4]+/gu;

/**
 * A text by strangers within a sentence of ours, in quotes that it cannot close: its own quotation marks become
 * apostrophes. It is fit for VS Code's messages too. An empty text stays empty.
 */
export function quoted(text: string, max = 80): string {
  const inner = uiText(text, max).replace(/\s+/g, ' ').replace(quotationMarks, '\u2019');
  return inner === '' ? '' : `\u201c${inner}\u201d`;
}

/**
 * A text for VS Code's messages, pick lists, prompts and status bar. They turn `[label](command:...)` into a link and
 * `$(name)` into an icon wherever these stand; a space keeps them text.
 */
export function uiText(text: string, max = 200): string {
  // A space for each of them may make the text longer, so it is cut afterwards.
  return oneLine(
    oneLine(text, max)
      .replace(/\](?=\()/g, '] ')
      .replace(/\$(?=\()/g, '$ '),
    max,
  );
}

/** A text as a part of a document's name: letters, digits and marks that mean nothing in a path. */
export function documentName(text: string): string {
  return text.slice(0, 40).replace(/[^\w-]/g, '_');
}

/** A value of user data or of a field as one line: strings as they are, anything else as JSON. */
export function valueText(value: unknown, max = 200): string {
  return oneLine(typeof value === 'string' ? value : oneLineJson(value), max);
}

/** A value as JSON on one line; what JSON does not know, as the name of its type. */
export function oneLineJson(value: unknown): string {
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

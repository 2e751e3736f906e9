/**
 * A tooltip, kept in pieces until it is shown: `markup` is Markdown of ours, one of a few literals; `text` is whatever
 * the page sent and must be shown as it is. `markdownText` sees to it that it is.
 */
export type TooltipPart = { readonly markup: string } | { readonly text: string };

const lineEnd: TooltipPart = { markup: '  \n' };

/** A line in bold. */
export function heading(text: string): TooltipPart[] {
  return [{ markup: '**' }, { text }, { markup: '**' }, lineEnd];
}

/** A line "Name: value"; nothing where there is no value. */
export function fact(name: string, value: string | undefined): TooltipPart[] {
  return value === undefined ? [] : [{ text: `${name}: ${value}` }, lineEnd];
}

/** A paragraph. */
export function paragraph(text: string): TooltipPart[] {
  return [{ markup: '\n\n' }, { text }, { markup: '\n\n' }];
}

/** The Markdown of a tooltip, in which no `text` is markup, a link, a bare address or HTML. */
export function markdownText(parts: readonly TooltipPart[]): string {
  return parts.map((part) => ('markup' in part ? part.markup : asText(part.text))).join('');
}

/**
 * Letters and digits as they are, every other character as its numeric reference. Markdown reads a reference as text
 * and never as markup, and a bare address needs a dot, a colon or an at sign. Escaping with backslashes would leave
 * addresses, and a code span can be broken by emphasis that a parser finds first.
 */
function asText(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

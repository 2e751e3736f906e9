import { invisible } from './oneLine';

/** A text in which characters that nobody sees, such as direction marks, stand by name: `⟨U+202E⟩`. */
function withNamedMarks(text: string): string {
  return text.replace(invisible, (mark) => {
    const code = (mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${code}⟩`;
  });
}

/** A value of JSON with such marks named in all of its keys and texts, so that it reads as what it is. */
export function namedMarks(value: unknown): unknown {
  if (typeof value === 'string') return withNamedMarks(value);
  if (Array.isArray(value)) return value.map(namedMarks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [withNamedMarks(key), namedMarks(each)]));
}

import { unicodeEscapes } from '../../base/text/escapes';

/** Characters that a reader does not see. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/**
 * A value as JSON on one line in which hidden characters are escaped, so that it is JSON of the same value.
 * @param alsoEscaped further characters to escape; none that JSON itself uses outside of strings
 * @param replace changes values before they are written, as in `JSON.stringify`
 */
export function escapedJson(
  value: unknown,
  alsoEscaped: RegExp,
  replace?: (key: string, inner: unknown) => unknown,
): string {
  const json: unknown = JSON.stringify(value, replace);
  return (typeof json === 'string' ? json : 'null')
    .replace(unseen, unicodeEscapes)
    .replace(alsoEscaped, unicodeEscapes);
}

/** A text for a snippet of VS Code, in which no part is a place for the cursor. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Each UTF-16 unit of a text as JSON escapes it: `\u001b`. */
export function unicodeEscapes(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    return `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** A text for HTML: for an attribute in double quotes. */
export function escapedAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * The origin that `text` names, as a browser writes it in a header, or undefined if it is none of http or https. A
 * URL with a path, a query or a user is no origin, and neither is `null`.
 */
export function parseOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isBare = url.href === `${url.origin}/`;
  return isBare && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : undefined;
}

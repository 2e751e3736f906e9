/** How a page or a tool opens its WebSocket: the path says its role, the subprotocols carry version and key. */

export const subprotocol = 'deskside.v1';

/** Where a relay listens unless told otherwise: no well-known service, and below the range from which systems lend ports. */
export const defaultPort = 23375;

const keyPrefix = 'key.';
const titlePrefix = 'title.';
/** As much of a title as is offered, in bytes of UTF-8. */
const titleBytes = 200;

/** The WebSocket path of each role. */
export const rolePaths = { page: '/page', tool: '/tool' } as const;
export type Role = keyof typeof rolePaths;

/** What the relay serves over HTTP. */
export const httpPaths = {
  bridgeScript: '/bridge.js',
  bridgePage: '/bridge',
  workspace: '/workspace',
  sampleWidget: '/widget/',
  /** With `?nonce=`: shows that the relay has the tool key. */
  proof: '/proof',
} as const;

/**
 * The subprotocols that a client offers; the relay answers with the first alone.
 * @param title of a page, for the question whether it may connect
 */
export function offeredSubprotocols(key: string, title = ''): string[] {
  const offered = [subprotocol, `${keyPrefix}${key}`];
  return title === '' ? offered : [...offered, `${titlePrefix}${encodeTitle(title)}`];
}

/** The key among the offered subprotocols, or undefined if the offer is not ours or holds none or several. */
export function keyFromSubprotocols(offered: readonly string[]): string | undefined {
  const keys = offered.filter((name) => name.startsWith(keyPrefix));
  return offered.includes(subprotocol) && keys.length === 1 ? keys[0]?.slice(keyPrefix.length) : undefined;
}

/** The title among the offered subprotocols, or undefined if there is none, several, or what is no title. */
export function titleFromSubprotocols(offered: readonly string[]): string | undefined {
  const [title, ...others] = offered.filter((name) => name.startsWith(titlePrefix));
  if (title === undefined || others.length > 0) return undefined;
  try {
    const bytes = Uint8Array.from(atob(fromBase64url(title.slice(titlePrefix.length))), (each) => each.charCodeAt(0));
    return bytes.length > titleBytes ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The beginning of a title as base64url, without half a character. */
function encodeTitle(title: string): string {
  const bytes = new Uint8Array(titleBytes);
  const { written } = new TextEncoder().encodeInto(title, bytes);
  return btoa(String.fromCharCode(...bytes.subarray(0, written)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

function fromBase64url(text: string): string {
  return text.replace(/-/g, '+').replace(/_/g, '/');
}

/** Codes with which the relay closes a WebSocket, beside the standard ones (1001 going away, 1009 too large). */
export const closeCodes = {
  badFrame: 4400,
  notAllowed: 4403,
  noHello: 4408,
  replaced: 4409,
  stuck: 4413,
  version: 4426,
} as const;

import { fromBase64url, textOfUtf8, toBase64url } from '../base/base64url';

/** How a page or a tool opens its WebSocket: the path says its role, the subprotocols carry version and key. */

export const subprotocol = 'deskside.v1';

/** Where a relay listens unless told otherwise: no well-known service, and below the range from which systems lend ports. */
export const defaultPort = 23375;

const keyPrefix = 'key.';
const titlePrefix = 'title.';
/** As much of a title as is offered, in bytes of UTF-8. */
const titleBytes = 200;
const holderPrefix = 'holder.';
/** No origin of a page is longer. */
const holderBytes = 300;

/** What a browser writes for an origin that it does not tell: that of a sandboxed frame, for example. */
export const opaqueOrigin = 'null';

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
 * @param holder of the relay's own page: the origin of the page that holds it in a frame
 */
export function offeredSubprotocols(key: string, title = '', holder = ''): string[] {
  return [
    subprotocol,
    `${keyPrefix}${key}`,
    ...(title === '' ? [] : [`${titlePrefix}${encodeTitle(title)}`]),
    ...(holder === '' ? [] : [`${holderPrefix}${toBase64url(new TextEncoder().encode(holder))}`]),
  ];
}

/** The key among the offered subprotocols, or undefined if the offer is not ours or holds none or several. */
export function keyFromSubprotocols(offered: readonly string[]): string | undefined {
  const keys = offered.filter((name) => name.startsWith(keyPrefix));
  return offered.includes(subprotocol) && keys.length === 1 ? keys[0]?.slice(keyPrefix.length) : undefined;
}

/** The title among the offered subprotocols, or undefined if there is none, several, or what is no title. */
export function titleFromSubprotocols(offered: readonly string[]): string | undefined {
  const [title, ...others] = textsIn(offered, titlePrefix, titleBytes);
  return others.length > 0 ? undefined : title;
}

/**
 * The origin of the page that holds this one in a frame, or undefined if none was offered. Where several were, or what
 * is no text of an origin's length, it is the opaque one, which is never let in.
 */
export function holderFromSubprotocols(offered: readonly string[]): string | undefined {
  const holders = textsIn(offered, holderPrefix, holderBytes);
  if (holders.length === 0) return undefined;
  return (holders.length === 1 ? holders[0] : undefined) ?? opaqueOrigin;
}

/** The texts that were offered behind a prefix; undefined for each that is none or too long. */
function textsIn(offered: readonly string[], prefix: string, longest: number): (string | undefined)[] {
  return offered.filter((name) => name.startsWith(prefix)).map((name) => decode(name.slice(prefix.length), longest));
}

function decode(base64url: string, longest: number): string | undefined {
  try {
    const bytes = fromBase64url(base64url);
    return bytes.length > longest ? undefined : textOfUtf8(bytes);
  } catch {
    return undefined;
  }
}

/** The beginning of a title as base64url, without half a character. */
function encodeTitle(title: string): string {
  const bytes = new Uint8Array(titleBytes);
  const { written } = new TextEncoder().encodeInto(title, bytes);
  return toBase64url(bytes.subarray(0, written));
}

/** Codes with which a WebSocket is closed, beside the standard ones (1001 going away, 1009 too large); all but the first by the relay. */
export const closeCodes = {
  /** A page is left: what a browser itself would say with 1001, which a script can't. */
  left: 4001,
  badFrame: 4400,
  notAllowed: 4403,
  noHello: 4408,
  replaced: 4409,
  stuck: 4413,
  version: 4426,
} as const;

/** Names of the loopback interface under which a relay answers; it does not listen on `::1`. */
export const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost'];

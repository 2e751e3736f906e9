/** How a page or a tool opens its WebSocket: the path says its role, the subprotocols carry the version, and a tool's key. */

export const subprotocol = 'deskside.v2';
/** That of version 1, which tools may still speak: to them version 2 has only added what they may leave out. */
export const olderSubprotocol = 'deskside.v1';

/** Where a relay listens unless told otherwise: no well-known service, and below the range from which systems lend ports. */
export const defaultPort = 23375;

const keyPrefix = 'key.';

/** What a browser sends in place of an origin that it hides, such as that of a sandboxed frame. */
export const opaqueOrigin = 'null';

/** The WebSocket path of each role. */
export const rolePaths = { page: '/page', tool: '/tool' } as const;
export type Role = keyof typeof rolePaths;

/** The subprotocols that the relay speaks with each role, the one that it likes best first. */
const spokenSubprotocols: Readonly<Record<Role, readonly string[]>> = {
  page: [subprotocol],
  tool: [subprotocol, olderSubprotocol],
};

/** What the relay serves over HTTP. */
export const httpPaths = {
  bridgeScript: '/bridge.js',
  bridgePage: '/bridge',
  /** What the bridge loads into its private frame. */
  privateFrameScript: '/bridgeFrame.js',
  workspace: '/workspace',
  sampleWidget: '/widget/',
  /** With `?nonce=`: shows that the relay has the tool key. */
  proof: '/proof',
} as const;

/** The subprotocols that a tool offers: a relay of version 1 then says that it speaks another one. */
export function toolSubprotocols(key: string): string[] {
  return [...spokenSubprotocols.tool, `${keyPrefix}${key}`];
}

/** The subprotocol with which the relay answers this offer, or undefined if it speaks none of them. */
export function spokenSubprotocol(role: Role, offered: readonly string[]): string | undefined {
  return spokenSubprotocols[role].find((name) => offered.includes(name));
}

/** The key among the offered subprotocols, or undefined if there is none or several. */
export function keyFromSubprotocols(offered: readonly string[]): string | undefined {
  const keys = offered.filter((name) => name.startsWith(keyPrefix));
  return keys.length === 1 ? keys[0]?.slice(keyPrefix.length) : undefined;
}

/**
 * The WebSocket address of a relay for a role. Its host is a number: `localhost` may mean `::1` first, where no relay listens
 * but another program may, which could pass the challenge on to the relay and so seem to be one.
 * @param relay the relay's HTTP or WebSocket address, without a path
 */
export function socketAddress(relay: string, role: Role): string {
  const scheme = relay.startsWith('http') ? 'http' : 'ws';
  return `ws${byNumber(relay).slice(scheme.length)}${rolePaths[role]}`;
}

/** An address of the loopback interface by number; any other, and one with TLS, as it is. */
export function byNumber(address: string): string {
  const local = /^(?:ws|http):\/\/(?=localhost(?:[:/]|$))/.exec(address);
  return local === null ? address : `${local[0]}127.0.0.1${address.slice(`${local[0]}localhost`.length)}`;
}

/** Codes with which a WebSocket is closed, beside the standard ones (1001 going away, 1009 too large); all but the first two by the relay alone. */
export const closeCodes = {
  /** A page is left: what a browser itself would say with 1001, which a script can't. */
  left: 4001,
  badFrame: 4400,
  /** The other side has not proved that it has the key. */
  key: 4401,
  notAllowed: 4403,
  /** No proof of the key or no hello came in time. */
  noHello: 4408,
  replaced: 4409,
  stuck: 4413,
  version: 4426,
  full: 4503,
} as const;

/** Names of the loopback interface under which a relay answers; it does not listen on `::1`. */
export const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost'];

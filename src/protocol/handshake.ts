/** How a page or a tool opens its WebSocket: the path says its role, the subprotocols carry version and key. */

export const subprotocol = 'deskside.v1';

/** Where a relay listens unless told otherwise: no well-known service, and below the range from which systems lend ports. */
export const defaultPort = 23375;

const keyPrefix = 'key.';

/** The WebSocket path of each role. */
export const rolePaths = { page: '/page', tool: '/tool' } as const;
export type Role = keyof typeof rolePaths;

/** What the relay serves over HTTP. */
export const httpPaths = {
  bridgeScript: '/bridge.js',
  bridgePage: '/bridge',
  workspace: '/workspace',
  sampleWidget: '/widget/',
} as const;

/** The subprotocols that a client offers; the relay answers with the first alone. */
export function offeredSubprotocols(key: string): [string, string] {
  return [subprotocol, `${keyPrefix}${key}`];
}

/** The key among the offered subprotocols, or undefined if the offer is not ours or holds none or several. */
export function keyFromSubprotocols(offered: readonly string[]): string | undefined {
  const keys = offered.filter((name) => name.startsWith(keyPrefix));
  return offered.includes(subprotocol) && keys.length === 1 ? keys[0]?.slice(keyPrefix.length) : undefined;
}

/** Codes with which the relay closes a WebSocket, beside the standard ones (1001 going away, 1009 too large). */
export const closeCodes = {
  badFrame: 4400,
  noHello: 4408,
  replaced: 4409,
  stuck: 4413,
  version: 4426,
} as const;

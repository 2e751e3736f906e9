import { loopbackNames } from '../../protocol/handshake';

/** How a browser reaches a port of loopback that was forwarded to it. */
export interface Forwarded {
  /** The HTTP address, without a slash at the end. */
  readonly address: string;
  /** The port on the browser's machine. */
  readonly port: number;
}

/**
 * Reads where a forwarding leads from. A relay answers under names of loopback alone, below no path, and speaks no TLS.
 * @param external the address that the browser has to use
 * @returns undefined if the relay would not answer under it; 'beside' if it is a path of VS Code's own server on loopback, as
 *   code-server has it: then the browser is on the same machine, or reaches that port as it can reach the relay's
 */
export function readForwarded(external: string): Forwarded | 'beside' | undefined {
  if (!URL.canParse(external)) return undefined;
  const { protocol, hostname, host, port, pathname } = new URL(external);
  if (protocol !== 'http:' || !loopbackNames.includes(hostname) || port === '') return undefined;
  return pathname === '/' ? { address: `http://${host}`, port: Number(port) } : 'beside';
}

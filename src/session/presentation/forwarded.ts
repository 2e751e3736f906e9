/** How a browser reaches a port of loopback that was forwarded to it. */
export interface Forwarded {
  /** The HTTP address, without a slash at the end. */
  readonly address: string;
  /** The port on the browser's machine. */
  readonly port: number;
}

const loopbackNames = ['127.0.0.1', 'localhost'];

/**
 * Reads where a forwarding leads from. A relay answers under names of loopback alone, and speaks no TLS.
 * @param external the address that the browser has to use
 * @returns undefined if the relay would not answer under it
 */
export function readForwarded(external: string): Forwarded | undefined {
  if (!URL.canParse(external)) return undefined;
  const { protocol, hostname, host, port } = new URL(external);
  if (protocol !== 'http:' || !loopbackNames.includes(hostname) || port === '') return undefined;
  return { address: `http://${host}`, port: Number(port) };
}

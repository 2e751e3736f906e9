import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as requestOf } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';

export interface ProxyOptions {
  /** The relay's, on 127.0.0.1. */
  readonly relayPort: number;
  /** The `Host` that the relay sees; its own, as README says, if not given. */
  readonly host?: string;
  /** The only name in the certificate. */
  readonly name?: string;
  /** When the certificate expires. */
  readonly expires?: Date;
}

/** A proxy with TLS before a relay, as a network has one: it passes on requests and upgrades, with a `Host` of its own. */
export class TlsProxy {
  readonly #passed = new Set<Duplex>();
  readonly #host: string;

  private constructor(
    /** Signed by itself, in PEM: who trusts it trusts this proxy. */
    readonly certificate: string,
    private readonly server: Server,
    private readonly relayPort: number,
    host: string | undefined,
  ) {
    this.#host = host ?? `127.0.0.1:${relayPort}`;
    server.on('request', (request, response) => this.#passOn(request, response));
    server.on('upgrade', (request, socket, head) => this.#join(request, socket, head));
    // Who does not trust the certificate goes away in the middle of the handshake.
    server.on('tlsClientError', () => undefined);
  }

  /** Starts one with a certificate that is made for it now. */
  static async start({ relayPort, host, name = 'localhost', expires }: ProxyOptions): Promise<TlsProxy> {
    // Issuers are told apart by their names, and each of these is its own.
    const { cert, private: key } = await generate([{ name: 'commonName', value: `${name} ${randomUUID()}` }], {
      keyType: 'ec',
      algorithm: 'sha256',
      // An hour before, so that one which has expired was valid once.
      ...(expires === undefined
        ? {}
        : { notBeforeDate: new Date(expires.getTime() - 3_600_000), notAfterDate: expires }),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
      ],
    });
    const server = createServer({ key, cert });
    const proxy = new TlsProxy(cert, server, relayPort, host);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Such as `https://localhost:PORT`. */
  get address(): string {
    return `https://localhost:${this.port}`;
  }

  /** The WebSocket address for tools. */
  get toolAddress(): string {
    return `wss://localhost:${this.port}/tool`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    for (const socket of this.#passed) socket.destroy();
    await once(this.server, 'close');
  }

  /** What the client sent, but for the `Host`; doubles stay. */
  #headers({ rawHeaders }: IncomingMessage): string[] {
    return rawHeaders.map((text, at) =>
      rawHeaders[at - 1]?.toLowerCase() === 'host' && at % 2 === 1 ? this.#host : text,
    );
  }

  #passOn(request: IncomingMessage, response: ServerResponse): void {
    const { method, url } = request;
    const target = { host: '127.0.0.1', port: this.relayPort, method, path: url, headers: this.#headers(request) };
    const passed = requestOf(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    request.pipe(passed);
  }

  #join(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const relay = connect(this.relayPort, '127.0.0.1');
    let reached = false;
    relay.on('connect', () => {
      reached = true;
      const lines = this.#headers(request).map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`));
      relay.write(`GET ${request.url ?? ''} HTTP/1.1\r\n${lines.join('')}\r\n`);
      relay.write(head);
      client.pipe(relay).pipe(client);
    });
    relay.on('error', () => client.end(reached ? '' : 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
    client.on('error', () => relay.destroy());
    this.#passed.add(client).add(relay);
    for (const socket of [client, relay]) socket.on('close', () => this.#passed.delete(socket));
  }
}

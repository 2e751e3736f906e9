import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { errorCode, messageOf } from '../base/guards';
import { errorCodes, RpcError } from '../protocol/errors';
import { httpPaths, olderSubprotocol, subprotocol } from '../protocol/handshake';
import type { Role } from '../protocol/handshake';
import { Heartbeat } from '../protocol/connection/keepAlive';
import { limits } from '../protocol/limits';
import { admit } from './admission/admission';
import { Allowances } from './admission/allowances';
import { SocketConnection } from './sockets/connection';
import { FastFrameReader } from './fastPath/frameReader';
import type { FrameReader } from './fastPath/frameReader';
import { HttpFiles } from './http/httpFiles';
import { boundRequestBytes, PendingAnswers, unboundRequestBytes } from './http/pendingAnswers';
import { KeyCheck, simulatorKey } from '../relayClient/keys';
import type { Log, RelayLogEntry } from './logEntry';
import { PageEntrance } from './pages/pageEntrance';
import { Pages } from './pages/pages';
import { Refusals } from './admission/refusals';
import { startError } from './relayError';
import { UnprovenSockets } from './sockets/unprovenSockets';
import { WaitingBytes } from './sockets/waitingBytes';
import { ToolConnection } from './tools/toolConnection';
import type { ToolHost } from './tools/toolConnection';
import { Tools } from './tools/tools';

/** Nothing but this machine reaches a relay. */
const loopback = '127.0.0.1';

export interface RelayOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** 256 bits as base64url, see `newKey`; an empty key lets nobody in. */
  readonly pageKey: string;
  readonly toolKey: string;
  /** Origins of pages that may connect, beside the relay's own; each as a browser writes it. */
  readonly allowedOrigins?: readonly string[];
  /** Other ports of loopback that are forwarded to it. */
  readonly forwardedPorts?: readonly number[];
  /** Where the files are that it serves; read once. */
  readonly assetsFolder: string;
  readonly log?: (entry: RelayLogEntry) => void;
  /** Makes what reads the frames of a connection; `FastFrameReader` if absent. */
  readonly newReader?: () => FrameReader;
}

/**
 * Starts a relay on this machine's loopback interface.
 * @throws RelayStartError if it can't listen; PortInUse if that is because another program does
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const relay = new Relay(options);
  await relay.listen(options.port);
  return relay;
}

/** A relay between pages and tools, over HTTP and WebSocket on one port. */
export class Relay {
  readonly #log: Log;
  readonly #server: Server;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: limits.fragments,
    maxBufferedChunks: limits.chunks,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : olderSubprotocol),
  });
  readonly #files: HttpFiles;
  readonly #unproven = new UnprovenSockets();
  readonly #waiting = new WaitingBytes();
  readonly #pendingAnswers = new PendingAnswers();
  readonly #connections = new Map<SocketConnection, Role>();
  readonly #allowances: Allowances;
  readonly #keys: Readonly<Record<Role | 'simulator', KeyCheck>>;
  readonly #tools: Tools;
  readonly #pages: Pages;
  readonly #refusals: Refusals;
  readonly #entrance: PageEntrance;
  readonly #toolHost: ToolHost;
  readonly #newReader: () => FrameReader;
  #heartbeat: Heartbeat | undefined;
  #port = 0;

  constructor(options: RelayOptions) {
    this.#log = options.log ?? (() => undefined);
    this.#newReader = options.newReader ?? (() => new FastFrameReader());
    const allowed = { origins: [...(options.allowedOrigins ?? [])], ports: [...(options.forwardedPorts ?? [])] };
    this.#allowances = new Allowances(allowed, () => this.#tools.allowed(this.#allowances.lists));
    this.#keys = {
      page: new KeyCheck(options.pageKey),
      tool: new KeyCheck(options.toolKey),
      simulator: new KeyCheck(simulatorKey(options.toolKey)),
    };
    this.#files = new HttpFiles(options.assetsFolder, {
      hosts: this.#allowances.hosts,
      sign: (text) => this.#keys.tool.sign(text),
    });
    if (this.#files.isEmpty) this.#log({ kind: 'assetsMissing', folder: options.assetsFolder });
    this.#tools = new Tools((held) => this.#pages.holdFlow(held), this.#log);
    this.#pages = new Pages(this.#tools, this.#log);
    this.#refusals = new Refusals((refusal) => this.#tools.refused(refusal), this.#log);
    this.#entrance = new PageEntrance({
      keys: this.#keys,
      allowances: this.#allowances,
      refusals: this.#refusals,
      pages: this.#pages,
      newReader: this.#newReader,
      log: this.#log,
      waiting: this.#waiting,
      hasRoom: () => this.#hasRoom('page'),
      keep: (connection, ws, socket) => this.#keep(connection, 'page', ws, socket),
    });
    this.#toolHost = this.#hostOfTools();
    this.#server = this.#createServer();
  }

  get port(): number {
    return this.#port;
  }

  /** Such as `http://127.0.0.1:PORT`. */
  get address(): string {
    return `http://${loopback}:${this.#port}`;
  }

  /**
   * Lets pages of this origin connect from now on.
   * @param origin as a browser writes it, such as `http://localhost:5173`
   * @throws RangeError if it is no origin of http or https
   */
  allowOrigin(origin: string): void {
    this.#allowances.allowOrigin(origin);
    this.#log({ kind: 'originAllowed', origin });
  }

  /**
   * Lets in no more pages of this origin, or of any but its own where none is named, and closes the connections of those that
   * are there.
   */
  forgetOrigins(origin?: string): void {
    this.#allowances.forgetOrigins(origin);
    this.#log({ kind: 'originsForgotten', ...(origin === undefined ? {} : { origin }) });
    this.#pages.turnAway();
  }

  /** Answers under this port of loopback too: it is forwarded to the relay's own. */
  allowPort(port: number): void {
    this.#allowances.allowPort(port);
    this.#log({ kind: 'portAllowed', port });
  }

  /** See `startRelay`. */
  async listen(port: number): Promise<void> {
    try {
      this.#server.listen({ host: loopback, port, exclusive: true });
      await once(this.#server, 'listening');
    } catch (error) {
      throw startError(error, port);
    }
    // Later errors, such as too many open files, must not end the process that runs the relay.
    this.#server.on('error', (error) => this.#fail(error));
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : port;
    this.#allowances.listensOn(this.#port);
    this.#heartbeat = new Heartbeat(limits.heartbeatMs, () => this.#beat());
    this.#log({ kind: 'listening', port: this.#port });
  }

  /** Ends every connection, the server and all timers; resolves when nothing is left. */
  async dispose(): Promise<void> {
    this.#heartbeat?.dispose();
    this.#refusals.dispose();
    for (const connection of this.#connections.keys()) connection.goAway();
    this.#unproven.dispose();
    this.#pages.dispose();
    const closed = this.#server.listening ? once(this.#server, 'close') : undefined;
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #createServer(): Server {
    const server = createServer({
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: limits.headersTimeoutMs / 4,
      // The relay itself checks `Host`, and more strictly.
      requireHostHeader: false,
    });
    // Bounded by their size already; Node would drop the last ones of many without a word.
    server.maxHeadersCount = 0;
    // Node closes a connection on which nothing has moved for so long; it sets this aside for what was upgraded.
    server.timeout = limits.unreadAnswerMs;
    server.on('request', (request, response) => {
      if (this.#pendingAnswers.admits(response, request.socket)) void this.#answer(request, response);
    });
    server.on('connection', (socket) => {
      this.#unproven.add(socket);
      boundRequestBytes(socket);
    });
    server.on('clientError', (error, socket) => {
      if (socket instanceof Socket) this.#pendingAnswers.endWithError(socket, errorCode(error));
      else socket.destroy();
    });
    server.on('upgrade', (request, socket, head) => {
      unboundRequestBytes(request.socket);
      this.#pendingAnswers.whenSent(request.socket, () => this.#upgrade(request, socket, head));
    });
    return server;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#files.answer(request, response);
      const loads = request.method === 'GET' && request.url === httpPaths.bridgeScript;
      if (loads && response.statusCode === 200) this.#refusals.note(servedTo(request));
    } catch (error) {
      this.#fail(error);
      response.destroy();
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { method, httpVersion, url: target, rawHeaders } = request;
    const verdict = admit(
      { method, httpVersion, target, rawHeaders },
      {
        allowances: this.#allowances,
        keys: this.#keys,
        hasRoom: (role) => this.#hasRoom(role),
      },
    );
    if (!verdict.admitted) {
      this.#refusals.refuse(socket, verdict.refused);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (ws) => {
      if (verdict.role === 'tool') this.#toolCame(ws, request.socket);
      else this.#entrance.opened(ws, request.socket, verdict.host, verdict.origin);
    });
  }

  #hasRoom(role: Role): boolean {
    const roles = [...this.#connections.values()];
    const pages = roles.filter((each) => each === 'page').length;
    if (role === 'page' && pages >= limits.connections - limits.connectionsForTools) return false;
    return roles.length < limits.connections;
  }

  #toolCame(ws: WebSocket, socket: Socket): void {
    const connection = new SocketConnection('tool', ws, socket, this.#log, this.#waiting);
    this.#keep(connection, 'tool', ws, socket);
    new ToolConnection(connection, this.#toolHost, this.#newReader());
  }

  /** A connection that has its key counts, until it ends. */
  #keep(connection: SocketConnection, role: Role, ws: WebSocket, socket: Socket): void {
    this.#unproven.remove(socket);
    this.#connections.set(connection, role);
    ws.on('close', () => this.#connections.delete(connection));
  }

  #hostOfTools(): ToolHost {
    return {
      pages: () => this.#pages.values(),
      page: (id) => this.#pages.get(id),
      gone: (id) => this.#pages.gone(id),
      allowed: () => this.#allowances.lists,
      forgetOrigins: (origin) => this.forgetOrigins(origin),
      allowPort: (port) => this.allowPort(port),
      allowOrigin: (origin) => {
        try {
          this.allowOrigin(origin);
        } catch (error) {
          throw error instanceof RangeError ? new RpcError(errorCodes.invalidParams, error.message) : error;
        }
      },
      entered: (tool) => this.#tools.add(tool),
      left: (tool) => this.#tools.remove(tool),
      lags: (tool, behind) => this.#tools.lags(tool, behind),
    };
  }

  #fail(error: unknown): void {
    this.#log({ kind: 'failure', message: messageOf(error) });
  }

  #beat(): void {
    for (const connection of this.#connections.keys()) connection.beat();
  }
}

/** Browsers run a script of another origin that was asked for in this mode only with a header that the relay never sends. */
function servedTo({ headers }: IncomingMessage): RelayLogEntry {
  const { origin, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  return mode === 'cors' && destination === 'script' && origin !== undefined
    ? { kind: 'bridgeBlocked', origin }
    : { kind: 'bridgeServed' };
}

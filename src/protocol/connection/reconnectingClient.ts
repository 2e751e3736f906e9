import type { Disposable } from '../../base/disposable';
import { errorCodes, ProtocolError, RpcError } from '../errors';
import { closeCodes } from '../handshake';
import { Backoff } from './backoff';
import type { OpenTransport, Transport, TransportEnd } from './transport';

/** What the client needs of a peer, see `Peer`. */
interface ClientPeer<Hello, Welcome> {
  ask(method: 'hello', hello: Hello, answered: (welcome: Welcome) => void, failed: (error: Error) => void): void;
  receive(frame: string): void;
  close(reason: string): void;
}

/** This side closed it: the relay sent what is not of the protocol. */
export interface Garbled {
  readonly kind: 'garbled';
  readonly code: number;
  readonly error: ProtocolError;
}

/** How a connection of a client ends. */
export type LinkEnd<Failure> = TransportEnd<Failure> | Garbled;

/** What the owner of a client decides, and hears of. */
export interface ClientOwner<P, Hello, Welcome, Failure> {
  /** Makes the peer of a new connection. */
  peer(send: (text: string) => void): P;
  readonly hello: () => Hello;
  /**
   * The relay answered hello.
   * @returns the code with which to close the connection, and connect again; undefined to stay connected
   */
  welcomed(welcome: Welcome, transport: Transport): number | undefined;
  /** A connection that was open, or opening, is gone; told before `ended`. */
  readonly lost: () => void;
  /**
   * There is no connection.
   * @param wasWelcome whether the relay had answered hello
   * @returns whether to connect again after a while
   */
  ended(end: LinkEnd<Failure>, wasWelcome: boolean): boolean;
}

/** A frame was larger than the other side takes (RFC 6455, 7.4.1). */
export const tooLarge = 1009;

interface Connection<P> {
  readonly peer: P;
  readonly transport: Transport;
  isWelcome: boolean;
}

/**
 * Keeps one connection to the relay, of a page or a tool: opens it, says hello, and opens it again with growing waits when it
 * is lost, until its owner gives up.
 */
export class ReconnectingClient<
  P extends ClientPeer<Hello, Welcome>,
  Hello,
  Welcome,
  Failure extends { readonly kind: string; readonly code?: undefined },
> {
  #connection: Connection<P> | undefined;
  #retry: Disposable | undefined;
  #gaveUp = false;
  readonly #backoff = new Backoff();

  /** @param later runs something once after so many milliseconds, unless disposed of before */
  constructor(
    private readonly openTransport: OpenTransport<Failure>,
    private readonly owner: ClientOwner<P, Hello, Welcome, Failure>,
    private readonly later: (ms: number, run: () => void) => Disposable,
  ) {}

  /** The peer of the connection, once the relay has answered hello. */
  get peer(): P | undefined {
    return this.#connection?.isWelcome === true ? this.#connection.peer : undefined;
  }

  /** Connects, unless it is connected or tries already. */
  start(): void {
    if (this.#connection === undefined && this.#retry === undefined) this.#open();
  }

  /** If it waits for its next attempt, or has given up, it makes one now. */
  retryNow(): void {
    if (this.#retry === undefined && !this.#gaveUp) return;
    this.#cancelRetry();
    this.#open();
  }

  /** Ends the connection, or the attempts to connect; it may be started again. */
  stop(code?: number): void {
    this.#cancelRetry();
    this.#drop(code);
    this.#backoff.reset();
  }

  #open(): void {
    const isCurrent = () => connection === this.#connection;
    const peer = this.owner.peer((text) => transport.send(text));
    const transport = this.openTransport({
      opened: () => {
        if (isCurrent()) this.#greet(connection);
      },
      message: (text) => {
        if (isCurrent()) this.#receive(peer, text);
      },
      ended: (end) => {
        if (isCurrent()) this.#ended(end);
      },
    });
    const connection: Connection<P> = { peer, transport, isWelcome: false };
    this.#connection = connection;
  }

  #greet(connection: Connection<P>): void {
    connection.peer.ask(
      'hello',
      this.owner.hello(),
      (welcome) => {
        connection.isWelcome = true;
        const code = this.owner.welcomed(welcome, connection.transport);
        if (code !== undefined) this.#ended({ kind: 'closed', code });
      },
      (error) => {
        // Any other error means that the connection has ended.
        if (error instanceof RpcError && error.code === errorCodes.version) {
          this.#ended({ kind: 'closed', code: closeCodes.version });
        }
      },
    );
  }

  #receive(peer: P, text: string): void {
    try {
      peer.receive(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#ended({ kind: 'garbled', code: closeCodes.badFrame, error }, closeCodes.badFrame);
    }
  }

  /** @param code with which this side closes the connection; undefined if it is closed */
  #ended(end: LinkEnd<Failure>, code?: number): void {
    const wasWelcome = this.peer !== undefined;
    this.#drop(code);
    // Where one side does not understand the other, each time makes the wait longer, however well the connection began.
    if (wasWelcome && end.code !== closeCodes.badFrame && end.code !== tooLarge) this.#backoff.reset();
    const retry = this.later(this.#backoff.next(), () => {
      this.#retry = undefined;
      this.#open();
    });
    this.#retry = retry;
    // A listener to the end may have stopped or started the client.
    if (this.owner.ended(end, wasWelcome) || this.#retry !== retry) return;
    this.#cancelRetry();
    this.#gaveUp = true;
  }

  #cancelRetry(): void {
    this.#retry?.dispose();
    this.#retry = undefined;
    this.#gaveUp = false;
  }

  #drop(code?: number): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#connection = undefined;
    connection.peer.close('the connection ended');
    connection.transport.close(code);
    this.owner.lost();
  }
}

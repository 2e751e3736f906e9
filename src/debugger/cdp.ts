import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { Signal } from '../base/signal';
import type { Disposable } from '../base/disposable';

/** A debugger turned a command down, or its connection ended before it answered. */
export class CdpError extends Error {
  override readonly name = 'CdpError';
}

export interface CdpEvent {
  readonly method: string;
  readonly params: unknown;
}

const messageSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.object({ method: v.string(), params: v.optional(v.unknown()) }),
    v.object({ id: v.number(), error: v.object({ message: v.string() }) }),
    v.object({ id: v.number(), result: v.optional(v.unknown()) }),
  ]),
);

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: CdpError) => void;
}

/** Longer than a browser or its debugger on this machine may take. */
const handshakeTimeoutMs = 5000;

/** A connection that speaks the Chrome DevTools Protocol with one target. */
export class Cdp implements Disposable {
  readonly onEvent = new Signal<CdpEvent>();
  readonly onEnd = new Signal<void>();
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    // What went wrong shows in the close that follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new CdpError('The debugger ended the connection.'));
      this.#waiting.clear();
      this.onEnd.emit();
    });
  }

  /**
   * @param url such as `ws://127.0.0.1:PORT/PATH`
   * @throws CdpError if nobody answers there
   */
  static async connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url, { handshakeTimeout: handshakeTimeoutMs });
    try {
      await once(socket, 'open');
    } catch {
      throw new CdpError('The debugger does not answer.');
    }
    return new Cdp(socket);
  }

  /**
   * Sends a command and waits for its result.
   * @throws CdpError
   */
  request(method: string, params: object = {}): Promise<unknown> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.reject(new CdpError('The debugger is gone.'));
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  dispose(): void {
    this.socket.close();
  }

  #receive(text: string): void {
    const read = v.safeParse(messageSchema, text);
    if (!read.success) return;
    const message = read.output;
    if ('method' in message) {
      this.onEvent.emit({ method: message.method, params: message.params });
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new CdpError(message.error.message));
    else waiting?.resolve(message.result);
  }
}

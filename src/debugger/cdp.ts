import * as v from 'valibot';
import { Signal } from '../base/signal';
import type { Listenable } from '../base/signal';
import type { Disposable } from '../base/disposable';

/** A debugger turned a command down, or its connection ended before it answered. */
export class CdpError extends Error {
  override readonly name = 'CdpError';
}

export interface CdpEvent {
  readonly method: string;
  readonly params: unknown;
  /** Of which target, where one connection speaks with several. */
  readonly sessionId?: string | undefined;
}

/** What carries the messages, each a text. */
export interface CdpTransport extends Disposable {
  readonly isOpen: boolean;
  readonly received: Listenable<string>;
  readonly ended: Listenable<void>;
  send(text: string): void;
}

const messageSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.object({ method: v.string(), params: v.optional(v.unknown()), sessionId: v.optional(v.string()) }),
    v.object({ id: v.number(), error: v.object({ message: v.string() }) }),
    v.object({ id: v.number(), result: v.optional(v.unknown()) }),
  ]),
);

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: CdpError) => void;
}

/** A connection that speaks the Chrome DevTools Protocol with a browser or one of its targets. */
export class Cdp implements Disposable {
  readonly onEvent = new Signal<CdpEvent>();
  readonly onEnd = new Signal<void>();
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  /** @param transport is disposed of with this */
  constructor(private readonly transport: CdpTransport) {
    transport.received.on((text) => this.#receive(text));
    transport.ended.on(() => {
      for (const { reject } of this.#waiting.values()) reject(new CdpError('The debugger ended the connection.'));
      this.#waiting.clear();
      this.onEnd.emit();
    });
  }

  /**
   * Sends a command and waits for its result.
   * @param sessionId of the target that it is for, where the connection speaks with several
   * @throws CdpError
   */
  request(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    if (!this.transport.isOpen) return Promise.reject(new CdpError('The debugger is gone.'));
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.transport.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  /** Whether commands can be sent. */
  get isOpen(): boolean {
    return this.transport.isOpen;
  }

  dispose(): void {
    this.transport.dispose();
  }

  #receive(text: string): void {
    const read = v.safeParse(messageSchema, text);
    if (!read.success) return;
    const message = read.output;
    if ('method' in message) {
      this.onEvent.emit({ method: message.method, params: message.params, sessionId: message.sessionId });
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new CdpError(message.error.message));
    else waiting?.resolve(message.result);
  }
}

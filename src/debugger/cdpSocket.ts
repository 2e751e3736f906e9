import { once } from 'node:events';
import { WebSocket } from 'ws';
import { Signal } from '../base/signal';
import { endUnlessOpen } from '../relayClient/socket';
import { Cdp, CdpError } from './cdp';
import type { CdpTransport } from './cdp';

/** Longer than a browser or its debugger on this machine may take. */
const openingMs = 5000;
/** A text of the bridge takes up to four times its length in a message; a page may log what is longer. */
const longestMessage = 16 * 1024 * 1024;

/**
 * Connects to a target over WebSocket.
 * @param url such as `ws://127.0.0.1:PORT/PATH`
 * @throws CdpError if nobody answers there
 */
export async function connectCdp(url: string): Promise<Cdp> {
  const socket = new WebSocket(url, { maxPayload: longestMessage });
  endUnlessOpen(socket, openingMs);
  try {
    await once(socket, 'open');
  } catch {
    throw new CdpError('The debugger does not answer.');
  }
  return new Cdp(new CdpSocket(socket));
}

class CdpSocket implements CdpTransport {
  readonly received = new Signal<string>();
  readonly ended = new Signal<void>();

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.received.emit(data.toString()));
    // What went wrong shows in the close that follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.ended.emit());
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(text: string): void {
    this.socket.send(text);
  }

  dispose(): void {
    this.socket.close();
  }
}

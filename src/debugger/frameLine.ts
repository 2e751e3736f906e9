import { WebSocket } from 'ws';
import type { Disposable } from '../base/disposable';
import { offeredSubprotocols, rolePaths } from '../protocol/handshake';
import { LifeWatch } from '../protocol/lifeWatch';
import { limits } from '../protocol/limits';
import type { FromFrame, ToFrame } from '../protocol/lineMessages';

/** The relay as pages reach it. */
export interface RelayDoor {
  /** Its HTTP address, without a slash at the end. */
  readonly address: string;
  readonly pageKey: string;
}

/** A frame's messages that the relay has not taken in yet; far more than a bridge sends without an acknowledgement. */
const mostWaitingBytes = 4 * limits.frameBytes;

/**
 * A frame's connections to the relay, one at a time: the relay sees a page, with the origin that the browser tells.
 * The allowed origins decide here as everywhere: that a session is debugged says nothing about the sites it visits.
 */
export class FrameLine implements Disposable {
  #line = 0;
  #socket: WebSocket | undefined;

  /**
   * @param origin the frame's, as the debugger tells it
   * @param door where the relay is now, if there is one
   * @param deliver hands a message to the frame
   */
  constructor(
    private readonly origin: string,
    private readonly door: () => RelayDoor | undefined,
    private readonly deliver: (message: ToFrame) => void,
  ) {}

  take(message: FromFrame): void {
    if (message.kind === 'open') {
      if (message.line > this.#line) this.#open(message.line, message.title);
    } else if (message.line === this.#line) {
      if (message.kind === 'close') this.#drop(message.code);
      else this.#send(message.text);
    }
  }

  dispose(): void {
    this.#drop(1001);
  }

  #open(line: number, title: string): void {
    this.#drop(1000);
    this.#line = line;
    const door = this.door();
    if (door === undefined) {
      this.deliver({ kind: 'ended', line });
      return;
    }
    const url = door.address.replace(/^http/, 'ws') + rolePaths.page;
    const socket = new WebSocket(url, offeredSubprotocols(door.pageKey, title), {
      origin: this.origin,
      handshakeTimeout: limits.handshakeTimeoutMs,
      maxPayload: limits.frameBytes,
      perMessageDeflate: false,
    });
    this.#socket = socket;
    let life: LifeWatch | undefined;
    const tell = (message: ToFrame) => {
      if (this.#socket === socket) this.deliver(message);
    };
    socket.on('open', () => {
      life = new LifeWatch(socket);
      tell({ kind: 'opened', line });
    });
    socket.on('message', (data: Buffer) => {
      life?.seen();
      tell({ kind: 'text', line, text: data.toString() });
    });
    // What went wrong shows in the close that follows.
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      life?.dispose();
      tell({ kind: 'ended', line, ...(life === undefined ? {} : { code }) });
      if (this.#socket === socket) this.#socket = undefined;
    });
  }

  #send(text: string): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > mostWaitingBytes) socket.terminate();
    else socket.send(text);
  }

  #drop(code: number): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket?.readyState === WebSocket.OPEN) socket.close(isOwnCode(code) ? code : 1000);
    else socket?.terminate();
  }
}

function isOwnCode(code: number): boolean {
  return code === 1001 || (code >= 4000 && code < 5000);
}

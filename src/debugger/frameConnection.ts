import { WebSocket } from 'ws';
import type { Disposable } from '../base/disposable';
import { closeCodes, socketAddress, subprotocol } from '../protocol/handshake';
import { KeepAlive } from '../protocol/connection/keepAlive';
import { limits } from '../protocol/limits';
import { endUnlessStopped } from '../relayClient/socket';
import type { FromFrame, ToFrame } from '../protocol/debuggerMessages';
import { PageProof } from '../protocol/connection/pageProof';

/** The relay as pages reach it. */
export interface RelayEndpoint {
  /** Its HTTP address, without a slash at the end. */
  readonly address: string;
  readonly pageKey: string;
}

/** A frame's messages that the relay has not taken in yet; far more than a bridge sends without an acknowledgement. */
const mostWaitingBytes = 4 * limits.frameBytes;

/**
 * A frame's connections to the relay, one at a time: the relay sees a page, with the origin that the browser tells. The proof
 * of the key is made here, so that no page under the debugger gets the key.
 * The allowed origins decide here as everywhere: that a session is debugged says nothing about the sites it visits.
 */
export class FrameConnection implements Disposable {
  #line = 0;
  #socket: WebSocket | undefined;

  /**
   * @param origin the frame's, as the debugger tells it
   * @param endpoint where the relay is now, if there is one
   * @param deliver hands a message to the frame
   */
  constructor(
    private readonly origin: string,
    private readonly endpoint: () => RelayEndpoint | undefined,
    private readonly deliver: (message: ToFrame) => void,
  ) {}

  take(message: FromFrame): void {
    if (message.kind === 'open') {
      if (message.line > this.#line) this.#open(message.line);
    } else if (message.line === this.#line) {
      if (message.kind === 'close') this.#drop(message.code);
      else this.#send(message.text);
    }
  }

  dispose(): void {
    this.#drop(1001);
  }

  #open(line: number): void {
    this.#drop(1000);
    this.#line = line;
    const endpoint = this.endpoint();
    if (endpoint === undefined) {
      this.deliver({ kind: 'ended', line });
      return;
    }
    const url = socketAddress(endpoint.address, 'page');
    const socket = new WebSocket(url, subprotocol, {
      origin: this.origin,
      maxPayload: limits.frameBytes,
      perMessageDeflate: false,
    });
    const waitNoMore = endUnlessStopped(socket, limits.handshakeTimeoutMs);
    this.#socket = socket;
    const proof = new PageProof({ key: endpoint.pageKey }, url);
    let keepAlive: KeepAlive | undefined;
    let proven = false;
    const tell = (message: ToFrame) => {
      if (this.#socket === socket) this.deliver(message);
    };
    socket.on('open', () => {
      keepAlive = new KeepAlive(socket);
      socket.send(proof.challenge);
    });
    socket.on('message', (data: Buffer) => {
      keepAlive?.heard();
      if (proven) {
        tell({ kind: 'text', line, text: data.toString() });
        return;
      }
      const answer = proof.answerTo(data.toString());
      if (answer === undefined) {
        tell({ kind: 'ended', line, code: closeCodes.key });
        socket.close(closeCodes.key);
        if (this.#socket === socket) this.#socket = undefined;
        return;
      }
      socket.send(answer);
      proven = true;
      waitNoMore();
      tell({ kind: 'opened', line });
    });
    // What went wrong shows in the close that follows.
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      keepAlive?.dispose();
      // Nothing that the other side says counts before its proof.
      tell({ kind: 'ended', line, ...(proven ? { code } : {}) });
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

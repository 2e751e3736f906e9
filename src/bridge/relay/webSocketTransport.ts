import { subprotocol } from '../../protocol/handshake';
import { guarded } from '../guarded';
import { later } from '../timers';
import type { OpenTransport } from '../../protocol/connection/transport';

/**
 * A transport over a WebSocket, to a program that has not proved anything yet.
 * @param url such as `ws://127.0.0.1:PORT/page`
 */
export function webSocketTransport(url: string): OpenTransport {
  return (events) => {
    let opened = false;
    let ended = false;
    const end = (code?: number) => {
      if (ended) return;
      ended = true;
      events.ended(opened && code !== undefined ? { kind: 'closed', code } : { kind: 'failed' });
    };
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, subprotocol);
    } catch {
      // An https page and a relay that is not on loopback, for example.
      later(0, end);
      return { send: () => undefined, close: () => undefined };
    }
    socket.onopen = () => {
      opened = true;
      guarded(() => events.opened());
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      guarded(() => (typeof data === 'string' ? events.message(data) : socket.close()));
    };
    // A socket that a content security policy blocks has an error and never a close; with others a close follows at once.
    socket.onerror = () => void later(0, end);
    socket.onclose = ({ code }) => guarded(() => end(code));
    return {
      // A socket that the browser is closing already has lost what is sent; its end is told by itself.
      send: (text) => guarded(() => socket.send(text)),
      close: (code = 1000) => guarded(() => socket.close(code)),
    };
  };
}

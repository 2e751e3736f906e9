import { offeredSubprotocols } from '../protocol/handshake';
import { later } from './timers';
import type { OpenTransport } from './transport';

/**
 * Speaks to the relay over a WebSocket.
 * @param url such as `ws://127.0.0.1:PORT/page`
 * @param title of the page, for the user who is asked whether to let it in
 * @param holder of the relay's own page: the origin of the page that holds it in a frame
 */
export function webSocketTransport(url: string, key: string, title: () => string, holder?: string): OpenTransport {
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
      socket = new WebSocket(url, offeredSubprotocols(key, title(), holder));
    } catch {
      // An https page and a relay that is not on loopback, for example.
      later(0, end);
      return { send: () => undefined, close: () => undefined };
    }
    socket.onopen = () => {
      opened = true;
      events.opened();
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') events.message(data);
      else socket.close();
    };
    // A socket that a content security policy blocks has an error and never a close; with others a close follows at once.
    socket.onerror = () => void later(0, end);
    socket.onclose = ({ code }) => end(code);
    return {
      send: (text) => socket.send(text),
      close: (code = 1000) => socket.close(code),
    };
  };
}

import { WebSocket } from 'ws';
import { limits } from '../protocol/limits';
import type { OpenSocket, SocketEnd } from '../session/socket';

const handshakeTimeoutMs = 5000;

/** Opens WebSockets with `ws`. It sends no Origin, as the relay wants it of tools. */
export const openSocket: OpenSocket = (url, subprotocols, events) => {
  const socket = new WebSocket(url, [...subprotocols], {
    handshakeTimeout: handshakeTimeoutMs,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
  });
  let opened = false;
  let refusedWith: number | undefined;
  socket.on('open', () => {
    opened = true;
    events.opened();
  });
  socket.on('message', (data, isBinary) => {
    // The protocol knows text frames only; a binary one is taken as what it is, no message.
    events.message(isBinary || !Buffer.isBuffer(data) ? '' : data.toString());
  });
  socket.on('unexpected-response', (request, response) => {
    refusedWith = response.statusCode;
    request.destroy();
    socket.close();
  });
  // What went wrong shows in the close that follows.
  socket.on('error', () => undefined);
  socket.on('close', (code, reason) => {
    const end: SocketEnd =
      refusedWith !== undefined
        ? { kind: 'refused', status: refusedWith }
        : opened
          ? { kind: 'closed', code, reason: reason.toString() }
          : { kind: 'unreachable' };
    events.ended(end);
  });
  return { send: (text) => socket.send(text), close: () => socket.close() };
};

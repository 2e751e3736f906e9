import { WebSocket } from 'ws';
import type { OpenSocket } from '../../src/relayClient/socket';

/** A WebSocket that lets nobody prove anything first, for relays that a test plays or stands in front of. */
export const plainSocket: OpenSocket = (url, subprotocols, events) => {
  const socket = new WebSocket(url, [...subprotocols]);
  let refused: number | undefined;
  socket.on('open', () => events.opened());
  socket.on('message', (data) => events.message((data as Buffer).toString()));
  socket.on('unexpected-response', (_, response) => {
    refused = response.statusCode;
    socket.close();
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) =>
    events.ended(
      refused !== undefined
        ? { kind: 'refused', status: refused }
        : code === 1006
          ? { kind: 'unreachable' }
          : { kind: 'closed', code },
    ),
  );
  return { send: (text) => socket.send(text), close: () => socket.close() };
};

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { SocketConnection } from '../../../src/relay/sockets/connection';

describe('a connection of the relay', () => {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  let client: WebSocket;
  let connection: SocketConnection;
  let ended: number;
  let received: (frame: string) => void;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(async () => {
    ended = 0;
    const upgraded = new Promise<void>((resolve) => {
      server.once('upgrade', (request, socket, head) => {
        sockets.handleUpgrade(request, socket, head, (ws) => {
          connection = new SocketConnection('page', ws, request.socket, () => undefined);
          connection.start({ receive: (frame) => received(frame), drained: () => undefined, ended: () => ended++ });
          resolve();
        });
      });
    });
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { autoPong: false });
    await Promise.all([upgraded, once(client, 'open')]);
    connection.greeted();
  });
  afterEach(async () => {
    client.terminate();
    if (client.readyState !== WebSocket.CLOSED) await once(client, 'close');
  });
  after(() => server.close());

  it('ends when two beats in a row brought no sign of life', async () => {
    const closed = once(client, 'close');
    for (let beat = 0; beat < 3; beat++) connection.beat();
    await closed;
    assert.equal(ended, 1);
  });

  it('lives on while it is not read from, since then no sign can be seen', async () => {
    const heard = new Promise((resolve) => (received = resolve));
    connection.holdFlow(true);
    for (let beat = 0; beat < 10; beat++) connection.beat();
    client.send('still here');
    connection.holdFlow(false);
    assert.equal(await heard, 'still here');
    assert.equal(ended, 0);
  });
});

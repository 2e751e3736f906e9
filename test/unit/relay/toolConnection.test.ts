import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { limits } from '../../../src/protocol/limits';
import { SocketConnection } from '../../../src/relay/sockets/connection';
import { KnownPage } from '../../../src/relay/pages/page';
import { FastFrameReader } from '../../../src/relay/fastPath/frameReader';
import { ToolConnection } from '../../../src/relay/tools/toolConnection';
import { Tools } from '../../../src/relay/tools/tools';

describe('a tool that is cut', () => {
  it('in the midst of being told what it missed, holds up no page', async () => {
    const http = createServer();
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const address = http.address();
    assert.ok(typeof address === 'object' && address !== null);
    const accepted = new Promise<[WebSocket, Socket]>((resolve) =>
      server.on('connection', (ws, { socket }) => resolve([ws, socket])),
    );
    const client = new WebSocket(`ws://127.0.0.1:${address.port}`);
    const [ws, socket] = await accepted;
    await once(client, 'open');
    client.pause();

    const held: boolean[] = [];
    const nothing = () => undefined;
    const tools = new Tools((now) => held.push(now), nothing);
    const page = new KnownPage(
      { page: 'page-0001', epoch: 1, title: '', location: '/', place: 'widget' },
      { text: 'http://a.example', held: false, isOwn: false, isAllowed: () => true },
    );
    const host = {
      pages: () => [page],
      page: () => page,
      gone: nothing,
      allowed: () => ({ origins: [], ports: [] }),
      allowOrigin: nothing,
      forgetOrigins: nothing,
      allowPort: nothing,
      entered: (each: ToolConnection) => tools.add(each),
      left: (each: ToolConnection) => tools.remove(each),
      lags: (each: ToolConnection, behind: boolean) => tools.lags(each, behind),
    };
    const tool = new ToolConnection(new SocketConnection('tool', ws, socket, nothing), host, new FastFrameReader());
    tools.add(tool);
    // What nothing holds back has filled all room but for less than that notification.
    for (let room = Infinity; room > 60; room = limits.toolBufferMostBytes - ws.bufferedAmount) {
      tool.send('x'.repeat(Math.max(1, Math.min(room - 60, 60_000))));
      if (room > 100_000) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(ws.readyState, WebSocket.OPEN);
    page.history.take([{ seq: 1000 }], Buffer.from('{}'));
    tools.recorded(page);
    assert.notEqual(ws.readyState, WebSocket.OPEN);
    assert.notEqual(held.at(-1), true);

    client.terminate();
    server.close();
    http.close();
  });
});

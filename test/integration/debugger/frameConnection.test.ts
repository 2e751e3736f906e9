import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mock } from 'node:test';
import { WebSocketServer } from 'ws';
import { FrameConnection } from '../../../src/debugger/frameConnection';
import { limits } from '../../../src/protocol/limits';
import type { ToFrame } from '../../../src/protocol/debuggerMessages';
import { answerChallenge } from '../../support/provenPage';
import { until } from '../../support/until';

describe('a frame’s line to the relay', () => {
  const key = 'k'.repeat(43);
  let server: WebSocketServer;
  let host: string;
  let told: ToFrame[];
  let line: FrameConnection;
  const kinds = () => told.map(({ kind }) => kind);
  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'deskside.v2' });
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    host = `127.0.0.1:${address.port}`;
    told = [];
    const door = { address: `http://${host}`, pageKey: key };
    line = new FrameConnection(
      'http://a.example',
      () => door,
      (message) => told.push(message),
    );
  });
  afterEach(() => {
    line.dispose();
    for (const client of server.clients) client.terminate();
    server.close();
  });

  it('is told as ended when nothing comes over it any more, though nobody has closed it', async () => {
    mock.timers.enable({ apis: ['setInterval', 'Date'] });
    try {
      server.on('connection', (ws) => {
        answerChallenge(ws, key, host);
        // As behind a network that is gone: nothing is answered.
        ws.once('message', () => ws.once('message', () => ws.pause()));
      });
      line.take({ kind: 'open', line: 1 });
      await until('the line', () => kinds().includes('opened'));
      for (let beats = 0; beats < 2; beats++) mock.timers.tick(limits.heartbeatMs);
      assert.deepEqual(kinds(), ['opened']);
      mock.timers.tick(limits.heartbeatMs);
      await until('its end', () => kinds().includes('ended'));
    } finally {
      mock.timers.reset();
    }
  });

  it('says nothing of the frame to a program that has not the key, and ends', async () => {
    const heard: string[] = [];
    const closed = new Promise<number>((resolve) => {
      server.on('connection', (ws) => {
        answerChallenge(ws, 'x'.repeat(43), host);
        ws.on('message', (data: Buffer) => heard.push(data.toString()));
        ws.on('close', resolve);
      });
    });
    line.take({ kind: 'open', line: 1 });
    assert.equal(await closed, 4401);
    assert.deepEqual(told, [{ kind: 'ended', line: 1, code: 4401 }]);
    assert.equal(heard.length, 1);
    assert.ok(!heard.join('').includes(key));
  });

  it('is told as ended where a program opens the connection and then says nothing, but to pings', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const challenged = new Promise((resolve) => server.on('connection', (ws) => ws.once('message', resolve)));
      line.take({ kind: 'open', line: 1 });
      await challenged;
      mock.timers.tick(limits.handshakeTimeoutMs + 1);
    } finally {
      mock.timers.reset();
    }
    await until('its end', () => told.length > 0);
    assert.deepEqual(told, [{ kind: 'ended', line: 1 }]);
  });

  it('believes no close code of a program that has not proved itself', async () => {
    server.on('connection', (ws) => ws.close(4426));
    line.take({ kind: 'open', line: 1 });
    await until('its end', () => told.length > 0);
    assert.deepEqual(told, [{ kind: 'ended', line: 1 }]);
  });
});

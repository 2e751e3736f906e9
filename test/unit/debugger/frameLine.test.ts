import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mock } from 'node:test';
import { WebSocketServer } from 'ws';
import { FrameLine } from '../../../src/debugger/frameLine';
import { limits } from '../../../src/protocol/limits';
import { until } from '../../support/until';

describe('a frame’s line to the relay', () => {
  it('is told as ended when nothing comes over it any more, though nobody has closed it', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'deskside.v1' });
    await once(server, 'listening');
    // As behind a network that is gone: nothing is answered.
    server.on('connection', (ws) => ws.pause());
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    mock.timers.enable({ apis: ['setInterval', 'Date'] });
    const told: string[] = [];
    const door = { address: `http://127.0.0.1:${address.port}`, pageKey: 'k'.repeat(43) };
    const line = new FrameLine(
      'http://a.example',
      () => door,
      ({ kind }) => told.push(kind),
    );
    try {
      line.take({ kind: 'open', line: 1, title: '' });
      await until('the line', () => told.includes('opened'));
      for (let beats = 0; beats < 2; beats++) mock.timers.tick(limits.heartbeatMs);
      assert.deepEqual(told, ['opened']);
      mock.timers.tick(limits.heartbeatMs);
      await until('its end', () => told.includes('ended'));
    } finally {
      mock.timers.reset();
      line.dispose();
      for (const client of server.clients) client.terminate();
      server.close();
    }
  });
});

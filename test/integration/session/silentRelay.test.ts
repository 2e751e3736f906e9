import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { WebSocket } from 'ws';
import { openSocket } from '../../../src/relayClient/toolSocket';
import { limits } from '../../../src/protocol/limits';
import { Session } from '../../../src/session/session';
import { until } from '../../support/until';
import { runRelay } from '../relay/support';
import type { Running } from '../relay/support';

describe('a session whose connection has gone silent', () => {
  let running: Running;
  let session: Session;
  let kinds: string[];
  const isConnected = (): boolean => session.status.kind === 'connected';

  beforeEach(async () => {
    // The relay has real timers: it asks for no sign of life while this test runs.
    running = await runRelay();
    mock.timers.enable({ apis: ['setInterval', 'Date'] });
    session = new Session(openSocket);
    kinds = [];
    session.onStatus.on(({ kind }) => kinds.push(kind));
    session.connect({ url: `ws://127.0.0.1:${running.relay.port}/tool`, key: running.toolKey });
    await until('the connection', isConnected);
  });
  afterEach(async () => {
    session.dispose();
    mock.timers.reset();
    mock.restoreAll();
    await running.relay.dispose();
  });

  it('says so, and connects anew', async () => {
    for (let beats = 0; beats < 2; beats++) mock.timers.tick(limits.heartbeatMs);
    assert.ok(isConnected());
    mock.timers.tick(limits.heartbeatMs);
    await until('the end of the old one and a new one', () => kinds.includes('trouble') && isConnected());
  });

  it('takes whatever comes for a sign of life', async () => {
    for (let beats = 0; beats < 6; beats++) {
      mock.timers.tick(limits.heartbeatMs);
      assert.equal(await session.forgetOrigins(), true);
    }
    assert.ok(!kinds.includes('trouble'));
  });

  it('asks for one itself before it gives up, as a proxy may keep the questions of the relay', async () => {
    const emit = mock.method(WebSocket.prototype, 'emit');
    for (let beats = 0; beats < 2; beats++) mock.timers.tick(limits.heartbeatMs);
    await until('the answer', () => emit.mock.calls.some(({ arguments: [name] }) => name === 'pong'));
    for (let beats = 0; beats < 2; beats++) mock.timers.tick(limits.heartbeatMs);
    assert.ok(isConnected() && !kinds.includes('trouble'));
  });

  it('forgives it where the machine slept meanwhile', () => {
    for (let beats = 0; beats < 2; beats++) mock.timers.tick(limits.heartbeatMs);
    mock.timers.setTime(Date.now() + 60 * limits.heartbeatMs);
    mock.timers.tick(limits.heartbeatMs);
    assert.ok(isConnected() && !kinds.includes('trouble'));
  });
});

describe('a session with a key that no WebSocket can carry', () => {
  it('is told that there is no connection, and not left waiting', async () => {
    const session = new Session(openSocket);
    session.connect({ url: 'wss://127.0.0.1:1/tool', key: 'key with spaces' });
    await until('the trouble', () => session.status.kind === 'trouble');
    session.dispose();
  });
});

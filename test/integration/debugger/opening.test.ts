import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mock } from 'node:test';
import { connectCdp } from '../../../src/debugger/cdpSocket';
import { FrameConnection } from '../../../src/debugger/frameConnection';
import { limits } from '../../../src/protocol/limits';
import type { ToFrame } from '../../../src/protocol/debuggerMessages';
import { until } from '../../support/until';

/** Longer than a browser, its debugger or a relay may take to open a connection. */
const longMs = limits.handshakeTimeoutMs + 1;

describe('a program that says all the time that it is about to answer', () => {
  /** How many have asked it for a WebSocket, and were told to go on waiting. */
  let asked: number;
  let server: ReturnType<typeof createServer>;
  let address: string;
  beforeEach(async () => {
    asked = 0;
    server = createServer().on('upgrade', (_, socket) => {
      const drip = setInterval(() => {
        socket.write('HTTP/1.1 102 Processing\r\n\r\n');
        asked++;
      }, 50);
      socket.on('error', () => undefined).on('close', () => clearInterval(drip));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const listening = server.address();
    assert.ok(typeof listening === 'object' && listening !== null);
    address = `127.0.0.1:${listening.port}`;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
    server.closeAllConnections();
    server.close();
  });

  /** Waits without timers, which only the test moves. */
  async function whenAsked(): Promise<void> {
    while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  it('keeps the debugger no longer waiting than an answer may take', async () => {
    const connecting = connectCdp(`ws://${address}/`);
    await whenAsked();
    mock.timers.tick(longMs);
    await assert.rejects(connecting, /does not answer/);
  });

  it('keeps a frame no longer waiting than an answer may take', async () => {
    const told: ToFrame[] = [];
    const line = new FrameConnection(
      'http://a.example',
      () => ({ address: `http://${address}`, pageKey: 'k'.repeat(43) }),
      (message) => told.push(message),
    );
    line.take({ kind: 'open', line: 1 });
    await whenAsked();
    mock.timers.tick(longMs);
    mock.timers.reset();
    await until('its end', () => told.length > 0);
    assert.deepEqual(told, [{ kind: 'ended', line: 1 }]);
    line.dispose();
  });
});

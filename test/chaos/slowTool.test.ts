import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../src/protocol/handshake';
import { limits } from '../../src/protocol/limits';
import { events, openPage, openTool, record, runRelay, seqsOf } from '../integration/relay/support';
import type { Client, Running } from '../integration/relay/support';
import { until } from '../support/until';

const payload = 'x'.repeat(20_000);
/** Time passes as it does for the system, which alone knows what a socket has taken. */
const longerThanStuckMs = limits.toolStuckMs * 2.2;

describe('a tool that does not keep up', () => {
  let running: Running;
  let page: Client;
  let sent: number;
  beforeEach(async () => {
    running = await runRelay();
    page = await openPage(running);
    sent = 0;
  });
  afterEach(() => running.relay.dispose());

  const isCut = (): boolean => running.log.some((entry) => entry.kind === 'cut' && entry.code === closeCodes.stuck);

  /** Lets the page record all the time, until this time is over or the condition holds. */
  async function flood(ms: number, isEnough = (): boolean => false): Promise<void> {
    const end = Date.now() + ms;
    while (Date.now() < end && !isEnough()) {
      while (page.socket.bufferedAmount < 1_000_000) record(page, events(++sent, sent, payload));
      await setTimeout(5);
    }
  }

  it('is cut when it takes nothing, and the others then get all that it held up', async () => {
    const stuck = await openTool(running);
    const quick = await openTool(running);
    stuck.socket.pause();
    await flood(longerThanStuckMs, isCut);
    await until('the end of the tool', isCut);
    await quick.until(() => seqsOf(quick).at(-1) === sent);
    assert.deepEqual(
      seqsOf(quick),
      Array.from({ length: sent }, (_, at) => at + 1),
    );
    stuck.socket.terminate();
  });

  it('is not cut as long as it takes some of it now and then', async () => {
    const slow = await openTool(running);
    const reader = readNowAndThen(slow.socket);
    await flood(longerThanStuckMs, isCut);
    reader.stop();
    assert.ok(!isCut());
    slow.socket.terminate();
  });
});

/** Lets a socket take 160 kB a second, so that what waits for it is never gone. */
function readNowAndThen(socket: WebSocket): { stop(): void } {
  const carrier: unknown = Reflect.get(socket, '_socket');
  assert.ok(carrier instanceof Socket, 'ws has its socket under this name');
  carrier.on('data', () => carrier.pause());
  const timer = setInterval(() => carrier.resume(), 400);
  return { stop: () => clearInterval(timer) };
}

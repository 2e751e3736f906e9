import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { WebSocket } from 'ws';
import { errorCodes } from '../../../src/protocol/errors';
import { closeCodes } from '../../../src/protocol/handshake';
import { limits } from '../../../src/protocol/limits';
import {
  connectAs,
  events,
  eventually,
  gotSeq,
  helloOf,
  openPage,
  openTool,
  record,
  runRelay,
  seqsOf,
} from './support';
import type { Client, Running } from './support';

const id = 'page-0001';
const payload = 'x'.repeat(20_000);

/** Lets a page send records until what it sends no longer leaves it, and returns the number of the last. */
async function floodUntilHeld(page: Client, name = id): Promise<number> {
  let seq = 0;
  // A page whose socket takes no more for a while is not read from.
  for (let held = 0; held < 200;) {
    if (page.socket.bufferedAmount < 4_000_000) record(page, events(++seq, seq, payload), { page: name, epoch: 1 });
    else held++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return seq;
}

describe('a flood through the relay', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(async () => {
    await running.relay.dispose();
  });

  it('is held back at the page while a tool does not read, and then arrives without loss', async () => {
    const slow = await openTool(running);
    const page = await openPage(running);
    slow.socket.pause();
    const last = await floodUntilHeld(page);
    assert.ok(last * payload.length > 2 * limits.toolBufferBytes, 'more was sent than may be held');
    slow.socket.resume();
    await gotSeq(slow, last);
    assert.deepEqual(
      seqsOf(slow),
      Array.from({ length: last }, (_, at) => at + 1),
    );
    assert.equal(slow.count('missed'), 0);
  });

  it('of notifications and answers has an end for a tool that takes nothing: it is cut, and the others are told', async () => {
    const stuck = await openTool(running);
    const quick = await openTool(running);
    stuck.socket.pause();
    const isCut = (): boolean => running.log.some((entry) => entry.kind === 'cut' && entry.code === closeCodes.stuck);
    // Each one is told of with all that were allowed before.
    for (let count = 0; !isCut(); count++) {
      running.relay.allowOrigin(`https://w${count}.example`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const told = quick.count('pageOpened');
    await openPage(running, { page: 'page-0002' });
    await quick.until(() => quick.count('pageOpened') > told);
    stuck.socket.terminate();
  });

  it('has an end for all tools together that take nothing, and those who read get all', async () => {
    const count = Math.ceil(limits.allBuffersBytes / limits.toolBufferBytes) + 8;
    const tools = [];
    for (let at = 0; at < count; at++) tools.push(await openTool(running));
    const quick = await openTool(running);
    const page = await openPage(running);
    for (const { socket } of tools) socket.pause();
    const last = await floodUntilHeld(page);
    const cut = running.log.filter((entry) => entry.kind === 'cut' && entry.code === closeCodes.stuck).length;
    assert.ok(cut > 0 && cut < count, `${cut} of ${count} were cut`);
    await gotSeq(quick, last);
    for (const { socket } of tools) socket.terminate();
  });

  it('does not keep a new page from saying hello, which is then held back too', async () => {
    const slow = await openTool(running);
    const page = await openPage(running);
    slow.socket.pause();
    await floodUntilHeld(page);
    const young = await connectAs('page', running);
    assert.ok((await young.call('hello', helloOf({ page: 'page-0002' }))).result);
    const last = await floodUntilHeld(young, 'page-0002');
    slow.socket.resume();
    await gotSeq(slow, last, 'page-0002');
    assert.equal(slow.count('missed'), 0);
  });

  it('in the history is given to a new tool as it reads it', async () => {
    const pages = await Promise.all(Array.from({ length: 5 }, (_, at) => openPage(running, { page: `page-000${at}` })));
    for (const [at, page] of pages.entries()) {
      for (let seq = 1; seq <= 90; seq++) record(page, events(seq, seq, payload), { page: `page-000${at}`, epoch: 1 });
      await page.until(() => page.all.some(({ params }) => (params as { seq?: number } | undefined)?.seq === 90));
    }
    const tool = await openTool(running);
    tool.socket.pause();
    await eventually(() => running.log.some(({ kind }) => kind === 'toolOpened'));
    tool.socket.resume();
    for (const at of pages.keys()) {
      await gotSeq(tool, 90, `page-000${at}`);
      assert.equal(seqsOf(tool, `page-000${at}`).length, 90);
    }
  });

  it('of a load that ended before a slow tool had it is told as missed', async () => {
    const slow = await openTool(running);
    const page = await openPage(running);
    slow.socket.pause();
    await floodUntilHeld(page);
    await openPage(running, { epoch: 2 });
    slow.socket.resume();
    const { from, to } = (await slow.params('missed')) as { from: number; to: number };
    assert.equal(seqsOf(slow).at(-1), from - 1);
    assert.ok(to >= from);
    await slow.until(() => slow.count('pageOpened') === 2);
  });

  it('of calls does not fill a page that does not read', async () => {
    const page = await openPage(running);
    const tool = await openTool(running);
    page.socket.pause();
    const parameters = ['x'.repeat(900_000)];
    let refused = false;
    while (!refused) {
      tool.ask('invoke', { page: id, service: 'voice.dial', parameters });
      await new Promise((resolve) => setImmediate(resolve));
      refused = tool.all.some(({ error }) => error?.code === errorCodes.tooManyCalls);
    }
    const sent = tool.all.length;
    assert.ok(sent < limits.callsPerPage);
  });

  it('of bad requests stops being read when its answers are not', async () => {
    const tool = await openTool(running);
    tool.socket.pause();
    for (let held = 0; held < 200;) {
      if (tool.socket.bufferedAmount < 1_000_000) tool.ask('no such method', {});
      else held++;
      if (tool.socket.bufferedAmount > 500_000) await new Promise((resolve) => setImmediate(resolve));
    }
    const other = await openTool(running);
    assert.equal((await other.call('invoke', { page: id, service: 'a.b' })).error?.code, errorCodes.noSuchPage);
    tool.socket.terminate();
  });
});

describe('the heartbeat of the relay', () => {
  let running: Running;
  afterEach(async () => {
    mock.timers.reset();
    await running.relay.dispose();
  });

  it('ends a connection that shows no sign of life, and keeps those that do', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
    running = await runRelay();
    const living = await openTool(running);
    const page = await openPage(running);
    // It no longer answers pings, as a page on a machine that was cut off.
    page.socket.pause();
    for (let beat = 0; beat < 3; beat++) {
      let answered = false;
      living.socket.once('ping', () => (answered = true));
      mock.timers.tick(limits.heartbeatMs);
      await eventually(() => answered);
      // The relay has the answer when it has what was sent behind it.
      await living.call('invoke', { page: 'page-none', service: 'a.b' });
    }
    await living.next('pageAway');
    page.socket.terminate();
    assert.equal(living.socket.readyState, WebSocket.OPEN);
  });
});

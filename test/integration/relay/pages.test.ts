import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mock } from 'node:test';
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
import type { Running } from './support';

const id = 'page-0001';

describe('pages of the relay', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(async () => {
    mock.timers.reset();
    await running.relay.dispose();
  });

  it('are told to tools as they come, with the origin that the browser vouched for', async () => {
    const tool = await openTool(running);
    await openPage(running, { epoch: 3, recordedBefore: 12 });
    assert.deepEqual(await tool.params('pageOpened'), {
      page: id,
      epoch: 3,
      recordedBefore: 12,
      title: 'A widget',
      location: '/',
      place: 'widget',
      origin: 'https://widget.example',
      seq: 0,
      connected: true,
    });
  });

  it('are told to tools under their new title, once for many changes, and to those that come later', async () => {
    const tool = await openTool(running);
    const page = await openPage(running);
    await tool.params('pageOpened');
    for (let number = 1; number <= 500; number++) page.notify('title', { title: `Title ${number}` });
    const { title, epoch } = (await tool.params('pageOpened')) as { title: string; epoch: number };
    assert.deepEqual([title, epoch], ['Title 500', 1]);
    assert.equal(tool.count('pageOpened'), 2);
    const later = await connectAs('tool', running);
    const { result } = await later.call('hello', { version: 1, name: 'test' });
    assert.equal((result as { pages: { title: string }[] }).pages[0]?.title, 'Title 500');
  });

  it('cannot tell a title before hello, nor one that is too long', async () => {
    for (const early of [true, false]) {
      const page = early ? await connectAs('page', running) : await openPage(running);
      const closed: Promise<unknown[]> = once(page.socket, 'close');
      page.notify('title', { title: early ? 'Too early' : 'x'.repeat(301) });
      const [code] = await closed;
      assert.equal(code, closeCodes.badFrame);
    }
  });

  it('reach every tool with every record once and in order, text unchanged', async () => {
    const tools = [await openTool(running), await openTool(running)];
    const page = await openPage(running);
    const text = `{ "params": {"records":[{"seq":1,"kind":"event", "name":"agent","time":0,"data":{"é":"\\u0041"}}],"epoch":1,"page":"${id}"},"method":"records","jsonrpc":"2.0"}`;
    page.socket.send(text);
    for (let seq = 2; seq <= 300; seq++) record(page, events(seq));
    for (const tool of tools) {
      await gotSeq(tool, 300);
      assert.deepEqual(
        seqsOf(tool),
        Array.from({ length: 300 }, (_, at) => at + 1),
      );
      assert.ok(tool.texts.includes(text));
    }
  });

  it('get acknowledgements for all that came, far fewer than frames', async () => {
    const page = await openPage(running);
    for (let seq = 1; seq <= 500; seq++) record(page, events(seq));
    await page.until(() => page.all.some(({ params }) => (params as { seq?: number } | undefined)?.seq === 500));
    assert.ok(page.count('ack') < 50, `${page.count('ack')} acknowledgements`);
    assert.deepEqual(page.all.at(-1)?.params, { epoch: 1, seq: 500 });
  });

  it('go on where they were after a lost connection, and what they send again arrives once', async () => {
    const tool = await openTool(running);
    const first = await openPage(running);
    record(first, events(1, 5));
    await gotSeq(tool, 5);
    first.socket.terminate();
    assert.deepEqual(await tool.params('pageAway'), { page: id });
    const second = await connectAs('page', running);
    const { result } = await second.call('hello', helloOf());
    assert.equal((result as { seq: number }).seq, 5);
    await tool.next('pageOpened');
    record(second, events(4, 5));
    record(second, events(6));
    await gotSeq(tool, 6);
    assert.deepEqual(seqsOf(tool), [1, 2, 3, 4, 5, 6]);
  });

  it('replace their older connection when they connect anew', async () => {
    const tool = await openTool(running);
    const old = await openPage(running);
    const young = await openPage(running);
    assert.equal((await old.closed).code, 4409);
    record(young, events(1));
    await gotSeq(tool, 1);
    assert.equal(tool.count('pageAway'), 0);
    assert.equal(tool.count('pageOpened'), 2);
  });

  it('start anew with each load: the history of the load before is gone', async () => {
    const page = await openPage(running);
    record(page, events(1, 5));
    await page.next('ack');
    const reloaded = await connectAs('page', running);
    const { result } = await reloaded.call('hello', helloOf({ epoch: 2 }));
    assert.equal((result as { seq: number }).seq, 0);
    record(reloaded, events(1, 2), { epoch: 2 });
    await reloaded.next('ack');
    const tool = await openTool(running);
    await gotSeq(tool, 2);
    assert.deepEqual(seqsOf(tool), [1, 2]);
  });

  it('are not replaced by an earlier load of themselves', async () => {
    const page = await openPage(running, { epoch: 2 });
    const earlier = await connectAs('page', running);
    earlier.ask('hello', helloOf({ epoch: 1 }));
    assert.equal((await earlier.closed).code, 4409);
    record(page, events(1), { epoch: 2 });
    await page.next('ack');
  });

  it('are taken back in an earlier load when the later one has gone, as with a duplicated tab that was closed', async () => {
    const later = await openPage(running, { epoch: 2 });
    const tool = await openTool(running);
    await later.close();
    await tool.next('pageAway');
    await openPage(running, { epoch: 1 });
    assert.equal(((await tool.params('pageOpened')) as { epoch: number }).epoch, 1);
  });

  it('may say hello while the relay stands still longer than it waits for that', async () => {
    const page = await connectAs('page', running);
    const answer = page.call('hello', helloOf());
    // The process of this test is that of the relay: what was sent is read after this, and after all timers that are due.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, limits.helloTimeoutMs + 100);
    assert.ok('result' in (await answer));
  });

  it('keep their id from pages of other origins', async () => {
    const page = await openPage(running);
    const thief = await connectAs('page', running, running.relay.address);
    thief.ask('hello', helloOf());
    assert.equal((await thief.closed).code, 4409);
    record(page, events(1));
    await page.next('ack');
  });

  it('are kept for a while after they went, and then forgotten', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    const tool = await openTool(running);
    const page = await openPage(running);
    await page.close();
    await tool.next('pageAway');
    mock.timers.tick(limits.pageGraceMs - 1);
    const back = await openPage(running);
    await tool.until(() => tool.count('pageOpened') === 2);
    mock.timers.tick(1);
    record(back, events(1));
    await gotSeq(tool, 1);
    assert.equal(tool.count('pageClosed'), 0);
    await back.close();
    await tool.until(() => tool.count('pageAway') === 2);
    mock.timers.tick(limits.pageGraceMs);
    assert.deepEqual(await tool.params('pageClosed'), { page: id });
    const { result } = await (await connectAs('tool', running)).call('hello', { version: 2, name: 'late' });
    assert.deepEqual((result as { pages: unknown[] }).pages, []);
  });

  it('that were forgotten while a tool was away are known to it as far as they had come', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    const watcher = await openTool(running);
    let came = 0;
    for (const [name, last] of [
      ['page-0001', 20],
      ['page-0002', 10],
      ['page-0003', 20],
    ] as const) {
      const page = await openPage(running, { page: name });
      record(page, events(1, last), { page: name, epoch: 1 });
      came++;
      await watcher.until(() => watcher.count('records') === came);
      await page.close();
    }
    await watcher.until(() => watcher.count('pageAway') === 3);
    mock.timers.tick(limits.pageGraceMs);
    await watcher.until(() => watcher.count('pageClosed') === 3);
    const tool = await openTool(running, [
      { page: 'page-0001', epoch: 1, seq: 10 },
      { page: 'page-0002', epoch: 1, seq: 10 },
      { page: 'page-0003', epoch: 2, seq: 10 },
    ]);
    await openPage(running);
    await tool.next('pageOpened');
    const missed = tool.all.filter(({ method }) => method === 'missed').map(({ params }) => params);
    assert.deepEqual(missed, [{ page: 'page-0001', epoch: 1, from: 11, to: 20 }]);
  });

  it('that were loaded again and forgotten while a tool was away are told to it as that', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    const watcher = await openTool(running);
    const page = await openPage(running, { epoch: 2 });
    record(page, events(1, 5), { epoch: 2 });
    await watcher.until(() => watcher.count('records') === 1);
    await page.close();
    await watcher.next('pageAway');
    mock.timers.tick(limits.pageGraceMs);
    await watcher.next('pageClosed');
    const tool = await openTool(running, [{ page: id, epoch: 1, seq: 10 }]);
    await tool.next('pageClosed');
    assert.deepEqual(
      tool.all.flatMap(({ method, params }) =>
        method === undefined ? [] : [[method, (params as { epoch?: number }).epoch]],
      ),
      [
        ['pageOpened', 2],
        ['missed', 2],
        ['pageClosed', undefined],
      ],
    );
  });

  it('have an acknowledgement of all that came of them when another takes their id', async () => {
    const page = await openPage(running);
    record(page, events(1, 3));
    await openPage(running, { epoch: 2 });
    assert.equal((await page.closed).code, closeCodes.replaced);
    assert.deepEqual(await page.params('ack'), { epoch: 1, seq: 3 });
  });

  for (const [what, code] of [
    ['by the browser', 1001],
    ['by a script', closeCodes.left],
  ] as const) {
    it(`that cannot keep their id take the place of the load before, once that was left, as it is told ${what}`, async () => {
      const tool = await openTool(running);
      const before = await openPage(running);
      const other = await openPage(running, { page: 'page-0002' });
      other.socket.terminate();
      await tool.next('pageAway');
      await before.close(code);
      await tool.next('pageAway');
      await openPage(running, { page: 'page-0003' });
      assert.deepEqual(await tool.params('pageClosed'), { page: id });
      assert.equal(((await tool.params('pageOpened')) as { page: string }).page, 'page-0003');
      await openPage(running, { page: 'page-0004' });
      await tool.next('pageOpened');
      assert.equal(tool.count('pageClosed'), 1, 'the one whose connection was only lost may come back');
    });
  }

  it('that come and go without end are remembered up to a bound', async () => {
    const tool = await openTool(running);
    for (let count = 0; count <= limits.connections; count++) {
      await (await openPage(running, { page: `passer-by-${count}` })).close();
      await tool.until(() => tool.count('pageAway') > count);
    }
    await tool.until(() => tool.count('pageClosed') === 1);
    assert.deepEqual(await tool.params('pageClosed'), { page: 'passer-by-0' });
  });

  it('show in the list of a tool that comes, those away too', async () => {
    await openPage(running);
    const gone = await openPage(running, { page: 'page-gone' });
    await gone.close();
    await eventually(() => running.log.some(({ kind }) => kind === 'pageAway'));
    const tool = await connectAs('tool', running);
    const { result } = await tool.call('hello', { version: 2, name: 'test' });
    const { pages } = result as { pages: { page: string; connected: boolean }[] };
    assert.deepEqual(
      pages.map(({ page, connected }) => [page, connected]),
      [
        [id, true],
        ['page-gone', false],
      ],
    );
  });
});

describe('the history of a page', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(() => running.relay.dispose());

  it('is played whole to a tool that is new, and the page is asked to describe itself', async () => {
    const page = await openPage(running);
    record(page, events(1, 10));
    await page.next('ack');
    const tool = await openTool(running);
    await gotSeq(tool, 10);
    await page.next('describe');
    assert.equal(tool.count('missed'), 0);
  });

  it('goes on behind the position of a tool that comes back, and the page is not asked', async () => {
    const page = await openPage(running);
    for (const seq of [1, 2, 3, 4]) record(page, events(seq));
    await page.next('ack');
    const tool = await openTool(running, [{ page: id, epoch: 1, seq: 2 }]);
    record(page, events(5));
    await gotSeq(tool, 5);
    assert.deepEqual(seqsOf(tool), [3, 4, 5]);
    assert.equal(page.count('describe'), 0);
  });

  for (const [first, seq] of [
    ['page', 7],
    ['tool', 7],
    ['page', 0],
    ['tool', 0],
  ] as const) {
    it(`is asked for by its next record where a tool was at ${seq} with an earlier relay, the ${first} being first`, async () => {
      const resume = [{ page: id, epoch: 1, seq }];
      if (first === 'tool') await openTool(running, resume);
      // It was told that the earlier relay has all, and has nothing to send.
      const page = await openPage(running);
      if (first === 'page') await openTool(running, resume);
      await page.next('describe');
    });
  }

  it('is played whole when the page was loaded again meanwhile', async () => {
    const page = await openPage(running, { epoch: 2 });
    record(page, events(1, 3), { epoch: 2 });
    await page.next('ack');
    const tool = await openTool(running, [{ page: id, epoch: 1, seq: 100 }]);
    await gotSeq(tool, 3);
    assert.deepEqual(seqsOf(tool), [1, 2, 3]);
    await page.next('describe');
  });

  it('says what it no longer holds', async () => {
    const page = await openPage(running);
    const last = limits.historyRecords + 500;
    for (let seq = 1; seq < last; seq += 100) record(page, events(seq, seq + 99));
    await page.until(() => page.all.some(({ params }) => (params as { seq?: number } | undefined)?.seq === last));
    const tool = await openTool(running, [{ page: id, epoch: 1, seq: 50 }]);
    assert.deepEqual(await tool.params('missed'), { page: id, epoch: 1, from: 51, to: 500 });
    await gotSeq(tool, last);
    assert.equal(seqsOf(tool)[0], 501);
    await page.next('describe');
  });

  it('is bounded by bytes too', async () => {
    const page = await openPage(running);
    const bytes = 200_000;
    for (let seq = 1; seq <= 20; seq++) record(page, events(seq, seq, 'x'.repeat(bytes)));
    await page.until(() => page.all.some(({ params }) => (params as { seq?: number } | undefined)?.seq === 20));
    const tool = await openTool(running);
    await gotSeq(tool, 20);
    const kept = Math.floor(limits.historyBytes / bytes);
    assert.equal(seqsOf(tool).length, kept);
    assert.deepEqual(await tool.params('missed'), { page: id, epoch: 1, from: 1, to: 20 - kept });
  });

  it('is shortened, and tools that come are told so, where those of many pages take too much together', async () => {
    const watcher = await openTool(running);
    const bytes = limits.historyBytes * 0.9;
    const count = Math.ceil(limits.allHistoriesBytes / bytes) + 4;
    const idOf = (at: number): string => `page-${String(at).padStart(4, '0')}`;
    for (let at = 1; at <= count; at++) {
      const page = idOf(at);
      const client = await openPage(running, { page });
      for (const seq of [1, 2]) record(client, events(seq, seq, 'x'.repeat(bytes / 2)), { page });
      await gotSeq(watcher, 2, page);
    }
    assert.equal(watcher.count('missed'), 0);
    const tool = await openTool(running);
    await gotSeq(tool, 2, idOf(count));
    const played = tool.texts.reduce((sum, text) => sum + text.length, 0);
    assert.ok(played <= limits.allHistoriesBytes * 1.01);
    assert.ok(tool.count('missed') >= 4);
  }).timeout(60_000);

  it('of a page that outlived its relay begins where the page is; tools that had the rest miss nothing', async () => {
    const newTool = await openTool(running);
    const oldTool = await openTool(running, [{ page: id, epoch: 1, seq: 1000 }]);
    const page = await openPage(running);
    await page.next('describe');
    record(page, events(999, 1002));
    await gotSeq(oldTool, 1002);
    await gotSeq(newTool, 1002);
    assert.equal(oldTool.count('missed'), 0);
    assert.deepEqual(await newTool.params('missed'), { page: id, epoch: 1, from: 1, to: 998 });
  });

  it('passes jumps on as they are: the page itself says what it lost', async () => {
    const tool = await openTool(running);
    const page = await openPage(running);
    record(page, [...events(1), { kind: 'gap', seq: 8, time: 0, lost: 7 }, ...events(9)]);
    await gotSeq(tool, 9);
    assert.deepEqual(seqsOf(tool), [1, 8, 9]);
    assert.equal(tool.count('missed'), 0);
  });
});

import assert from 'node:assert/strict';
import { connectAs, exchange, foreignOrigin, helloOf, openPage, openTool, runRelay } from './support';
import type { Running } from './support';

describe('what a relay lets in', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(() => running.relay.dispose());

  it('forgets all allowed origins at the word of a tool: their pages are closed and turned away, its own stay', async () => {
    const tool = await openTool(running);
    const [page, own] = [
      await openPage(running),
      await openPage(running, { page: 'page-own1', origin: running.relay.address }),
    ];
    const watching = await connectAs('tool', running);
    const hello = await watching.call('hello', { version: 2, name: 'watching' });
    assert.deepEqual((hello.result as { allowed: unknown }).allowed, { origins: [foreignOrigin], ports: [] });
    assert.deepEqual((await tool.call('forgetOrigins', {})).result, {});
    assert.equal((await page.closed).code, 4403);
    assert.deepEqual(await watching.params('allowed'), { origins: [], ports: [] });
    const back = await connectAs('page', running);
    back.ask('hello', helloOf());
    assert.equal((await back.closed).code, 4403);
    await own.call('hello', {});
    await tool.call('allowOrigin', { origin: foreignOrigin });
    assert.deepEqual(await watching.params('allowed'), { origins: [foreignOrigin], ports: [] });
    await openPage(running);
  });

  it('forgets one origin at the word of a tool: its pages are closed and turned away, those of others stay', async () => {
    const other = 'http://other.example:8080';
    const tool = await openTool(running);
    await tool.call('allowOrigin', { origin: other });
    const [gone, stays] = [await openPage(running), await openPage(running, { page: 'page-other1', origin: other })];
    assert.deepEqual((await tool.call('forgetOrigins', { origin: foreignOrigin })).result, {});
    assert.equal((await gone.closed).code, 4403);
    await stays.call('hello', {});
    const back = await connectAs('page', running);
    back.ask('hello', helloOf());
    assert.equal((await back.closed).code, 4403);
    assert.deepEqual((await tool.call('forgetOrigins', { origin: 'http://never.example' })).result, {});
    await openPage(running, { page: 'page-other2', origin: other });
  });

  it('does not let in a page that was on its way when its origin was forgotten', async () => {
    const tool = await openTool(running);
    const page = await connectAs('page', running);
    await tool.call('forgetOrigins', {});
    page.ask('hello', helloOf());
    assert.equal((await page.closed).code, 4403);
    assert.equal(tool.count('pageOpened'), 0);
  });

  it('answers under a forwarded port that a tool tells of, and calls its own pages from there its own', async () => {
    const tool = await openTool(running);
    const ask = (host: string): Promise<string> =>
      exchange(running.relay.port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    assert.match(await ask('127.0.0.1:8080'), /^HTTP\/1\.1 403/);
    assert.equal((await tool.call('allowPort', { port: 65_536 })).error?.code, -32602);
    assert.deepEqual((await tool.call('allowPort', { port: 8080 })).result, {});
    assert.match(await ask('127.0.0.1:8080'), /^HTTP\/1\.1 200/);
    assert.match(await ask('evil.example:8080'), /^HTTP\/1\.1 403/);
    assert.deepEqual(await tool.params('allowed'), { origins: [foreignOrigin], ports: [8080] });
    await openPage(running, { origin: 'http://localhost:8080' });
    assert.equal(((await tool.params('pageOpened')) as { own?: boolean }).own, true);
  });
});

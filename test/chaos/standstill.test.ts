import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { limits } from '../../src/protocol/limits';
import { newKey } from '../../src/relayClient/keys';
import {
  connectAs,
  events,
  foreignOrigin,
  helloOf,
  openPage,
  openTool,
  record,
  seqsOf,
} from '../integration/relay/support';
import type { Client, Reachable } from '../integration/relay/support';
import { until } from '../support/until';
import { Part } from './support/part';
import { buildParts } from './support/scripts';

// As on a machine that is asleep, in a debugger that stands at a breakpoint, or beside an extension that computes.
describe('a relay that stood still longer than it waits for anybody', () => {
  let scripts: string;
  let part: Part;
  let relay: Reachable;
  const clients: Client[] = [];
  before(async () => {
    scripts = await buildParts();
  });
  beforeEach(async () => {
    let port = 0;
    part = new Part(join(scripts, 'relay.js'), (news) => {
      if (news.news === 'ready') port = news.port ?? 0;
    });
    const [pageKey, toolKey] = [newKey(), newKey()];
    await part.start('0', pageKey, toolKey, foreignOrigin);
    relay = { relay: { port }, pageKey, toolKey };
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.terminate();
    await part.kill();
  });
  after(() => rm(scripts, { recursive: true }));

  const own = async (opened: Promise<Client>): Promise<Client> => {
    const client = await opened;
    clients.push(client);
    return client;
  };

  it('knows a page that came back meanwhile', async () => {
    const tool = await own(openTool(relay));
    const page = await own(openPage(relay));
    record(page, events(1, 5));
    await page.next('ack');
    page.socket.terminate();
    await tool.next('pageAway');
    part.freeze();
    const back = own(connectAs('page', relay));
    await setTimeout(limits.pageGraceMs + 2000);
    part.thaw();
    const { result } = await (await back).call('hello', helloOf());
    assert.equal((result as { seq: number }).seq, 5);
    await tool.next('pageOpened');
    assert.equal(tool.count('pageClosed'), 0);
  });

  it('hears the hello that came meanwhile', async () => {
    const page = await own(connectAs('page', relay));
    part.freeze();
    const answer = page.call('hello', helloOf());
    await setTimeout(limits.helloTimeoutMs + 1000);
    part.thaw();
    assert.ok('result' in (await answer));
  });

  it('keeps a tool that has taken all that it could meanwhile', async () => {
    const tool = await own(openTool(relay));
    const page = await own(openPage(relay));
    tool.socket.pause();
    let sent = 0;
    // Until the relay no longer reads: the tool has too much to take.
    while (page.socket.bufferedAmount < 4_000_000) {
      record(page, events(++sent, sent, 'x'.repeat(100_000)));
      await setTimeout(1);
    }
    part.freeze();
    tool.socket.resume();
    await setTimeout(limits.toolStuckMs + 2000);
    part.thaw();
    await until('all records', () => seqsOf(tool).at(-1) === sent, 15_000);
    assert.equal(tool.count('missed'), 0);
  }).timeout(60_000);
});

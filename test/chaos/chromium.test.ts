import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { blows, boundaries, strikeAll } from './support/boundaries';
import { ChromiumPage } from './support/chromiumPage';
import { buildParts } from './support/scripts';
import { Trio } from './support/trio';

describe('a page in Chromium', () => {
  let folder: string;
  let page: ChromiumPage;
  let trio: Trio;
  let lostBefore: number;
  before(async () => {
    folder = await buildParts();
    page = await ChromiumPage.open();
    trio = new Trio(folder, 'chromium', page);
    await trio.start();
    await trio.settle();
  });
  beforeEach(() => {
    trio.beforeMessage = () => Promise.resolve();
    lostBefore = trio.witness.lost;
  });
  after(async () => {
    await trio.stop();
    await page.close();
    await rm(folder, { recursive: true });
  });

  const nothingLost = (): void => assert.equal(trio.witness.lost, lostBefore, 'nothing is lost');

  /** The page can do nothing until the relay has asked it for signs of life more often than it bears without an answer. */
  async function idleForLongerThanTheHeartbeat(): Promise<void> {
    const [made, pongs] = [trio.witness.total, trio.pongs];
    trio.record(20);
    trio.invoke();
    await trio.until('answers to the heartbeat', () => trio.pongs >= pongs + 3);
    assert.equal(trio.witness.total, made, 'it has done nothing yet');
  }

  for (const [what, blow] of Object.entries(blows)) {
    it(`may be ${what} at every message boundary: each record arrives once and in order, or is known to be lost`, async () => {
      const hits = await strikeAll(trio, 'page', blow, { from: 1, step: 1 });
      assert.ok(hits >= boundaries / 2, `${hits} boundaries were met`);
    });
  }

  it('stays connected while its process is stopped for longer than the heartbeat bears, and loses nothing', async () => {
    await trio.settle();
    const awaysBefore = trio.aways;
    trio.freeze('page');
    await idleForLongerThanTheHeartbeat();
    trio.thaw('page');
    await trio.settle();
    assert.equal(trio.aways, awaysBefore);
    nothingLost();
  });

  it('is cut by the heartbeat while the browser’s network is stopped, and comes back with all that it recorded', async () => {
    const awaysBefore = trio.aways;
    trio.record(20);
    await page.signalNetwork('SIGSTOP');
    trio.record(20);
    await trio.until('the heartbeat', () => trio.aways > awaysBefore);
    trio.record(20);
    await page.signalNetwork('SIGCONT');
    await trio.settle();
    nothingLost();
  });

  it('comes back by itself when the browser’s network is killed', async () => {
    const awaysBefore = trio.aways;
    trio.record(20);
    await page.signalNetwork('SIGKILL');
    trio.record(20);
    await trio.until('the loss', () => trio.aways > awaysBefore);
    await trio.settle();
    nothingLost();
  });

  it('brings what happened while the browser had it frozen in the background', async () => {
    await trio.settle();
    await page.setLifecycle('frozen');
    await idleForLongerThanTheHeartbeat();
    await page.setLifecycle('active');
    await trio.settle();
    nothingLost();
  });

  it('goes on with a relay that was killed and started again while the browser had it frozen', async () => {
    await trio.settle();
    await page.setLifecycle('frozen');
    trio.record(20);
    await trio.killPart('relay');
    await trio.startPart('relay');
    await page.setLifecycle('active');
    await trio.settle();
    nothingLost();
  });

  it('says after it was killed what it recorded and could not send', async () => {
    await trio.settle();
    await trio.killPart('relay');
    const made = trio.witness.total;
    trio.record(20);
    await trio.until('what it recorded', () => trio.witness.total === made + 20);
    await trio.killPart('page');
    await trio.settle();
    assert.ok(trio.witness.lost >= lostBefore + 20, 'the events are lost');
  });

  it('may be loaded again while it records: what had left it arrives, and what had not is known to be lost', async () => {
    for (let times = 0; times < 5; times++) {
      trio.record(50);
      await page.reload();
      trio.record(5);
    }
    await trio.settle();
  });
});

import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { simulatorKey } from '../../src/relayClient/keys';
import { PublicRig } from './support/publicRig';

describe('who may hold the simulated Workspace', () => {
  let rig: PublicRig;
  let browser: BrowserContext;
  let page: Page;
  before(async () => {
    rig = await PublicRig.start();
    browser = await rig.browser({ fromInternet: false });
  });
  after(async () => {
    await rig.closeBrowsers();
    await rig.stop();
  });
  beforeEach(async () => {
    await rig.open();
    page = await browser.newPage();
  });
  afterEach(async () => {
    await page.close();
    await rig.closeRelay();
  });

  const evil = () => rig.site.origin('evil');
  const evilPage = (body: string, site = evil()) => `${site}${rig.site.add({ body })}`;
  const workspace = (fragment: string, query = '') => `${rig.relay.address}/workspace${query}${fragment}`;
  const framed = (address: string) => `<iframe src="${address.replaceAll('&', '&amp;')}"></iframe>`;
  const refusal = () => rig.tool.until('the refusal', () => rig.tool.refusals.at(-1));
  const turnedAway = { role: 'page', reason: 'origin', keyMatches: true, held: true, title: 'Deskside bridge' };

  it('the user, at the top of a tab, with the page key: it is the relay’s own', async () => {
    await page.goto(workspace(`#key=${rig.keys.page}`));
    const { place, own } = await rig.tool.page();
    assert.deepEqual([place, own], ['simulator', true]);
  });

  it('no foreign site that knows the page key, before the user has allowed it, and then it is not the relay’s own', async () => {
    await page.goto(evilPage(framed(workspace(`#key=${rig.keys.page}`))));
    assert.deepEqual(await refusal(), { ...turnedAway, origin: evil() });
    assert.deepEqual([...rig.tool.pages], []);
    rig.relay.allowOrigin(evil());
    const { origin, own } = await rig.tool.page();
    assert.deepEqual([origin, own], [evil(), undefined]);
  });

  it('no foreign site through the other name of the relay, nor through another page of the relay', async () => {
    const { port } = rig.relay;
    const inner = workspace(`#key=${rig.keys.page}`);
    const other = inner.replace('127.0.0.1', 'localhost');
    const around = workspace('', `?widget=${encodeURIComponent(inner)}`).replace('127.0.0.1', 'localhost');
    for (const address of [other, around, workspace('', `?widget=${encodeURIComponent(other)}`)]) {
      await page.goto(evilPage(framed(address)));
      assert.deepEqual(await refusal(), { ...turnedAway, origin: evil() }, address);
      await rig.closeRelay();
      await rig.open(port);
    }
  });

  it('no page on another port of this machine', async () => {
    const neighbour = `http://127.0.0.1:${new URL(evil()).port}`;
    await page.goto(evilPage(framed(workspace(`#key=${rig.keys.page}`)), neighbour));
    assert.deepEqual(await refusal(), { ...turnedAway, origin: neighbour });
  });

  it('whoever a tool opens it for, as VS Code does in a frame of its own', async () => {
    await page.goto(evilPage(framed(workspace(`#simulatorKey=${simulatorKey(rig.keys.tool)}`))));
    const { origin, place, own } = await rig.tool.page();
    assert.deepEqual([origin, place, own], [rig.relay.address, 'simulator', true]);
    const inside = page.frames().find((frame) => frame.url().includes('/workspace'));
    assert.ok(inside !== undefined && !inside.url().includes('ey='), inside?.url());
  });

  it('no site that leads a tab to it which had the key: it is kept in its entry of the history alone', async () => {
    await page.goto(workspace(`#key=${rig.keys.page}`));
    const { epoch } = await rig.tool.page();
    await page.reload();
    await rig.tool.until('the reload', () => [...rig.tool.pages.values()].some((each) => each.epoch > epoch));
    const widget = encodeURIComponent(evilPage('a widget'));
    const go = workspace('#scenario=x', `?widget=${widget}`);
    await page.goto(evilPage(`<script>setTimeout(() => (location = ${JSON.stringify(go)}))</script>`));
    await page.waitForURL(go);
    await page.getByRole('tab').first().waitFor();
    assert.equal(page.frames().filter((frame) => frame.url().includes('/bridge')).length, 0);
    const stored = await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])');
    assert.ok(!String(stored).includes(rig.keys.page));
  });

  it('the user who plays a scenario that is shipped, and keeps the key', async () => {
    await page.goto(workspace(`#key=${rig.keys.page}`));
    const { epoch } = await rig.tool.page();
    await page.getByRole('button', { name: 'Simulator' }).click();
    await page.getByRole('tab', { name: 'Scenario' }).click();
    await page.getByRole('button', { name: 'Reload and play' }).click();
    await rig.tool.until('the next load', () => [...rig.tool.pages.values()].some((each) => each.epoch > epoch));
    assert.match(page.url(), /scenario=/);
    assert.ok(!page.url().includes('key='), page.url());
  });
});

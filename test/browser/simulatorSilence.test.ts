import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

describe('a widget of the simulated Workspace that was never heard', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  /** Opens Workspace with a clock that only the test moves. */
  async function open(url: string): Promise<Page> {
    const { page } = await rig.open('about:blank');
    await page.clock.install();
    await page.goto(url);
    return page;
  }

  const hint = (place: Page | Locator) => place.getByText('Nothing was heard of it so far.', { exact: false });
  const library = '<!doctype html><script src="clientLibrary.js"';
  const ask = '<script>genesys.wwe.service.agent.get(() => undefined)</script>';

  it('is told with causes in its tab, in the messages, and to tools', async () => {
    rig.site.add('pinned.html', `${library} data-target="https://workspace.example"></script>${ask}`);
    const tool = await rig.tool();
    const page = await open(rig.address({ widget: rig.widget('pinned.html') }) + rig.keyFragment);
    await tool.until('the desk', () => tool.of('desk').find(({ whole }) => whole));
    await page.clock.runFor(7000);
    assert.equal(await hint(page).count(), 0, 'a page may take its time');
    await page.clock.runFor(2000);
    await hint(page).first().waitFor();
    const { level, text } = await tool.until('the notice', () => tool.of('notice').at(0));
    assert.equal(level, 'warning');
    assert.match(text, /^pinned\.html \(.*\): .*X-Frame-Options.*no client library.*one target origin in place of \*/);
    assert.ok(text.includes(new URL(page.url()).origin));
    const toggle = page.getByRole('button', { name: 'Simulator', exact: true });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await page.getByRole('tab', { name: 'Messages', exact: true }).click();
    await hint(page.getByRole('list', { name: 'Messages' })).waitFor();
  });

  it('is no longer called so once it says something', async () => {
    rig.site.add('late.html', `${library}></script>`);
    const page = await open(rig.address({ widget: rig.widget('late.html') }));
    const frame = await rig.frame(page, (url) => url.endsWith('/late.html'));
    await frame.waitForLoadState();
    await page.clock.runFor(9000);
    await hint(page).first().waitFor();
    await frame.evaluate('genesys.wwe.service.agent.get(() => undefined)');
    await hint(page).first().waitFor({ state: 'detached' });
  });

  it('is put in without a warning of the browser', async () => {
    rig.site.add('well.html', `${library}></script>${ask}`);
    const { page } = await rig.open('about:blank');
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) warnings.push(message.text());
    });
    await page.goto(rig.address({ widget: rig.widget('well.html') }));
    await page.evaluate(() => console.warn('the last'));
    assert.deepEqual(warnings, ['the last']);
  });

  it('is not, if it speaks as it loads', async () => {
    rig.site.add('well.html', `${library}></script>${ask}`);
    const tool = await rig.tool();
    const page = await open(rig.address({ widget: rig.widget('well.html') }) + rig.keyFragment);
    await tool.until('the call', () => tool.of('call').find(({ by }) => by === 'widget'));
    await page.clock.runFor(20_000);
    assert.equal(await hint(page).count(), 0);
    assert.deepEqual(tool.of('notice'), []);
  });
});

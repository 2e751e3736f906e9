import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { TestSite } from '../browser/widgets/testSite';
import { until } from '../support/until';
import { Product } from './support/product';
import { simulatorFrame } from './support/simulatorFrame';

/** What shows which colours a page has. */
const looks = 'JSON.stringify({ ...document.documentElement.dataset })';

describe('the editor tab of the simulated Workspace', () => {
  let product: Product;
  const site = new TestSite();
  let simulator: Frame;
  before(async () => {
    await site.start();
    product = await Product.start();
    await product.workbench.showContainer('Deskside');
    simulator = await product.openSimulatorBeside();
  });
  after(async () => {
    await product.stop();
    await site.stop();
  });

  const tab = (): Locator => product.workbench.page.getByRole('tab', { name: /^Simulated Workspace/ });

  /** A part of the page in the tab around the simulator. */
  function around(role: 'button' | 'status', name?: string): Locator {
    const holder = simulator.parentFrame();
    assert.ok(holder);
    return name === undefined ? holder.getByRole(role) : holder.getByRole(role, { name });
  }

  it('shows it under its name, connected, and its key nowhere', async () => {
    const { workbench } = product;
    await tab().waitFor();
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await workbench.tree('Interactions').filter({ hasText: 'RINGING' }).first().waitFor();
    for (const frame of workbench.page.frames()) {
      const shown = await frame.evaluate(() =>
        [document.body.innerText, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(' '),
      );
      assert.doesNotMatch(shown, /simulatorKey|[?&#]key=/);
    }
  });

  it('is brought to the front by the command that opened it, and goes on', async () => {
    const { workbench } = product;
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.runCommand('Deskside: Open Workspace Simulator');
    await tab().and(workbench.page.locator('[aria-selected="true"]')).waitFor();
    assert.equal(await simulatorFrame(workbench.page), simulator);
    assert.equal(await workbench.tree('Interactions').filter({ hasText: 'RINGING' }).count(), 1);
  });

  it('is loaded again by Open Anew, also where nothing has changed', async () => {
    const { workbench } = product;
    const navigated = workbench.page.waitForEvent('framenavigated', (frame) => frame.url() === simulator.url());
    await workbench.runCommand('Deskside: Open Workspace Simulator Anew');
    simulator = await navigated;
    await workbench.tree('Interactions').filter({ hasText: 'RINGING' }).waitFor({ state: 'detached' });
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await workbench.tree('Interactions').filter({ hasText: 'RINGING' }).first().waitFor();
  });

  it('follows the theme of VS Code, and so does the sample widget', async () => {
    const { workbench } = product;
    const sample = simulator.childFrames().find((frame) => new URL(frame.url()).pathname === '/widget/');
    assert.ok(sample);
    for (const [theme, expected] of [
      ['Default Light Modern', { theme: 'light', contrast: 'normal' }],
      ['Default High Contrast Light', { theme: 'light', contrast: 'more' }],
      ['Default High Contrast', { theme: 'dark', contrast: 'more' }],
      ['Default Dark Modern', { theme: 'dark', contrast: 'normal' }],
    ] as const) {
      await product.changeSettings({ 'workbench.colorTheme': theme });
      await until(theme, async () => (await simulator.evaluate(looks)) === JSON.stringify(expected));
      await until(`${theme} in the sample widget`, async () => {
        const scheme = await sample.evaluate('document.documentElement.style.colorScheme');
        const contrast = await sample.evaluate('document.documentElement.dataset.contrast');
        return scheme === expected.theme && contrast === expected.contrast;
      });
    }
    assert.equal(
      await workbench.tree('Interactions').filter({ hasText: 'RINGING' }).count(),
      1,
      'it was not loaded anew',
    );
  });

  it('says that the widgets have changed until it is opened anew, or they are again what they were', async () => {
    const { workbench } = product;
    const notice = () => around('status').filter({ hasText: 'The widgets in the settings have changed.' });
    const changed = notice();
    const widgets = [`${site.origin}/raw.html`];
    await product.changeSettings({ 'deskside.simulator.widgets': widgets });
    await changed.waitFor();
    await product.changeSettings({ 'deskside.simulator.widgets': [] });
    await changed.waitFor({ state: 'hidden' });
    await product.changeSettings({ 'deskside.simulator.interactionWidgets': widgets });
    await changed.waitFor();
    await workbench.clearNotifications();
    assert.equal(await changed.isVisible(), true);
    await product.changeSettings({
      'deskside.simulator.widgets': widgets,
      'deskside.simulator.interactionWidgets': [],
    });
    const navigated = workbench.page.waitForEvent('framenavigated', (frame) => frame.url() === widgets[0]);
    await around('button', 'Open Anew').click();
    // The page of the tab is another one now, and with it the simulator.
    const opened = (await navigated).parentFrame();
    assert.ok(opened);
    simulator = opened;
    assert.equal(await notice().isVisible(), false);
  });

  it('begins anew when the window was loaded anew, where Deskside goes on', async () => {
    const { workbench } = product;
    await workbench.reload();
    await tab().click();
    simulator = await simulatorFrame(workbench.page);
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await workbench.tree('Interactions').filter({ hasText: 'RINGING' }).first().waitFor();
  });

  it('says that its simulator is gone where Deskside does not go on, and opens another one there', async () => {
    const { workbench } = product;
    await workbench.runCommand('Deskside: Stop');
    await workbench.page.getByRole('button', { name: 'Start Deskside' }).waitFor();
    await workbench.reload();
    await tab().click();
    const button = async (): Promise<Locator | undefined> => {
      for (const frame of workbench.page.frames()) {
        const found = frame.getByRole('button', { name: 'Open Anew' });
        if (await found.isVisible().catch(() => false)) return found;
      }
      return undefined;
    };
    const openAnew = await until('the page of the tab', button);
    assert.equal(await workbench.status('Deskside: 1 page').count(), 0, 'nothing starts by itself');
    await openAnew.click();
    await workbench.status('Deskside: 1 page').waitFor();
    assert.equal(await tab().count(), 1);
  });

  it('opens another one in the browser, on command', async () => {
    const { workbench } = product;
    const widget = `${site.origin}/raw.html?a=1&b=%2F#c?d`;
    await product.changeSettings({ 'deskside.simulator.widgets': [widget] });
    const other = await product.openedBy(() => workbench.runCommand('Deskside: Open Workspace Simulator in Browser'));
    await until('the widget under its whole address', () => other.frames().some((frame) => frame.url() === widget));
    assert.equal(new URL(other.url()).searchParams.get('theme'), null, 'it follows the browser');
    await other.getByRole('button', { name: 'Inbound call' }).click();
    await workbench.status('Deskside: 2 pages').waitFor();
  });
});

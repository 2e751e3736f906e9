import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright-core';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig, until } from './widgets/simulatorRig';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const axeSource = readFile(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious faults that axe finds, one line each. Frames of other origins are looked at on their own. */
async function seriousFaults(frame: Frame): Promise<string[]> {
  await frame.evaluate(await axeSource);
  const violations: Violation[] = await frame.evaluate(
    'axe.run(document, { iframes: false }).then((r) => r.violations)',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
    );
}

/** A desk with something of everything on it. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(() => {
    const first = window.workspace.bringIn({
      media: 'voice',
      contact: { displayName: 'Somebody-with-a-name-that-is-longer-than-any-column-can-hold-without-breaking' },
      userData: { 'A-key-that-is-very-long-and-has-no-space-in-it-at-all': 'x'.repeat(300), Short: 1 },
    });
    window.workspace.act({ do: 'accept', interactionId: first });
    window.workspace.act({ do: 'consult', interactionId: first, target: '5550199' });
    window.workspace.bringIn({ media: 'chat' });
    const email = window.workspace.bringIn({ media: 'email' });
    window.workspace.act({ do: 'accept', interactionId: email });
    window.workspace.bringIn({ media: 'workitem' });
  });
  await page.getByRole('main').getByRole('article').first().waitFor();
}

describe('the look of the simulated Workspace', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`can be read and used by everybody, ${colorScheme}`, async () => {
      const { page } = await rig.open(rig.address(), { colorScheme, viewport: { width: 1280, height: 900 } });
      await fill(page);
      assert.deepEqual(await seriousFaults(page.mainFrame()), []);
      await page.getByRole('button', { name: 'Simulator', exact: true }).click();
      for (const tab of await page.getByRole('tablist', { name: 'Simulator' }).getByRole('tab').all()) {
        await tab.click();
        assert.deepEqual(await seriousFaults(page.mainFrame()), [], await tab.innerText());
      }
      await page.getByRole('button', { name: 'Consult…' }).first().click();
      assert.deepEqual(await seriousFaults(page.mainFrame()), [], 'team communicator');
    });

    it(`can be read and used by everybody in the sample widget, ${colorScheme}`, async () => {
      const { page } = await rig.open(rig.address(), { colorScheme });
      await fill(page);
      const widget = await rig.frame(page, (url) => new URL(url).pathname === '/widget/');
      await until(widget, 'document.querySelectorAll("#interactions li").length === 5');
      assert.deepEqual(await seriousFaults(widget), []);
    });
  }

  for (const width of [400, 640, 800, 1280]) {
    it(`fits into ${width} pixels without scrolling sideways`, async () => {
      const { page } = await rig.open(rig.address(), { viewport: { width, height: 800 } });
      await fill(page);
      await page.getByText('Channels').click();
      const box = await page.locator('.popover').boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      await page.getByRole('button', { name: 'Simulator', exact: true }).click();
      const tooWide = () =>
        page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('.desktop, .case-list, .case-pane, .sheet')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => `${element.className}: ${element.scrollWidth} in ${element.clientWidth}`),
        );
      for (const tab of await page.getByRole('tablist', { name: 'Simulator' }).getByRole('tab').all()) {
        await tab.click();
        assert.deepEqual(await tooWide(), [], await tab.innerText());
      }
    });
  }

  for (const [width, height, least] of [
    [400, 500, 150],
    [570, 560, 200],
    [760, 620, 200],
    [1000, 640, 250],
    [1280, 800, 500],
  ] as const) {
    it(`shows the widget within ${width} × ${height} pixels, however much the case holds`, async () => {
      const { page } = await rig.open(rig.address(), { viewport: { width, height } });
      const visible = async () => {
        const [frame, panel] = await Promise.all([
          page.locator('.frames iframe').boundingBox(),
          page.locator('.control-panel').boundingBox(),
        ]);
        assert.ok(frame !== null && panel !== null);
        return Math.min(frame.y + frame.height, panel.y) - frame.y;
      };
      await page.locator('.frames iframe').waitFor();
      assert.ok((await visible()) >= least, 'empty');
      const id = await page.evaluate(() => {
        const userData = Object.fromEntries(Array.from({ length: 10 }, (_, place) => [`Key${place}`, 'value']));
        return window.workspace.bringIn({ media: 'voice', userData });
      });
      await page.evaluate((id) => window.workspace.act({ do: 'accept', interactionId: id }), id);
      await page.getByText('Key9').waitFor();
      assert.ok((await visible()) >= least, 'ten keys');
      await page.evaluate((id) => {
        window.workspace.act({ do: 'consult', interactionId: id, target: '5550199' });
        for (let count = 0; count < 5; count += 1) window.workspace.bringIn({ media: 'chat' });
      }, id);
      await page.getByRole('main').getByRole('article').nth(1).waitFor();
      assert.ok((await visible()) >= least, 'a consultation and five chats');
      // What is above it can all be reached.
      await page.getByRole('button', { name: 'Add' }).last().scrollIntoViewIfNeeded();
      await page.getByRole('button', { name: 'Add' }).last().click({ trial: true });
    });
  }

  it('leaves out pictures of widgets that cannot be loaded', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }));
    const widget = await rig.rawWidget(page, 'raw.html');
    const iconUrl = rig.widget('no-such-picture.png');
    await widget.call('system.updateViewInApplicationMenuBar', { name: 'crm', label: 'CRM', iconUrl });
    await widget.call('system.popupToast', { title: 'Somebody waits', iconUrl });
    await page.getByRole('group', { name: 'Somebody waits' }).waitFor();
    await until(page.mainFrame(), 'document.images.length === 0');
  });

  it('bears the name that the address gives, in its heading and its tab', async () => {
    const { page } = await rig.open(rig.address({ name: 'Second <b>' }));
    await page.getByRole('heading', { name: 'Workspace simulated: Second <b>' }).waitFor();
    assert.equal(await page.title(), 'Second <b>: Workspace (simulated)');
  });

  it('follows the colours that the address asks for', async () => {
    const { page } = await rig.open(`${rig.address()}?theme=dark`, { colorScheme: 'light' });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, 'rgb(19, 22, 27)');
    const widget = await rig.frame(page, (url) => new URL(url).pathname === '/widget/');
    await until(widget, 'getComputedStyle(document.documentElement).colorScheme === "dark"');
  });

  it('follows the colours of the system, as they change, where the address asks for none', async () => {
    const { page } = await rig.open(rig.address(), { colorScheme: 'light', contrast: 'no-preference' });
    const widget = await rig.frame(page, (url) => new URL(url).pathname === '/widget/');
    const grounds = async (ofPage: string, ofWidget: string): Promise<void> => {
      const ground = 'getComputedStyle(document.body).backgroundColor';
      await until(page.mainFrame(), `${ground} === "rgb(${ofPage})"`);
      await until(widget, `${ground} === "rgb(${ofWidget})"`);
    };
    await grounds('238, 240, 243', '255, 255, 255');
    await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference' });
    await grounds('19, 22, 27', '27, 32, 39');
    await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
    await grounds('0, 0, 0', '0, 0, 0');
  });
});

describe('the simulated Workspace without a mouse', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  it('is told what rings, answers with Enter, and keeps its place when the button is gone', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }));
    await page.getByRole('button', { name: 'Inbound call', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Call from Vera Lind is waiting.').waitFor();
    const answer = page.getByRole('button', { name: 'Answer' });
    await answer.waitFor();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (await answer.evaluate((button) => button === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hold' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Vera Lind');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Hold');
  });

  it('walks through tabs with the arrow keys and leaves dialogs with Escape', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }));
    await page.getByRole('button', { name: 'Simulator', exact: true }).press('Enter');
    await page.getByRole('tab', { name: 'Bring in' }).press('ArrowRight');
    await page.getByRole('tab', { name: 'Far ends', selected: true }).press('End');
    await page.getByRole('tab', { name: 'What is certain', selected: true }).waitFor();
    await page.getByRole('button', { name: 'New…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent.trim()), 'New…');
  });
});

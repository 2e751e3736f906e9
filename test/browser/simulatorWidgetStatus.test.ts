import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sharedBrowser } from './support/sharedBrowser';
import { RawWidget } from './widgets/rawWidget';
import { SimulatorRig } from './widgets/simulatorRig';

describe('what the simulated Workspace says of a widget', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  it('whose server is down: that nothing answers, here and to tools, until it is up', async () => {
    const tool = await rig.tool();
    const state = (wanted: string) =>
      tool.until(wanted, () => tool.of('desk').some(({ widgets = [] }) => widgets.at(-1)?.state === wanted));
    const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('Up'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const { page } = await rig.open(rig.address({ widget: `http://localhost:${port}/` }) + rig.keyFragment);
    const note = page.getByRole('alert').filter({ hasText: `Nothing answers at http://localhost:${port}.` });
    await note.waitFor();
    await page.getByRole('tab', { name: 'Not reached:' }).waitFor();
    assert.equal(await page.locator('.frames iframe').isVisible(), false);
    await state('unreachable');
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    try {
      await page.getByRole('button', { name: 'Try again' }).click();
      await note.waitFor({ state: 'detached' });
      await page.frameLocator('.frames iframe').getByText('Up').waitFor();
      await state('loaded');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('that works: nothing to the agent, and to tools that it subscribed', async () => {
    const tool = await rig.tool();
    const { page } = await rig.open(
      rig.address({ widget: rig.widget('library.html'), hiddenWidget: rig.widget('raw.html') }) + rig.keyFragment,
    );
    await tool.until('subscribed', () =>
      tool.of('desk').some(({ widgets = [] }) => widgets.some(({ state }) => state === 'subscribed')),
    );
    const { widgets = [] } = tool.of('desk').findLast((record) => record.widgets !== undefined) ?? {};
    assert.deepEqual(
      widgets.map(({ address }) => address),
      [rig.widget('library.html'), rig.widget('raw.html')],
    );
    assert.equal(await page.locator('.hint, .refused').count(), 0);
  });

  it('that goes on step by step: loaded, its library seen, refused, subscribed; and beside which interaction', async () => {
    rig.site.add('steps.html', '<!doctype html><script src="clientLibrary.js"></script>');
    const tool = await rig.tool();
    const { page } = await rig.open(rig.address({ widget: rig.widget('steps.html') }) + rig.keyFragment);
    const of = (name: RegExp) =>
      tool
        .of('desk')
        .findLast(({ widgets }) => widgets !== undefined)
        ?.widgets?.find((widget) => name.test(widget.name));
    const own = (wanted: string) => tool.until(wanted, () => of(/^steps/)?.state === wanted);
    await own('loaded');
    const frame = await rig.frame(page, (url) => url.endsWith('/steps.html'));
    await frame.evaluate('genesys.wwe.service.agent.get(() => undefined)');
    await own('library');
    await page.evaluate(() => window.workspace.configure({ acceptedOrigins: 'http://nobody.example' }));
    await own('refused');
    await frame.evaluate('genesys.wwe.service.subscribe("agent", () => undefined)');
    await page.evaluate(() => window.workspace.configure({ acceptedOrigins: '*' }));
    await own('subscribed');
    const id = await page.evaluate((url) => {
      window.workspace.addWidget(url, 'interaction');
      return window.workspace.bringIn({ media: 'voice' });
    }, rig.widget('library.html'));
    await tool.until('the widget of the interaction', () => of(/^library/)?.interactionId === id);
  });

  it('in windows of their own: the same, each under a name of its own, until its window is closed', async () => {
    const tool = await rig.tool();
    const { page } = await rig.open(rig.address({ hiddenWidget: rig.widget('raw.html') }) + rig.keyFragment);
    const inWindows = () =>
      (tool.of('desk').findLast(({ widgets }) => widgets !== undefined)?.widgets ?? [])
        .filter(({ name }) => name.includes('in a window'))
        .map(({ name, state }) => `${name.replace(/ \(.*\)/, '')}: ${state}`);
    const reported = (...wanted: string[]) =>
      tool.until(wanted.join(', ') || 'no window', () => inWindows().join() === wanted.join());
    const open = async () => {
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.evaluate((address) => window.workspace.openWindow(address), rig.widget('raw.html')),
      ]);
      await popup.waitForLoadState();
      return popup;
    };
    const first = await open();
    await reported('raw.html, in a window: loaded');
    await new RawWidget(first.mainFrame()).subscribe('agent');
    await reported('raw.html, in a window: subscribed');
    const second = await open();
    await reported('raw.html, in a window: subscribed', 'raw.html, in a window 2: loaded');
    await first.close();
    await reported('raw.html, in a window 2: loaded');
    await second.close();
    await reported();
  });
});

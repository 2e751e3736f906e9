import assert from 'node:assert/strict';
import { sharedBrowser } from './support/sharedBrowser';
import { RawWidget } from './widgets/rawWidget';
import { SimulatorRig } from './widgets/simulatorRig';

describe('frames of widgets in the simulated Workspace', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  it('hear what others broadcast, a dialog of the same widget too, and not what they broadcast themselves', async () => {
    const { page } = await rig.open(rig.address({ widget: [rig.widget('raw.html'), rig.widget('raw.html?other')] }));
    const widget = await rig.rawWidget(page, 'raw.html');
    await widget.call('system.openDialog', rig.widget('raw.html?dialog'), {});
    const frames = await Promise.all(
      ['raw.html', 'raw.html?other', 'raw.html?dialog'].map((name) =>
        rig.frame(page, (url) => url === rig.widget(name)),
      ),
    );
    await Promise.all(frames.map((frame) => frame.waitForFunction(() => 'wire' in window)));
    const widgets = frames.map((frame) => new RawWidget(frame));
    await Promise.all(widgets.map((one) => one.subscribe('messenger:news')));
    await widgets[0]?.call('messenger.broadcastMessage', 'news', 'first');
    await widgets[1]?.call('messenger.broadcastMessage', 'news', 'second');
    assert.deepEqual(await Promise.all(widgets.map((one) => one.events('messenger:news'))), [
      ['second'],
      ['first'],
      ['first', 'second'],
    ]);
  });

  it('are reported with their subscriptions and the ends of those', async () => {
    const tool = await rig.tool();
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }) + rig.keyFragment);
    const widget = await rig.rawWidget(page, 'raw.html');
    const id = await widget.subscribe(['agent', 'media']);
    await widget.send({ event: 'unsubscribe', data: id });
    await tool.until('the reply', () => tool.of('reply').find(({ service }) => service === 'unsubscribe'));
    assert.deepEqual(
      tool
        .of('call')
        .filter(({ by }) => by === 'widget')
        .map(({ service, parameters }) => [service, parameters]),
      [
        ['subscribe', [['agent', 'media']]],
        ['unsubscribe', [id]],
      ],
    );
    const reply = tool.of('reply').find(({ service, data }) => service === 'subscribe' && data === id);
    assert.equal(reply?.outcome, 'succeeded');
  });

  it('that are left show what they said last as ignored: nobody could tell which one it was', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }));
    const { frame } = await rig.rawWidget(page, 'raw.html');
    await frame.evaluate(() => {
      window.addEventListener('pagehide', () =>
        window.wire.post({ request: 'system.triggerActivity', referenceId: '9', userAgent: 'WWE Client' }),
      );
      location.reload();
    });
    await page.waitForFunction(() => window.workspace.messages().some(({ kind }) => kind === 'ignored'));
    const [ignored] = await page.evaluate(() => window.workspace.messages().filter(({ kind }) => kind === 'ignored'));
    assert.deepEqual([ignored?.widget, ignored?.name], [`page of ${rig.site.origin}`, 'its page is gone']);
  });
});

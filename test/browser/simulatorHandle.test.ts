import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { docsPage } from './support/docs';
import { sharedBrowser } from './support/sharedBrowser';
import { RawWidget } from './widgets/rawWidget';
import { SimulatorRig } from './widgets/simulatorRig';

describe('window.workspace, what a test has of the simulated Workspace,', () => {
  let rig: SimulatorRig;
  let page: Page;
  let widget: RawWidget;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  beforeEach(async () => {
    ({ page, widget } = await rig.openWithRawWidget());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  it('is described in docs/testing.md, method for method', async () => {
    // What the fixtures for Playwright offer has a table of its own before it.
    const [, text = ''] = (await docsPage('testing.md')).split('use `window.workspace` in the page');
    const cells = [...text.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell);
    const described = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)\(/g)].map(([, name]) => name));
    const there = await page.evaluate(() => Object.keys(window.workspace));
    assert.deepEqual(described.toSorted(), there.toSorted());
  });

  it('brings in, acts, lets happen, and says what can be done', async () => {
    const done = await page.evaluate(() => {
      const id = window.workspace.bringIn({ media: 'voice', ani: '5550199' });
      const offered = window.workspace.availableActions(id);
      window.workspace.act({ do: 'accept', interactionId: id });
      const possible = window.workspace.availableMoves(id);
      window.workspace.happen({ happens: 'farEndHangsUp', interactionId: id });
      return { offered, possible, state: window.workspace.state().interactions[0]?.state };
    });
    assert.deepEqual(done.offered, ['accept', 'reject']);
    assert.ok(done.possible.includes('farEndHangsUp') && !done.possible.includes('ringTimesOut'));
    assert.equal(done.state, 'IDLE');
  });

  it('says why something is not possible', async () => {
    await assert.rejects(
      page.evaluate(() => window.workspace.act({ do: 'accept', interactionId: '7' })),
      /There is no interaction 7\./,
    );
    await assert.rejects(
      page.evaluate(() => window.workspace.removeWidget('nobody')),
      /There is no widget nobody\./,
    );
    await assert.rejects(
      page.evaluate(() => window.workspace.openWindow('javascript:document.title=1')),
      /Addresses that begin with javascript: are not shown/,
    );
  });

  it('hands out copies: changing them changes nothing', async () => {
    const left = await page.evaluate(() => {
      window.workspace.bringIn({ media: 'chat' });
      Object.assign(window.workspace.options(), { rateLimit: 1 });
      Object.assign(window.workspace.state().interactions[0] ?? {}, { state: 'ERROR' });
      return [window.workspace.options().rateLimit, window.workspace.state().interactions[0]?.state];
    });
    assert.deepEqual(left, [0, 'INVITED']);
  });

  it('reloads and removes a widget, and what the widget put on the desk goes with it', async () => {
    const name = await page.evaluate(() => window.workspace.widgets()[0]?.name ?? '');
    await widget.call('system.updateViewInApplicationMenuBar', { name: 'crm' });
    const loaded = page.waitForEvent('framenavigated', (frame) => frame.url() === rig.widget('raw.html'));
    await page.evaluate((name) => window.workspace.reloadWidget(name), name);
    await loaded;
    assert.deepEqual(await page.evaluate(() => window.workspace.state().menuViews), []);
    const gone = page.waitForEvent('framedetached');
    await page.evaluate((name) => window.workspace.removeWidget(name), name);
    await gone;
    assert.deepEqual(await page.evaluate(() => window.workspace.widgets()), []);
  });

  it('opens a widget in a window, with its variables filled in', async () => {
    const opened = page.waitForEvent('popup');
    await page.evaluate((url) => window.workspace.openWindow(url), rig.widget('raw.html?agent=$Agent.FullName$'));
    const popup = await opened;
    await popup.waitForLoadState();
    assert.equal(popup.url(), rig.widget('raw.html?agent=Ada%20Morgan'));
    assert.equal(await new RawWidget(popup.mainFrame()).call('system.isFrameLeading'), true);
  });

  it('lets a widget out of quarantine', async () => {
    await page.evaluate(() => window.workspace.configure({ rateLimit: 2, quarantineDelay: 0 }));
    for (const service of ['agent.get', 'agent.getState']) await widget.call(service);
    await widget.post({ request: 'agent.get', referenceId: 'ignored', userAgent: 'WWE Client' });
    await page.waitForFunction(() => window.workspace.state().quarantined.length === 1);
    await page.getByText('This widget is in quarantine').waitFor();
    await page.evaluate(() => {
      for (const name of window.workspace.state().quarantined) window.workspace.releaseFromQuarantine(name);
    });
    await widget.call('agent.get');
    assert.ok((await widget.received()).every(({ referenceId }) => referenceId !== 'ignored'));
  });

  it('plays a scenario and tells how it went, once it is over', async () => {
    const answered = {
      scenario: 'Answered',
      steps: [
        { world: { happens: 'inbound', media: 'voice' }, as: 'call' },
        { expect: { called: 'interaction.accept', with: ['$call'] } },
      ],
    };
    const report = page.evaluate((scenario) => window.workspace.playScenario(scenario), answered);
    await page.waitForFunction(() => window.workspace.state().interactions.length === 1);
    await widget.call('interaction.accept', '1');
    assert.equal((await report).outcome, 'passed');
    const replaced = page.evaluate((scenario) => window.workspace.playScenario(scenario), answered);
    await page.waitForFunction(() => window.workspace.state().interactions.length === 2);
    await page.evaluate(() => {
      void window.workspace.playScenario({ scenario: 'Other', steps: [{ never: { called: 'agent.get' } }] });
    });
    assert.equal((await replaced).outcome, 'running');
  });
});

import assert from 'node:assert/strict';
import { sharedBrowser } from './support/sharedBrowser';
import { RawWidget } from './widgets/rawWidget';
import { SimulatorRig, until } from './widgets/simulatorRig';

describe('where a widget of the simulated Workspace may be', () => {
  let rig: SimulatorRig;
  before(async () => {
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(() => rig.stop());

  it('in a frame within a widget', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('nest.html') }));
    const inner = await rig.rawWidget(page, 'raw.html');
    await until(await rig.frame(page, (url) => url.endsWith('/nest.html')), 'document.readyState === "complete"');
    await inner.subscribe('interaction');
    const id = await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await inner.call('interaction.accept', id);
    assert.deepEqual(await inner.eventTypes(), ['RINGING', 'CASE_SELECTED', 'ESTABLISHED']);
    // To the agent it is the widget: the block bears the widget's name.
    await inner.call('interaction.blockMarkdone', id, 'Inner');
    const blocks = await page.evaluate(() => window.workspace.state().interactions[0]?.markdoneBlocks);
    assert.deepEqual(
      Object.keys(blocks ?? {}),
      await page.evaluate(() => window.workspace.widgets().map((w) => w.name)),
    );
  });

  it('in a window that Workspace opened', async () => {
    const { page } = await rig.open(rig.address({ widget: rig.widget('raw.html') }));
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Open in a window' }).click();
    const popup = await opened;
    await popup.waitForLoadState();
    const widget = new RawWidget(popup.mainFrame());
    await widget.subscribe('interaction');
    const id = await page.evaluate(() => window.workspace.bringIn({ media: 'chat' }));
    await widget.call('interaction.blockMarkdone', id, 'Of the window');
    assert.deepEqual(await widget.eventTypes(), ['INVITED', 'CASE_SELECTED']);
    await popup.close();
    // With the window goes what it had put on the desk.
    await page.evaluate((id) => window.workspace.act({ do: 'accept', interactionId: id }), id);
    await page.waitForFunction(
      () => Object.keys(window.workspace.state().interactions[0]?.markdoneBlocks ?? {}).length === 0,
    );
  });

  it('not in a window where the frame around Workspace forbids windows, as VS Code does: the agent is told what to do', async () => {
    const workspace = rig.address({ widget: rig.widget('raw.html') });
    rig.site.add(
      'editor.html',
      `<!doctype html><iframe sandbox="allow-scripts allow-same-origin allow-forms" src="${workspace}"></iframe>`,
    );
    const { page } = await rig.open(rig.widget('editor.html'));
    const framed = page.locator('iframe').contentFrame();
    await framed.getByRole('button', { name: 'Open in a window' }).click();
    await framed.getByRole('alert').filter({ hasText: 'Open the simulated Workspace in your browser' }).waitFor();
  });

  it('around Workspace: a page that holds it in a frame', async () => {
    const { page } = await rig.open(
      `${rig.widget('crm.html')}?workspace=${encodeURIComponent(rig.address({ hiddenWidget: rig.widget('raw.html') }))}`,
    );
    const workspace = await rig.frame(page, (url) => url.includes('/workspace?'));
    await until(workspace, '"workspace" in window');
    const crm = new RawWidget(page.mainFrame());
    await crm.subscribe(['interaction']);
    const id = await workspace.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await crm.call('interaction.accept', id);
    assert.equal((await crm.interaction(id)).state, 'TALKING');
    assert.deepEqual(await crm.eventTypes(), ['RINGING', 'CASE_SELECTED', 'ESTABLISHED']);
    const agent: unknown = await page.evaluate(
      'new Promise((resolve) => genesys.wwe.service.agent.get(({ data }) => resolve(data.username)))',
    );
    assert.equal(agent, 'amorgan');
  });

  it('in a tab, which belongs to no interaction: an address that wants one is told so', async () => {
    const { page } = await rig.open(
      rig.address({ widget: [`${rig.widget('raw.html')}?id=$Interaction.Id$`, rig.widget('library.html')] }),
    );
    const hint = page.getByText('$Interaction.Id$ in this widget');
    await hint.waitFor();
    await page.getByRole('tab', { name: 'library.html' }).click();
    await hint.waitFor({ state: 'detached' });
  });

  it('out of sight, and Workspace tells it so', async () => {
    const { page } = await rig.open(
      rig.address({ widget: rig.widget('library.html'), hiddenWidget: rig.widget('raw.html') }),
    );
    const hidden = await rig.rawWidget(page, 'raw.html');
    assert.equal(await hidden.call('system.amIVisible'), false);
    await page.evaluate((address) => window.workspace.addWidget(address), rig.widget('raw.html?seen'));
    await page.getByRole('tab', { name: 'raw.html' }).click();
    const seen = new RawWidget(await rig.frame(page, (url) => url.endsWith('/raw.html?seen')));
    await until(seen.frame, '"wire" in window');
    assert.equal(await seen.call('system.amIVisible'), true);
  });

  it('once for each interaction, with its id in the address', async () => {
    const { page } = await rig.open(
      rig.address({ interactionWidget: `${rig.widget('raw.html')}?id=$Interaction.Id$&agent=$Agent.FullName$` }),
    );
    const first = await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    const frame = await rig.frame(page, (url) => url.endsWith(`/raw.html?id=${first}&agent=Ada%20Morgan`));
    await page.evaluate(() => window.workspace.bringIn({ media: 'chat' }));
    await page.getByRole('button', { name: /^Chat: / }).click();
    await rig.frame(page, (url) => url.endsWith('/raw.html?id=2&agent=Ada%20Morgan'));
    await page.getByRole('button', { name: /^Call: / }).click();
    await page.evaluate((id) => window.workspace.act({ do: 'reject', interactionId: id }), first);
    const gone = page.waitForEvent('framedetached', (detached) => detached === frame);
    await page.getByRole('button', { name: 'Mark Done' }).click();
    await gone;
  });

  it('nowhere if its address is no web address', async () => {
    const { page } = await rig.open(rig.address({ widget: ['javascript:document.title="run"', 'nonsense'] }));
    await page.getByText('Addresses that begin with javascript: are not shown.').waitFor();
    await page.getByRole('tab', { name: 'nonsense' }).click();
    await page.getByText('This is not a whole address.').waitFor();
    assert.equal(await page.title(), 'Workspace (simulated)');
  });

  it('reloaded alone: the others go on, and what it had put on the desk goes', async () => {
    const { page } = await rig.open(rig.address({ widget: [rig.widget('raw.html'), rig.widget('library.html')] }));
    const widget = await rig.rawWidget(page, 'raw.html');
    const other = await rig.rawWidget(page, 'library.html');
    const id = await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await widget.call('interaction.blockMarkdone', id, 'Mine');
    await other.frame.evaluate('window.stillThere = true');
    await page.getByRole('button', { name: 'Reload the widget' }).click();
    await until(page.mainFrame(), 'Object.keys(workspace.state().interactions[0].markdoneBlocks).length === 0');
    const again = await rig.rawWidget(page, 'raw.html', widget.frame);
    await again.call('interaction.accept', id);
    assert.equal(await other.frame.evaluate('window.stillThere'), true);
  });
});

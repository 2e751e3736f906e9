import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { sharedBrowser } from './support/sharedBrowser';
import type { RawWidget } from './widgets/rawWidget';
import { SimulatorRig } from './widgets/simulatorRig';

describe('what can go wrong in the simulated Workspace on request', () => {
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

  const add = (fault: Parameters<Window['workspace']['addFault']>[0]) =>
    page.evaluate((fault) => window.workspace.addFault(fault), fault);

  it('is a reply with an error, as often as was asked for', async () => {
    await page.getByRole('button', { name: 'Simulator', exact: true }).click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByLabel('What goes wrong').selectOption('Reply with an error');
    await page.getByLabel('Service (* for all)').fill('agent.*');
    await page.getByLabel('errorMessage').fill('Out of order');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.getByText('Reply with an error: agent.*, 1 times').waitFor();
    assert.equal((await widget.ask('media.getMediaList')).errorMessage, undefined);
    assert.equal((await widget.ask('agent.getState')).errorMessage, 'Out of order');
    assert.equal((await widget.ask('agent.getState')).errorMessage, undefined);
    await page.getByText('Everything goes as it should.').waitFor();
  });

  it('is a reply that comes late or never', async () => {
    await add({ effect: 'replyLate', name: 'agent.get', times: 1, delayMs: 50 });
    await add({ effect: 'replyNever', name: 'agent.getStateList', times: 1 });
    await widget.post(
      { request: 'agent.getStateList', referenceId: 'never', userAgent: 'WWE Client' },
      { request: 'agent.get', referenceId: 'late', userAgent: 'WWE Client' },
      { request: 'agent.getState', referenceId: 'soon', userAgent: 'WWE Client' },
    );
    await widget.frame.waitForFunction(() => window.wire.received.some(({ referenceId }) => referenceId === 'late'));
    assert.deepEqual(
      (await widget.received()).map(({ referenceId }) => referenceId),
      ['soon', 'late'],
    );
  });

  it('is an event that is dropped or comes twice', async () => {
    await widget.subscribe('agent');
    await add({ effect: 'eventDropped', name: 'agent', times: 1 });
    await widget.call('agent.setState', 'NotReady');
    assert.equal((await widget.events('agent')).length, 0);
    await add({ effect: 'eventDoubled', name: '*', times: 1 });
    await widget.call('agent.setState', 'Ready');
    assert.equal((await widget.events('agent')).length, 2);
  });

  it('is an event before the reply to subscribe', async () => {
    await add({ effect: 'subscribedLate', times: 1, delayMs: 50 });
    await widget.post(
      { event: 'subscribe', data: 'agent', referenceId: 's', userAgent: 'WWE Client' },
      { request: 'agent.setState', parameters: ['NotReady'], referenceId: 'set', userAgent: 'WWE Client' },
    );
    await widget.frame.waitForFunction(() => window.wire.received.some(({ referenceId }) => referenceId === 's'));
    const kinds = (await widget.received()).map(({ event, referenceId }) => event ?? referenceId);
    assert.ok(kinds.indexOf('agent') < kinds.indexOf('s'), String(kinds));
  });

  it('is a reload of the page, in which the desk and what the widget knew are lost', async () => {
    await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await page.getByRole('button', { name: 'Simulator', exact: true }).click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await loaded;
    await page.getByText('No case is open.').waitFor();
    const anew = await rig.rawWidget(page, 'raw.html');
    assert.deepEqual(await anew.call('interaction.getInteractions'), []);
  });

  it('has to be something that the page knows', async () => {
    await assert.rejects(page.evaluate("workspace.addFault({ effect: 'fire' })"), /effect/);
    await assert.rejects(page.evaluate("workspace.act({ do: 'dance', interactionId: '1' })"), /do/);
    await assert.rejects(page.evaluate("workspace.bringIn({ media: '' })"), /media/);
    await assert.rejects(page.evaluate("workspace.configure({ rateLimit: 'many' })"), /rateLimit/);
    await assert.rejects(page.evaluate("workspace.addWidget('http://localhost/', 'roof')"), /roof/);
  });
});

import assert from 'node:assert/strict';
import type { PageRecord } from '../../src/protocol/records';
import { TraceWriter } from '../../src/trace/traceWriter';
import { Product } from './support/product';
import { timelineFrame } from './support/timelineFrame';

const load = { page: 'p1', epoch: 1, title: 'Orders', location: 'https://x/', origin: 'https://x', place: 'widget' };

function event(seq: number, state: string): PageRecord {
  const interaction = { interactionId: '7', state, media: 'voice', contact: { displayName: 'Jane Doe' } };
  return { kind: 'event', seq, time: Date.now(), name: 'interaction', data: { eventType: 'CHANGED', interaction } };
}

function trace(): string {
  const writer = new TraceWriter({ product: '0.1.0', begun: 1, masking: { allowedKeys: [] } });
  return (
    writer.header() +
    writer.lines(
      load,
      ['RINGING', 'TALKING', 'HELD'].map((state, at) => event(at + 1, state)),
    )
  );
}

describe('the timeline', () => {
  let product: Product | undefined;
  afterEach(async () => {
    await product?.stop();
    product = undefined;
  });

  it('shows what happens on the pages, with one selection for itself and the view Interactions', async () => {
    product = await Product.start();
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    await workbench.runCommand('Deskside: Show Timeline');
    const simulator = await product.openSimulator(await product.pageKey());
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    const call = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
    await workbench.act(call, 'Accept');
    const frame = await timelineFrame(workbench.page);
    const row = frame.getByRole('row').filter({ hasText: 'ESTABLISHED' }).first();
    await row.click();
    await frame.getByRole('row', { name: 'state RINGING TALKING' }).waitFor();
    await workbench.page.locator('[role=treeitem][aria-selected=true]').filter({ hasText: 'Inbound call' }).waitFor();
    await frame.getByRole('button', { name: 'Open as JSON' }).click();
    await workbench.page.getByRole('tab', { name: /^interaction_? ?\d+\.json/ }).waitFor();
  });

  it('opens a trace that is cut off, in a workspace that is not trusted and without a connection', async () => {
    const whole = trace();
    product = await Product.start({ trusted: false, files: { 'cut.deskside-trace': whole.slice(0, -20) } });
    const { workbench } = product;
    await workbench.quickOpen('cut.deskside-trace');
    const frame = await timelineFrame(workbench.page);
    await frame.getByText('The recording was cut off in line 5').waitFor();
    const rows = frame.getByRole('row').filter({ hasText: 'CHANGED' });
    await rows.nth(1).click();
    await frame.getByRole('row', { name: 'state RINGING TALKING' }).waitFor();
    assert.equal(await rows.count(), 2);
    await frame.getByRole('grid', { name: 'Records' }).press('ArrowUp');
    await frame.getByText('Then').waitFor();
    await frame.getByRole('listitem').filter({ hasText: 'RINGING' }).waitFor();
  });
});

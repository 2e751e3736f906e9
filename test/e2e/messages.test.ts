import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { FakePage } from '../support/fakePage';
import { Product } from './support/product';

describe('what the user is told', () => {
  let product: Product;
  before(async () => {
    product = await Product.start({
      settings: { 'deskside.simulator.widgets': ['http://localhost:5173/', 'localhost:5174'] },
    });
    await product.workbench.showContainer('Deskside');
    await product.startDeskside();
  });
  after(() => product.stop());

  it('names the entry of a setting that is no address, and leads to the setting', async () => {
    const { workbench } = product;
    await workbench.runCommand('Deskside: Open Workspace Simulator');
    const message = workbench.message('Entry 2 is "localhost:5174".');
    await message.getByRole('button', { name: 'Open Settings' }).waitFor();
    await workbench.clearNotifications();
  });

  it('says that Workspace stays silent, once until it replies again', async () => {
    const { workbench } = product;
    const page = await FakePage.connect(product.relayPort, await product.pageKey());
    const reply = (callId: string, outcome: string): object[] => [
      { kind: 'call', callId, by: 'widget', service: 'agent.get', parameters: [] },
      { kind: 'reply', callId, service: 'agent.get', outcome, durationMs: 10_000 },
    ];
    const silent = (...callIds: string[]): object[] => callIds.flatMap((callId) => reply(callId, 'timedOut'));
    const warning = (calls: number): Locator => workbench.message(`Workspace did not reply to the last ${calls} calls`);
    page.record(...silent('1', '2', '3'));
    await warning(3).getByRole('button', { name: 'Show Events' }).waitFor();
    await workbench.clearNotifications();
    // The fourth belongs to the same silence; those after the reply are another one.
    page.record(...silent('4'));
    page.record(...reply('5', 'succeeded'), ...silent('6', '7', '8'));
    await workbench.showNotifications();
    await warning(3).waitFor();
    assert.equal(await warning(4).count(), 0);
    await page.close();
  });
});

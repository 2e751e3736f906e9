import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Product } from './support/product';

describe('an inbound call', () => {
  let product: Product;
  let pageKey: string;
  let simulator: Page;
  before(async () => {
    product = await Product.start();
  });
  after(() => product.stop());

  const call = () => product.workbench.tree('Interactions').filter({ hasText: 'Inbound call' });

  it('is shown in the tree, accepted there, established in the simulator, and the log has it all', async () => {
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    pageKey = await product.pageKey();
    simulator = await product.openSimulator(pageKey);
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await call().filter({ hasText: 'RINGING' }).waitFor();

    await workbench.page.bringToFront();
    await workbench.act(call(), 'Accept');
    await simulator.getByText('TALKING').first().waitFor();
    await call().filter({ hasText: 'TALKING' }).waitFor();

    await workbench.runCommand('Deskside: Show Events');
    for (const text of ['interaction RINGING', 'interaction.accept', 'succeeded in', 'interaction ESTABLISHED']) {
      await workbench.outputLine(text).waitFor();
    }
  });

  it('has user data that can be changed in the tree', async () => {
    const { workbench } = product;
    await workbench.clearNotifications();
    await workbench.expand(call());
    await workbench.expand(workbench.tree('Interactions').filter({ hasText: 'User Data' }));
    await workbench.act(workbench.tree('Interactions').filter({ hasText: 'Segment' }), 'Edit Value…');
    await workbench.answer('Value of Segment', 'Platinum');
    await simulator.getByText('Platinum').first().waitFor();
    await workbench.tree('Interactions').filter({ hasText: 'Platinum' }).waitFor();
  });

  it('leaves neither its user data nor a key in any file', async () => {
    const { workbench } = product;
    await workbench.runCommand('Deskside: Show Events');
    await workbench.outputLine('interaction.setUserData').waitFor();
    const files = await product.files();
    const holding = (text: string): string[] =>
      [...files].filter(([, held]) => held.includes(text)).map(([name]) => name);
    assert.notDeepEqual(holding('interaction.setUserData'), [], 'the log is not among the files');
    for (const secret of ['Platinum', 'C-1042', pageKey]) assert.deepEqual(holding(secret), [], `where ${secret} is`);
  });
});

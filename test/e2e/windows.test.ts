import assert from 'node:assert/strict';
import { Product } from './support/product';

describe('two windows of VS Code', () => {
  let product: Product;
  before(async () => {
    product = await Product.start();
  });
  after(() => product.stop());

  it('have one relay and its keys: each shows the pages, and one goes on when the other is stopped', async () => {
    const first = product.workbench;
    await product.startDeskside();
    const pageKey = await product.pageKey();
    const second = await product.openWindow();
    await second.runCommand('Deskside: Start');
    await second.status('Deskside: waiting').waitFor();
    await product.openSimulator(pageKey);
    await first.status('Deskside: 1 page').waitFor();
    await second.status('Deskside: 1 page').waitFor();
    await first.runCommand('Deskside: Stop');
    await first.status(/Deskside$/).waitFor();
    await second.status('Deskside: 1 page').waitFor();
    await first.runCommand('Deskside: Start');
    await first.status('Deskside: 1 page').waitFor();
  });

  it('keep the keys over a reload', async () => {
    const pageKey = await product.pageKey();
    await product.workbench.reload();
    assert.equal(await product.pageKey(), pageKey);
  });
});

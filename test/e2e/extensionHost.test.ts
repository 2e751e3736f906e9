import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Part } from '../chaos/support/part';
import { buildParts } from '../chaos/support/scripts';
import { Witness } from '../chaos/support/witness';
import { until } from '../support/until';
import { LoggedRecords } from './support/loggedRecords';
import { Product } from './support/product';

describe('the extension host that runs the relay', () => {
  let folder: string;
  let product: Product;
  let page: Part;
  let logged: LoggedRecords;
  const witness = new Witness(true);
  before(async () => {
    folder = await buildParts();
    product = await Product.start({ settings: { 'deskside.log.showValues': true }, tracing: true });
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    logged = new LoggedRecords(product, witness);
    page = new Part(join(folder, 'page.js'), (news) => {
      if (news.news === 'recorded') witness.recorded(news.load, news.events);
    });
    const relay = `127.0.0.1:${product.relayPort}`;
    await page.start(`ws://${relay}/page`, await product.pageKey(), `http://${relay}`, join(folder, 'page.json'));
    await record(10);
    await logged.untilComplete();
  });
  after(async () => {
    await page.kill();
    await product.stop();
    await rm(folder, { recursive: true });
  });

  /** Lets the page make events, and waits until it says that it has. */
  async function record(count: number): Promise<void> {
    const expected = witness.total + count;
    page.tell({ do: 'record', count, bytes: 0 });
    await until('the events of the page', () => witness.total >= expected);
  }

  it('may be stopped and go on: each record of a page arrives once and in order', async () => {
    const host = await product.extensionHost();
    process.kill(host, 'SIGSTOP');
    await record(50);
    process.kill(host, 'SIGCONT');
    await record(1);
    await logged.untilComplete();
    assert.equal(witness.lost, 0);
  });

  it('may be killed: another one goes on by itself, the page comes back to it, and what it does not get a gap counts', async () => {
    const before = witness.total;
    await record(50);
    process.kill(await product.extensionHost(), 'SIGKILL');
    await record(50);
    await logged.untilComplete();
    // It counts what the one before had, which is not lost to the user: its lines stand above.
    assert.ok(witness.lost >= before && witness.lost <= before + 50, `${witness.lost} lost`);
  });

  it('leaves Deskside off in the next one where the user stopped it', async () => {
    const { workbench } = product;
    const before = await product.extensionHost();
    await workbench.runCommand('Deskside: Stop');
    await workbench.page.getByRole('button', { name: 'Start Deskside' }).waitFor();
    process.kill(before, 'SIGKILL');
    await until('another extension host', async () => (await product.extensionHost()) !== before);
    // What it does by itself comes before what it is told to.
    await workbench.runCommand('Deskside: Diagnose Connection');
    await workbench.page.getByText('Deskside is off').first().waitFor();
  });
});

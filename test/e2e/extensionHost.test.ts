import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readTraceFile } from '../../src/trace/readTrace';
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

  it('may be killed: another one goes on by itself, also with a recording, the page comes back to it, and what it does not get a gap counts', async () => {
    const { workbench } = product;
    const file = join(dirname(product.folder), 'killed.deskside-trace');
    await workbench.runCommand('Deskside: Start Recording…');
    await workbench.nameFile('.deskside-trace', file);
    const recording = workbench.page.getByRole('button', { name: /^Recording into/ });
    await recording.waitFor();
    await record(20);
    await until('the first events in the file', async () => (await recordedEvents(file)).length >= 20);
    const written = await recordedEvents(file);

    const before = witness.total;
    await record(50);
    process.kill(await product.extensionHost(), 'SIGKILL');
    await record(50);
    await logged.untilComplete();
    // It counts what the one before had, which is not lost to the user: its lines stand above.
    assert.ok(witness.lost >= before && witness.lost <= before + 50, `${witness.lost} lost`);

    await recording.waitFor();
    await record(20);
    await until('the last events in the file', async () => (await recordedEvents(file)).length >= 40);
    assert.deepEqual((await recordedEvents(file)).slice(0, written.length), written);
    await workbench.runCommand('Deskside: Stop Recording');
    assert.equal((await readTraceFile(file)).damage, undefined);
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

/** The numbers of the events in a trace, in which each record stands once and in order, or in a gap. */
async function recordedEvents(file: string): Promise<readonly number[]> {
  // Its first lines come with the first flush.
  if ((await stat(file)).size === 0) return [];
  const { entries } = await readTraceFile(file);
  const records = entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
  for (const [index, { seq, kind }] of records.entries()) {
    const before = records[index - 1]?.seq ?? seq - 1;
    assert.ok(seq === before + 1 || (kind === 'gap' && seq > before), `${kind} ${seq} after ${before}`);
  }
  return records.filter(({ kind }) => kind === 'event').map(({ seq }) => seq);
}

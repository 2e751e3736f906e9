import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../support/until';
import { FakePage } from '../support/fakePage';
import { Product } from './support/product';

const call = { interactionId: '7', state: 'RINGING', media: 'voice', callType: 'INBOUND' };

describe('what the user is asked before anything happens', () => {
  let product: Product;
  let key: string;
  before(async () => {
    product = await Product.start();
    await product.workbench.showContainer('Deskside');
    await product.startDeskside();
    key = await product.pageKey();
    await product.workbench.clearNotifications();
  });
  after(() => product.stop());

  const connect = (origin: string, title = 'My Widget'): Promise<FakePage> =>
    FakePage.connect(product.relayPort, key, {
      origin,
      title,
      place: 'widget',
      id: `page-of-${new URL(origin).hostname.replace('.', '-')}`,
    });
  const dialog = (text: string): Locator => product.workbench.page.getByRole('dialog').filter({ hasText: text });

  /** Presses a button of the question about an origin. */
  async function decide(origin: string, button: string): Promise<void> {
    const question = product.workbench.message(`at ${origin} wants to connect`);
    await question.getByRole('button', { name: button, exact: true }).click();
    await question.waitFor({ state: 'hidden' });
  }

  /** The relay is told in the background. */
  const untilLetIn = (origin: string): Promise<FakePage> =>
    until(`${origin} to be let in`, () => connect(origin).catch(() => undefined));

  it('a page may always connect: with Always it does so after a new start, too', async () => {
    const origin = 'http://always.example:5173';
    await assert.rejects(connect(origin), /403/);
    await decide(origin, 'Always');
    await (await untilLetIn(origin)).close();
    await product.workbench.runCommand('Deskside: Stop');
    await product.workbench.status(/Deskside$/).waitFor();
    await product.startDeskside();
    await (await untilLetIn(origin)).close();
  });

  it('a page may connect once: with Allow Once it does so until the relay ends', async () => {
    const origin = 'http://once.example:5173';
    await assert.rejects(connect(origin), /403/);
    await decide(origin, 'Allow Once');
    await (await untilLetIn(origin)).close();
    await product.workbench.runCommand('Deskside: Stop');
    await product.workbench.status(/Deskside$/).waitFor();
    await product.startDeskside();
    await assert.rejects(connect(origin), /403/);
    await decide(origin, 'Deny');
  });

  it('a page is denied: it stays outside and is not asked about again, while others are', async () => {
    const [denied, other] = ['http://denied.example:5173', 'http://other.example:5173'];
    await assert.rejects(connect(denied), /403/);
    await decide(denied, 'Deny');
    await assert.rejects(connect(denied), /403/);
    await assert.rejects(connect(other), /403/);
    await product.workbench.message(`at ${other} wants`).waitFor();
    assert.equal(await product.workbench.message(`at ${denied} wants`).count(), 0);
    await decide(other, 'Deny');
  });

  it('a call that reaches a customer is made: not after Cancel, and without another question after a yes', async () => {
    const { workbench } = product;
    const page = await untilLetIn('http://always.example:5173');
    page.record({ kind: 'desk', whole: true, interactions: [call] });
    const row = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
    await workbench.act(row, 'Accept');
    const question = dialog('Accept on “My Widget”?');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    await workbench.act(row, 'Accept');
    await question.getByRole('button', { name: 'Accept', exact: true }).click();
    await until('the call', () => page.invoked.length === 1);
    await workbench.act(row, 'Reject');
    await until('the other call', () => page.invoked.length === 2);
    assert.deepEqual(
      page.invoked.map(({ service }) => service),
      ['interaction.accept', 'interaction.reject'],
    );
  });

  it('new keys cut pages off: not after Cancel', async () => {
    const { workbench } = product;
    await workbench.status('Deskside: 1 page').waitFor();
    await workbench.runCommand('Deskside: Renew Keys');
    const question = dialog('Make new keys and cut off 1 page?');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    assert.equal(await product.pageKey(), key);
    await workbench.status('Deskside: 1 page').waitFor();
    await workbench.runCommand('Deskside: Renew Keys');
    await question.getByRole('button', { name: 'Renew Keys' }).click();
    await workbench.message('Deskside has new keys').waitFor();
    // What was said of the first copy must not pass for the second.
    await workbench.clearNotifications();
    assert.notEqual(await product.pageKey(), key);
    await assert.rejects(connect('http://always.example:5173'), /has not the key/);
  });
});

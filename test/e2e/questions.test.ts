import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../support/until';
import { FakePage } from '../support/fakePage';
import { Product } from './support/product';

const call = {
  interactionId: '7',
  caseId: 'case-1',
  state: 'TALKING',
  media: 'voice',
  callType: 'INBOUND',
  direction: 'IN',
  ani: '+15550100',
  userData: { Account: '4711' },
  contact: { displayName: 'Jane Doe' },
};
const chat = { interactionId: '8', caseId: 'case-2', state: 'INVITED', media: 'chat' };

/** What the page has in its databases, as text. A function within this one would get a helper of the test's own loader. */
async function storedTexts(): Promise<string> {
  const texts: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const store of database.objectStoreNames) {
      const reading: IDBRequest<unknown[]> = database.transaction(store).objectStore(store).getAll();
      const values = await new Promise<unknown[]>((resolve) => {
        reading.onsuccess = () => resolve(reading.result);
      });
      for (const value of values) {
        texts.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value));
      }
    }
    database.close();
  }
  return texts.join('\n');
}

describe('the questions of a call', () => {
  let product: Product;
  let page: FakePage;
  before(async () => {
    product = await Product.start();
    await product.workbench.showContainer('Deskside');
    await product.startDeskside();
    page = await FakePage.connect(product.relayPort, await product.pageKey());
    page.record({ kind: 'desk', whole: true, interactions: [call, chat] });
    await product.workbench.tree('Interactions').filter({ hasText: 'Jane Doe' }).first().waitFor();
  });
  after(() => product.stop());

  const keyboard = () => product.workbench.page.keyboard;
  const widget = (): Locator => product.workbench.page.locator('.quick-input-widget');
  const input = (): Locator => widget().locator('.quick-input-box input');
  const asked = (title: string): Promise<void> => widget().filter({ hasText: title }).waitFor();
  const options = (): Promise<string[]> => widget().getByRole('option').allInnerTexts();

  async function invoke(typed: string): Promise<void> {
    await product.workbench.runCommand('Deskside: Invoke Service…');
    await asked('Invoke Service: which one?');
    await keyboard().type(typed);
    await keyboard().press('Enter');
  }

  /** Types into the editor that is open. */
  async function replaceText(text: string): Promise<void> {
    await product.workbench.page.locator('.view-lines').first().click();
    await keyboard().press('Control+A');
    await keyboard().press('Delete');
    await keyboard().insertText(text);
  }

  async function calls(count: number): Promise<(typeof page.invoked)[number]> {
    return until(`call ${count}`, () => page.invoked.length === count && page.invoked[count - 1]);
  }

  it('are those of the service whose name was typed, however fast Enter comes', async () => {
    await invoke('dial');
    await asked('Dial: which number?');
    await keyboard().press('Escape');
    await invoke('consult');
    await asked('Consult: which interaction?');
    const listed = await options();
    assert.match(listed[0] ?? '', /Inbound call · Jane Doe/);
    assert.match(listed.at(-1) ?? '', /Chat .*does not fit now/);
  });

  it('keep what was typed: Back shows the answer before, and Escape brings all of it back the next time', async () => {
    await keyboard().press('Enter');
    await asked('Consult with whom?');
    await keyboard().type('Skill');
    await keyboard().press('Enter');
    await asked('Consult: which skill?');
    await keyboard().type('Bill');
    await widget().getByRole('button', { name: 'Back' }).click();
    await asked('Consult with whom?');
    await widget().locator('.monaco-list-row.focused').filter({ hasText: 'Skill' }).waitFor();
    await keyboard().press('Enter');
    await asked('Consult: which skill?');
    await until('the text', async () => (await input().inputValue()) === 'Bill');
    await keyboard().press('Escape');
    await invoke('consult');
    for (const title of ['Consult: which interaction?', 'Consult with whom?']) {
      await asked(title);
      await keyboard().press('Enter');
    }
    await asked('Consult: which skill?');
    assert.equal(await input().inputValue(), 'Bill');
  });

  it('can be left out where they need no answer', async () => {
    await keyboard().press('End');
    await keyboard().type('ing');
    await keyboard().press('Enter');
    await asked('Consult: by which media?');
    await widget().getByRole('option', { name: 'Consult Now' }).click();
    assert.deepEqual(await calls(1), {
      service: 'interaction.consult',
      parameters: ['7', { type: 'SKILL', destination: 'Billing' }, {}, {}],
    });
  });

  it('begin with what was used last', async () => {
    await product.workbench.runCommand('Deskside: Invoke Service…');
    await asked('Invoke Service: which one?');
    assert.match((await options())[0] ?? '', /interaction\.consult/);
    await keyboard().press('Escape');
  });

  it('take JSON from an editor of several lines, which can be left without losing the text', async () => {
    const { workbench } = product;
    await invoke('setUserData');
    await asked('Set User Data: which interaction?');
    await keyboard().press('Enter');
    await asked('Set User Data: which keys and values?');
    await input().fill('{"a":1}');
    await widget().getByRole('button', { name: 'Edit in an Editor' }).click();
    const lens = (title: string) => workbench.page.locator('.codelens-decoration a').filter({ hasText: title });
    await lens('Back to the Question').click();
    await asked('Set User Data: which keys and values?');
    assert.equal(await input().inputValue(), '{ "a": 1 }');
    await widget().getByRole('button', { name: 'Edit in an Editor' }).click();
    await lens('Use This Value').waitFor();
    await replaceText('[1]');
    await lens('Use This Value').click();
    await workbench.message('keyValues must be an object').waitFor();
    await replaceText('{"b": "two"}');
    await lens('Use This Value').click();
    assert.deepEqual(await calls(2), { service: 'interaction.setUserData', parameters: ['7', { b: 'two' }] });
    await workbench.clearNotifications();
  });

  it('leave nothing of the text in that editor where VS Code keeps what is not saved', async () => {
    const { workbench } = product;
    const [secret, other] = ['Canary1valueEditorZq', 'Canary2untitledZq'];
    /** Whether a text is in a file of VS Code's server or in the storage of its page. */
    const isKept = async (text: string): Promise<boolean> =>
      [...(await product.files()).values(), await workbench.page.evaluate(storedTexts)].some((kept) =>
        kept.includes(text),
      );
    await workbench.runCommand('File: New Untitled Text File');
    await replaceText(other);
    await invoke('setUserData');
    await asked('Set User Data: which interaction?');
    await keyboard().press('Enter');
    await asked('Set User Data: which keys and values?');
    await input().fill(`{"a": "${secret}"}`);
    await widget().getByRole('button', { name: 'Edit in an Editor' }).click();
    await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Use This Value' }).waitFor();
    await replaceText(`{"b": "${secret}"`);
    await workbench.page.locator('.view-lines').filter({ hasText: secret }).waitFor();
    // That VS Code has kept the one shows that it would have kept the other.
    await workbench.runCommand('File: New Untitled Text File');
    await replaceText(`${other} later`);
    await until('the backup', () => isKept(`${other} later`));
    assert.equal(await isKept(secret), false);
  });

  it('are asked by Enter on a service of the view Services, and not by Enter on a namespace', async () => {
    const { workbench } = product;
    await workbench.runCommand('Deskside: Focus on Services View');
    const row = (name: string) => workbench.tree('Services').filter({ hasText: name }).first();
    await row('voice').click();
    await keyboard().press('Enter');
    await row('dialEx').waitFor({ state: 'hidden' });
    await keyboard().press('Enter');
    await row('dialEx').waitFor();
    await keyboard().press('ArrowDown');
    await keyboard().press('Enter');
    await asked('Dial: which number?');
    await input().fill('+15550111');
    await keyboard().press('Enter');
    await asked('Dial: with which user data?');
    await widget().getByRole('button', { name: 'Dial Now' }).click();
    assert.deepEqual(await calls(3), { service: 'voice.dial', parameters: ['+15550111'] });
  });

  it('are not needed to put back a key of user data that was deleted', async () => {
    const { workbench } = product;
    await workbench.expand(workbench.tree('Interactions').filter({ hasText: 'Inbound call' }));
    await workbench.expand(workbench.tree('Interactions').filter({ hasText: 'User Data' }).first());
    await workbench.act(workbench.tree('Interactions').filter({ hasText: 'Account' }), 'Delete User Data…');
    assert.deepEqual(await calls(4), { service: 'interaction.deleteUserData', parameters: ['7', 'Account'] });
    const message = workbench.message('The key “Account” is deleted from “Inbound call · Jane Doe”.');
    await message.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await calls(5), { service: 'interaction.setUserData', parameters: ['7', { Account: '4711' }] });
  });
});

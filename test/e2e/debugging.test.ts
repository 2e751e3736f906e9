import assert from 'node:assert/strict';
import { stopAtEvent, stopDebugging } from './support/debugging';
import { OwnWidget } from './support/ownWidget';
import { Product } from './support/product';
import type { Workbench } from './support/workbench';

describe('F5 with a widget', () => {
  let widget: OwnWidget;
  let product: Product;
  let workbench: Workbench;
  before(async () => {
    widget = await OwnWidget.start({ scenario: 'inbound-call' });
    product = await Product.start({ files: widget.files });
    ({ workbench } = product);
  });
  after(async () => {
    await product.stop();
    await widget.stop();
  });

  it('stops at a breakpoint of the editor, shows variables, and ends all that it started', async () => {
    await stopAtEvent(workbench, widget);
    await workbench.status('Deskside: 1 page').waitFor();
    await stopDebugging(workbench);
  });
});

describe('F5 without any configuration', () => {
  let widget: OwnWidget;
  let product: Product;
  before(async () => {
    widget = await OwnWidget.start();
    product = await Product.start({ files: widget.files });
  });
  after(async () => {
    await product.stop();
    await widget.stop();
  });

  it('offers Deskside', async () => {
    const { workbench } = product;
    await workbench.openFile('widget.js');
    await workbench.pressF5For('Deskside: Widget in Workspace');
  });
});

describe('F5 where the widget does not answer', () => {
  let product: Product;
  before(async () => {
    const widget = await OwnWidget.start({});
    await widget.stop();
    product = await Product.start({ files: widget.files });
  });
  after(() => product.stop());

  it('lets the user stop waiting, and says nothing more then', async () => {
    const { workbench } = product;
    await workbench.openFile('widget.js');
    await workbench.page.keyboard.press('F5');
    const waiting = workbench.message('Deskside waits for the widget at');
    await waiting.getByRole('button', { name: 'Cancel' }).click();
    await waiting.waitFor({ state: 'detached' });
    await workbench.status(/Deskside$/).waitFor();
    assert.equal(await workbench.message('').count(), 0);
  });

  it('says in the end that nothing answers, and offers to try again', async () => {
    const { workbench } = product;
    await workbench.openFile('widget.js');
    await workbench.page.keyboard.press('F5');
    const message = workbench.message('Nothing answers at');
    await message.getByRole('button', { name: 'Try Again' }).waitFor();
    await message.getByRole('button', { name: 'Open launch.json' }).click();
    await workbench.page.getByRole('tab', { name: /launch\.json/ }).waitFor();
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Deskside } from '../../src/editor/deskside';
import { until } from '../support/until';
import { deskside, nodeAt, pressEnterUntil, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from '../support/fakePage';

const origin = 'http://widget.example:5173';

describe('a page from an origin that the user did not allow', () => {
  let inspection: Deskside;
  let port: number;
  let key: string;

  before(async () => {
    inspection = await deskside();
    port = await startOnFreePort();
    key = inspection.connection.access?.pageKey ?? '';
  });
  after(async () => {
    await vscode.commands.executeCommand('deskside.forgetOrigins');
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('is turned away until the user presses Allow, and again when the user forgets the allowed origins', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await assert.rejects(FakePage.connect(port, key, { origin }), /4403/);
    await assert.rejects(FakePage.connect(port, key, { origin }), /4403/);
    const page = await pressedUntilConnected();
    await until('the page', () => inspection.session.pages.get(page.id)?.info.origin === origin);
    await page.close();
    await vscode.commands.executeCommand('deskside.forgetOrigins');
    await until('the relay', () => inspection.session.status.kind === 'connected');
    await assert.rejects(FakePage.connect(port, key, { origin, place: 'widget' }), /4403/);
  });

  it('can be forgotten alone, from its page in the view, and the others stay allowed', async () => {
    const [one, two] = ['http://one.example:5173', 'http://two.example:5173'];
    await inspection.session.allowOrigin(one);
    await inspection.session.allowOrigin(two);
    const forgotten = await FakePage.connect(port, key, {
      origin: one,
      place: 'widget',
      id: 'origin-page-1',
      title: 'One',
    });
    const kept = await FakePage.connect(port, key, { origin: two, place: 'widget', id: 'origin-page-2', title: 'Two' });
    const node = await until('the page in the tree', () => nodeAt(inspection, 'One'));
    await vscode.commands.executeCommand('deskside.forgetOrigin', node);
    await until('the end of its page', () => forgotten.isClosed);
    await assert.rejects(FakePage.connect(port, key, { origin: one, id: 'origin-page-3' }), /403/);
    assert.equal(kept.isClosed, false);
    await kept.close();
  });

  it('stands in the view Interactions until it is let in, and leads from there to the question', async () => {
    const other = 'http://seen.example:5173';
    await assert.rejects(FakePage.connect(port, key, { origin: other, id: 'seen-page-1' }), /4403/);
    const node = await until('the origin in the tree', () => nodeAt(inspection, other));
    const { command, description } = inspection.view.getTreeItem(node);
    assert.match(String(description), /turned away/);
    assert.ok(command);
    assert.deepEqual(command.arguments, [other]);
    await vscode.commands.executeCommand('notifications.clearAll');
    await pressEnterUntil(vscode.commands.executeCommand(command.command, other));
    await until('the end of it in the tree', () => nodeAt(inspection, other) === undefined);
    const page = await FakePage.connect(port, key, { origin: other, place: 'widget', id: 'seen-page-1' });
    await page.close();
  });

  it('can be allowed by command after a no or no answer, with its origin at hand', async () => {
    const other = 'http://other.example:5173';
    const refused = new Promise((resolve) => inspection.session.onRefused.on(resolve));
    await assert.rejects(FakePage.connect(port, key, { origin: other, id: 'other-page-1' }), /4403/);
    await refused;
    await vscode.commands.executeCommand('notifications.clearAll');
    await pressEnterUntil(vscode.commands.executeCommand('deskside.allowOrigin'));
    const page = await FakePage.connect(port, key, { origin: other, place: 'widget', id: 'other-page-1' });
    await page.close();
  });

  /** Presses the first button of the newest notification until the page is let in. */
  async function pressedUntilConnected(): Promise<FakePage> {
    return until('the page to be let in', async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return FakePage.connect(port, key, { origin, place: 'widget' }).catch(() => undefined);
    });
  }
});

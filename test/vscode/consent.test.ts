import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Deskside } from '../../src/editor/deskside';
import { until } from '../support/until';
import { deskside, pressEnterUntil, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from './support/fakePage';

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
    await assert.rejects(FakePage.connect(port, key, { origin }), /403/);
    await assert.rejects(FakePage.connect(port, key, { origin }), /403/);
    const page = await pressedUntilConnected();
    await until('the page', () => inspection.session.pages.get(page.id)?.info.origin === origin);
    await page.close();
    await vscode.commands.executeCommand('deskside.forgetOrigins');
    await until('the relay', () => inspection.session.status.kind === 'connected');
    await assert.rejects(FakePage.connect(port, key, { origin, place: 'widget' }), /403/);
  });

  it('can be allowed by command after a no or no answer, with its origin at hand', async () => {
    const other = 'http://other.example:5173';
    const refused = new Promise((resolve) => inspection.session.onRefused.on(resolve));
    await assert.rejects(FakePage.connect(port, key, { origin: other, id: 'other-page-1' }), /403/);
    await refused;
    await vscode.commands.executeCommand('notifications.clearAll');
    await pressEnterUntil(vscode.commands.executeCommand('deskside.allowOrigin'));
    const page = await FakePage.connect(port, key, { origin: other, place: 'widget', id: 'other-page-1' });
    await page.close();
  });

  /** Presses the first button of the newest notification until the page is let in. */
  async function pressedUntilConnected(): Promise<FakePage> {
    for (let attempt = 0; attempt < 50; attempt++) {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      try {
        return await FakePage.connect(port, key, { origin, place: 'widget' });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error('the page was not let in');
  }
});

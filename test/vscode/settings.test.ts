import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until';
import { deskside, freePort, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from '../support/fakePage';

const widgets = 'deskside.simulator.widgets';

describe('a changed setting', () => {
  after(async () => {
    await set(widgets, undefined);
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('of the port is in effect once the user presses Start Again in the message about it', async () => {
    const { session } = await deskside();
    const port = await startOnFreePort();
    const other = await freePort();
    await vscode.commands.executeCommand('notifications.clearAll');
    await setPort(other);
    assert.equal(session.status.kind === 'connected' && session.status.url, `ws://127.0.0.1:${port}/tool`);
    await until('the relay on the new port', async () => {
      const { status } = session;
      if (status.kind === 'connected' && status.url === `ws://127.0.0.1:${other}/tool`) return true;
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return false;
    });
  });

  it('of the widgets is in effect once the user presses Open Anew in the message about it', async () => {
    const { session, connection } = await deskside();
    await vscode.commands.executeCommand('deskside.stop');
    const port = await startOnFreePort();
    const elsewhere = await FakePage.connect(port, connection.access?.pageKey ?? '');
    await until('the simulator', () => session.pages.has(elsewhere.id));
    await vscode.commands.executeCommand('notifications.clearAll');
    await set(widgets, ['http://127.0.0.1:9/']);
    const hosted = await until('the simulator with the widget', async () => {
      const found = [...session.pages.values()].flatMap(({ desk }) => desk.widgets);
      if (found.length > 0) return found;
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return undefined;
    });
    assert.deepEqual(
      hosted.map(({ address }) => address),
      ['http://127.0.0.1:9/'],
    );
    await elsewhere.close();
  });
});

async function set(setting: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
}

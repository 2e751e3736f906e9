import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Deskside } from '../../src/editor/deskside';
import { newKey } from '../../src/relayClient/keys';
import { TlsProxy } from '../support/tlsProxy';
import { until } from '../support/until';
import { deskside, freePort, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from '../support/fakePage';

describe('Diagnose Connection', () => {
  let inspection: Deskside;
  before(async () => {
    inspection = await deskside();
  });
  after(async () => {
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says that Deskside is off, and what to do', async () => {
    assert.match(await report(), /✗ Relay: Deskside is off → Run “Deskside: Start”/);
  });

  it('sees a page that loaded the bridge, was turned away, and then connected; and shows no key', async () => {
    const port = await startOnFreePort();
    const { pageKey = '' } = inspection.connection.access ?? {};
    assert.match(await report(), /none is known to have loaded[\s\S]*✓ Relay: answers at .*run by this window/);
    const asked = Date.now();
    await fetch(`http://127.0.0.1:${port}/bridge.js`);
    const [, seconds] = /one loaded the bridge’s script (\d+) s ago/.exec(await report()) ?? [];
    assert.ok(Number(seconds) <= Math.ceil((Date.now() - asked) / 1000), `${seconds} s ago`);
    const refused = new Promise((resolve) => inspection.session.onRefused.on(resolve));
    await assert.rejects(FakePage.connect(port, pageKey, { origin: 'http://widget.example:1' }), /4403/);
    await refused;
    const page = await FakePage.connect(port, pageKey);
    await until('the page', () => inspection.session.pages.has(page.id));
    const text = await report();
    assert.match(
      text,
      /✗ Turned away: a page of http:\/\/widget\.example:1, \d+ s ago: its origin is not allowed → .*Allow Origin/,
    );
    await inspection.session.allowOrigin('http://widget.example:1');
    const mended = await report();
    assert.match(mended, /✓ Allowed origins: .*http:\/\/widget\.example:1\n/);
    assert.doesNotMatch(mended, /Turned away/);
    assert.match(text, /✓ Page “Simulated Workspace” of .*said hello \(simulated Workspace/);
    assert.ok(!text.includes(pageKey));
    await page.close();
  });

  it('names the certificate of a relay behind a proxy with TLS that this machine does not trust', async () => {
    const { session, connection } = inspection;
    const proxy = await TlsProxy.start({ relayPort: await freePort() });
    try {
      await connection.connectTo({ url: proxy.toolAddress, toolKey: newKey() });
      await until('trouble', () => session.status.kind === 'trouble');
      const text = await report();
      assert.ok(
        text.includes(`✗ Relay: the certificate of ${proxy.address} (one that runs by itself) is signed by nobody`),
      );
      assert.match(text, /\? Connection of this window: The certificate there is signed by nobody/);
      assert.match(text, /\n1 problem found/);
    } finally {
      await connection.stop();
      await proxy.stop();
    }
  });

  it('covers no web page, such as the simulated Workspace, and wraps its lines where there is little room', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const page = vscode.window.createWebviewPanel('deskside.test', 'A page', vscode.ViewColumn.One);
    await report();
    const editor = vscode.window.activeTextEditor;
    assert.notEqual(editor?.viewColumn, page.viewColumn);
    assert.equal(vscode.workspace.getConfiguration('editor', editor?.document).get('wordWrap'), 'on');
    page.dispose();
  });

  /** Runs the command and reads what it shows, each finding as one line. */
  async function report(): Promise<string> {
    const before = vscode.window.activeTextEditor?.document;
    await vscode.commands.executeCommand('deskside.diagnose');
    const shown = await until('the report', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document !== before && document?.uri.path.endsWith('Connection report.txt') === true && document;
    });
    return shown.getText().replace(/\n +/g, ' ');
  }
});

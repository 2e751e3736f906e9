import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { newKey } from '../../src/relayClient/keys';
import { startRelay } from '../../src/relay/relay';
import { until } from '../support/until';
import { deskside, freePort, pressEnterUntil, setPort, startOnFreePort } from './support/deskside';
import { FakePage } from '../support/fakePage';

describe('Start and Stop', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('deskside.stop');
    await setPort(undefined);
  });

  it('run a relay on the port of the settings, once, and free it again', async () => {
    const { session, status } = await deskside();
    assert.match(status.text, /Deskside$/);
    const port = await startOnFreePort();
    assert.equal(session.status.kind === 'connected' && session.status.url, `ws://127.0.0.1:${port}/tool`);
    await until('the status bar', () => status.text.includes('waiting for a page'));
    assert.equal(await vscode.commands.executeCommand('deskside.start'), true);
    assert.equal(session.status.kind, 'connected');
    await vscode.commands.executeCommand('deskside.stop');
    assert.equal(session.status.kind, 'off');
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  });

  it('do not start on a port that is in use, nor trust what uses it', async () => {
    const { session } = await deskside();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    await setPort(address.port);
    let heard = '';
    server.on('connection', (socket) => {
      socket.on('data', (bytes) => (heard += bytes.toString()));
      socket.on('error', () => undefined);
    });
    assert.equal(await vscode.commands.executeCommand('deskside.start'), undefined);
    assert.equal(session.status.kind, 'off');
    assert.doesNotMatch(heard, /key/);
    server.close();
  });

  it('do not start on the port of a relay with other keys, and start on the next free one if the user wants', async () => {
    const { session, connection } = await deskside();
    const keys = { pageKey: newKey(), toolKey: newKey() };
    const other = await startRelay({ port: 0, ...keys, assetsFolder: 'no-such-folder' });
    await setPort(other.port);
    assert.equal(await vscode.commands.executeCommand('deskside.start'), undefined);
    assert.match(connection.startFailure ?? '', /other keys .*another browser or a private window.*deskside serve/);
    assert.equal(await vscode.commands.executeCommand('deskside.useAnotherPort'), true);
    assert.equal(session.status.kind, 'connected');
    const port: unknown = vscode.workspace.getConfiguration('deskside').get('port');
    assert.notEqual(port, other.port);
    assert.equal(connection.access?.address, `http://127.0.0.1:${String(port)}`);
    await other.dispose();
  });

  it('refuse a setting that makes no sense', async () => {
    const { session } = await deskside();
    await setPort(80);
    assert.equal(await vscode.commands.executeCommand('deskside.start'), undefined);
    assert.equal(session.status.kind, 'off');
  });

  it('let a page in with the key, and no longer when the keys are renewed', async () => {
    const { session, connection } = await deskside();
    const port = await startOnFreePort();
    const key = connection.access?.pageKey ?? '';
    const page = await FakePage.connect(port, key);
    await until('the page', () => session.pages.has(page.id));
    await assert.rejects(FakePage.connect(port, `${key.slice(0, -1)}!`));
    await connection.renewKeys();
    await until('the new relay', () => session.status.kind === 'connected');
    await assert.rejects(FakePage.connect(port, key));
    const again = await FakePage.connect(port, connection.access?.pageKey ?? '');
    await again.close();
  });

  it('connect to a relay that runs by itself, and to the pages that it has', async () => {
    const { session, connection } = await deskside();
    const keys = { pageKey: newKey(), toolKey: newKey() };
    const relay = await startRelay({ port: 0, ...keys, assetsFolder: 'no-such-folder' });
    try {
      const page = await FakePage.connect(relay.port, keys.pageKey);
      page.record({ kind: 'desk', whole: true, interactions: [{ interactionId: '7', state: 'RINGING' }] });
      await connection.connectTo({ url: `ws://127.0.0.1:${relay.port}/tool`, toolKey: keys.toolKey });
      await until('the interaction', () => session.pages.get(page.id)?.desk.interactions.get('7')?.state === 'RINGING');
      assert.equal(connection.access?.pageKey, undefined);
      await connection.connectTo({ url: `ws://127.0.0.1:${relay.port}/tool`, toolKey: newKey() });
      const trouble = await until('the refusal', () => session.status.kind === 'trouble' && session.status);
      assert.deepEqual([trouble.retrying, trouble.message.includes('key')], [false, true]);
      assert.equal(session.pages.size, 0);
    } finally {
      await relay.dispose();
    }
  });

  it('connect to the same relay again without its address and key being typed', async () => {
    const { session, connection } = await deskside();
    const relayKeys = { pageKey: newKey(), toolKey: newKey() };
    const relay = await startRelay({ port: 0, ...relayKeys, assetsFolder: 'no-such-folder' });
    try {
      await connection.connectTo({ url: `ws://127.0.0.1:${relay.port}/tool`, ...relayKeys });
      await until('the connection', () => session.status.kind === 'connected');
      await vscode.commands.executeCommand('deskside.stop');
      const again = vscode.commands.executeCommand('deskside.connect');
      await pressEnterUntil(again);
      assert.equal(await again, true);
      assert.equal(session.status.kind, 'connected');
      assert.equal(connection.access?.pageKey, relayKeys.pageKey);
      await connection.connectTo({ url: `ws://127.0.0.1:${relay.port}/tool`, toolKey: newKey() });
      const refused = vscode.commands.executeCommand('deskside.connect');
      await pressEnterUntil(refused);
      assert.equal(await refused, undefined, 'the user is told that the key is not taken');
    } finally {
      await relay.dispose();
    }
  });

  it('say where a relay is that does not answer, and go on trying', async () => {
    const { session, connection, status } = await deskside();
    await connection.connectTo({ url: `ws://127.0.0.1:${await freePort()}/tool`, toolKey: newKey() });
    await until('the trouble', () => session.status.kind === 'trouble' && session.status.retrying);
    await until('the status bar', () => status.text.includes('warning'));
  });
});

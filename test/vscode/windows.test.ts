import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditorConnection } from '../../src/editor/connection/connection';
import { Keys } from '../../src/editor/connection/keys';
import { LastRelay } from '../../src/editor/connection/lastRelay';
import { openSocket } from '../../src/relayClient/toolSocket';
import { ResumeState } from '../../src/editor/connection/resumeState';
import { SharedRelay } from '../../src/sharedRelay/sharedRelay';
import { newKey } from '../../src/relayClient/keys';
import { startRelay } from '../../src/relay/relay';
import { Session } from '../../src/session/session';
import { until } from '../support/until';
import { freePort, setPort } from './support/deskside';
import { FakePage } from '../support/fakePage';

/** What VS Code keeps for all windows. */
class SharedSecrets implements vscode.SecretStorage {
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  readonly #kept = new Map<string, string>();

  get(key: string): Thenable<string | undefined> {
    return Promise.resolve(this.#kept.get(key));
  }
  store(key: string, value: string): Thenable<void> {
    this.#kept.set(key, value);
    this.#changed.fire({ key });
    return Promise.resolve();
  }
  delete(key: string): Thenable<void> {
    this.#kept.delete(key);
    return Promise.resolve();
  }
}

/** What VS Code keeps for one window. */
class WindowState implements vscode.Memento {
  readonly #kept = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#kept.keys()];
  }
  get(key: string): undefined;
  get<T>(key: string, other?: T): T | undefined {
    return (this.#kept.get(key) as T | undefined) ?? other;
  }
  update(key: string, value: unknown): Thenable<void> {
    this.#kept.set(key, value);
    return Promise.resolve();
  }
}

const widget = 'http://widget.example:5173';

describe('two windows with one relay', () => {
  const secrets = new SharedSecrets();
  const log = vscode.window.createOutputChannel('Deskside in two windows', { log: true });
  const open: { session: Session; connection: EditorConnection }[] = [];

  /** @param state that of a window in which the extension is started anew */
  function openWindow(state = new WindowState()): (typeof open)[number] {
    const session = new Session(openSocket);
    const keys = new Keys(secrets);
    const windows = new SharedRelay(session, { keys, origins: { list: [] }, assetsFolder: 'no-such-folder', log });
    const remembered = { lastRelay: new LastRelay(secrets), resumeState: new ResumeState(state) };
    const connection = new EditorConnection(session, windows, keys, remembered, log);
    const opened = { session, connection };
    open.push(opened);
    return opened;
  }

  afterEach(async () => {
    for (const { connection } of open.splice(0).reverse()) {
      await connection.stop();
      connection.dispose();
    }
    await setPort(undefined);
  });
  after(() => log.dispose());

  for (const renewing of ['host', 'guest'] as const) {
    it(`both go on with new keys that the ${renewing} makes, and the old ones are worth nothing`, async () => {
      const windows = { host: openWindow(), guest: openWindow() };
      const { host, guest } = windows;
      const port = await freePort();
      await setPort(port);
      const { pageKey: oldKey } = await host.connection.start();
      await guest.connection.start();
      assert.deepEqual([host.connection.owner, guest.connection.owner], ['here', 'otherWindow']);
      await windows[renewing].connection.renewKeys();
      const { pageKey } = await until('the new key', () => {
        const { access } = guest.connection;
        return access?.pageKey !== oldKey && access;
      });
      const both = (): boolean => open.every(({ session }) => session.status.kind === 'connected');
      const page = await until('a relay with the new key', () => host.connection.access?.pageKey === pageKey).then(() =>
        FakePage.connect(port, pageKey ?? ''),
      );
      await until('both to see the page', () => both() && open.every(({ session }) => session.pages.has(page.id)));
      await assert.rejects(FakePage.connect(port, oldKey ?? ''), /has not the key/);
      await page.close();
    });
  }

  it('go on in the second when the first is stopped: with its pages, and whom the user let in for once', async () => {
    const [host, guest] = [openWindow(), openWindow()];
    const port = await freePort();
    await setPort(port);
    const { pageKey = '' } = await host.connection.start();
    assert.deepEqual(await guest.connection.start(), guest.connection.access);
    await host.session.allowOrigin(widget);
    const page = await FakePage.connect(port, pageKey, { origin: widget });
    page.record({ kind: 'desk', whole: true, interactions: [{ interactionId: '7', state: 'RINGING' }] });
    const known = await until('the page', () => guest.session.pages.get(page.id));
    await until('the interaction', () => known.desk.interactions.get('7'));
    await host.connection.stop();
    await until('the take-over', () => guest.connection.owner === 'here' && guest.session.status.kind === 'connected');
    assert.equal(host.session.status.kind, 'off');
    assert.equal(guest.session.pages.get(page.id), known, 'what is known of the page stays until it is back');
    const back = await FakePage.connect(port, pageKey, { origin: widget });
    await until('its return', () => known.info.connected);
    assert.equal(known.desk.interactions.get('7')?.state, 'RINGING');
    await host.connection.start();
    assert.deepEqual([host.connection.owner, guest.connection.owner], ['otherWindow', 'here']);
    await back.close();
  });

  it('turn pages away when the user takes the permission back, in whichever window', async () => {
    const [host, guest] = [openWindow(), openWindow()];
    const port = await freePort();
    await setPort(port);
    const { pageKey = '' } = await host.connection.start();
    await guest.connection.start();
    await host.session.allowOrigin(widget);
    const page = await FakePage.connect(port, pageKey, { origin: widget });
    await until('the page', () => host.session.pages.get(page.id)?.info.connected);
    assert.equal(await guest.connection.forgetOrigins(), true);
    await until('its end', () => host.session.pages.get(page.id)?.info.connected === false);
    await assert.rejects(FakePage.connect(port, pageKey, { origin: widget }), /403/);
  });

  it('turn pages away even while the window with the relay has lost its own connection to it', async () => {
    const host = openWindow();
    const port = await freePort();
    await setPort(port);
    const { pageKey = '' } = await host.connection.start();
    await host.session.allowOrigin(widget);
    const page = await FakePage.connect(port, pageKey, { origin: widget });
    host.session.disconnect();
    assert.equal(await host.connection.forgetOrigins(), true);
    await until('its end', () => page.isClosed);
    await assert.rejects(FakePage.connect(port, pageKey, { origin: widget }), /403/);
  });

  it('go on with the relay of the windows where VS Code starts the extension anew, unless it was stopped', async () => {
    await setPort(await freePort());
    const state = new WindowState();
    const before = openWindow(state);
    const { address } = await before.connection.start();
    await before.connection.shutDown();
    assert.equal(before.session.status.kind, 'off');
    const after = openWindow(state);
    await after.connection.goOn();
    assert.deepEqual([after.session.status.kind, after.connection.access?.address], ['connected', address]);
    await after.connection.stop();
    const stopped = openWindow(state);
    await stopped.connection.goOn();
    assert.equal(stopped.session.status.kind, 'off');
    const other = openWindow();
    await other.connection.goOn();
    assert.equal(other.session.status.kind, 'off', 'another window was not started');
  });

  it('go on with a relay that runs by itself, unless another window connected to another one since', async () => {
    const relays = await Promise.all(
      [0, 1].map(async () => {
        const keys = { pageKey: newKey(), toolKey: newKey() };
        const relay = await startRelay({ port: 0, ...keys, assetsFolder: 'no-such-folder' });
        return { relay, given: { url: `ws://127.0.0.1:${relay.port}/tool`, ...keys } };
      }),
    );
    const [first, second] = relays;
    assert.ok(first !== undefined && second !== undefined);
    try {
      const state = new WindowState();
      const before = openWindow(state);
      await before.connection.connectTo(first.given);
      await before.connection.shutDown();
      const after = openWindow(state);
      await after.connection.goOn();
      await until('the connection', () => after.session.status.kind === 'connected');
      assert.deepEqual([after.connection.owner, after.connection.access?.pageKey], ['elsewhere', first.given.pageKey]);
      await after.connection.shutDown();
      await openWindow().connection.connectTo(second.given);
      const later = openWindow(state);
      await later.connection.goOn();
      assert.equal(later.session.status.kind, 'off');
    } finally {
      for (const { relay } of relays) await relay.dispose();
    }
  });

  it('say so instead of handing out the address of a relay that is gone', async () => {
    const { connection, session } = openWindow();
    const toolKey = newKey();
    const relay = await startRelay({ port: 0, pageKey: newKey(), toolKey, assetsFolder: 'no-such-folder' });
    await connection.connectTo({ url: `ws://127.0.0.1:${relay.port}/tool`, toolKey });
    await until('the connection', () => session.status.kind === 'connected');
    await relay.dispose();
    await until('the loss', () => session.status.kind !== 'connected');
    await assert.rejects(connection.start(), /no connection to the relay at http:\/\/127\.0\.0\.1:\d+\. ./);
  });

  it('say so when a relay does not take the key', async () => {
    const { connection } = openWindow();
    const relay = await startRelay({ port: 0, pageKey: newKey(), toolKey: newKey(), assetsFolder: 'no-such-folder' });
    try {
      await connection.connectTo({ url: `ws://127.0.0.1:${relay.port}/tool`, toolKey: newKey() });
      await assert.rejects(connection.start(), /does not have this key/);
    } finally {
      await relay.dispose();
    }
  });
});

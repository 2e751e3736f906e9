import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import * as vscode from 'vscode';
import { PortForwarding } from '../../src/editor/connection/portForwarding';
import { openSocket } from '../../src/relayClient/toolSocket';
import { newKey } from '../../src/relayClient/keys';
import { startRelay } from '../../src/relay/relay';
import type { Relay } from '../../src/relay/relay';
import { Session } from '../../src/session/session';
import { until } from '../support/until';

describe('the address of the relay for the browser', () => {
  const log = vscode.window.createOutputChannel('Deskside from afar', { log: true });
  const session = new Session(openSocket);
  let relay: Relay;
  before(async () => {
    const toolKey = newKey();
    relay = await startRelay({ port: 0, pageKey: newKey(), toolKey, assetsFolder: 'no-such-folder' });
    session.connect({ url: `ws://127.0.0.1:${relay.port}/tool`, key: toolKey });
    await until('the connection', () => session.status.kind === 'connected');
  });
  after(async () => {
    session.dispose();
    await relay.dispose();
    log.dispose();
  });

  const forwardTo = (address: string) => () => Promise.resolve(vscode.Uri.parse(address, true));

  /** The status with which the relay answers under this name. */
  async function statusAt(host: string): Promise<number | undefined> {
    const asked = request({ host: '127.0.0.1', port: relay.port, headers: { Host: host } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  it('is its own where the extension runs on the same machine', async () => {
    const forwarding = new PortForwarding(session, false, log, forwardTo('http://127.0.0.1:8080/'));
    assert.equal(await forwarding.addressOf(relay.address), relay.address);
    assert.equal(await statusAt('127.0.0.1:8080'), 403);
  });

  it('is that of the forwarded port where it does not, and the relay answers under it', async () => {
    const forwarding = new PortForwarding(session, true, log, forwardTo('http://127.0.0.1:8080/'));
    assert.equal(await forwarding.addressOf(relay.address), 'http://127.0.0.1:8080');
    assert.equal(await statusAt('127.0.0.1:8080'), 200);
  });

  it('is none where VS Code forwards it to a web address, and the user learns what to do', async () => {
    const forwarding = new PortForwarding(session, true, log, forwardTo('https://abc-1.app.example.dev/'));
    await assert.rejects(forwarding.addressOf(relay.address), /abc-1\.app\.example\.dev.*deskside serve/);
    assert.equal(await statusAt('abc-1.app.example.dev'), 403);
  });

  it('is its own where VS Code itself is opened on loopback and would lead there by a path', async () => {
    const forwarding = new PortForwarding(session, true, log, forwardTo('http://127.0.0.1:8080/proxy/23375/'));
    assert.equal(await forwarding.addressOf(relay.address), relay.address);
  });

  it('is its own where VS Code forwards nothing, and that of a relay elsewhere is left as it is', async () => {
    const forwarding = new PortForwarding(session, true, log, () => Promise.reject(new Error('no')));
    assert.equal(await forwarding.addressOf(relay.address), relay.address);
    assert.equal(await forwarding.addressOf('https://relay.example'), 'https://relay.example');
  });
});

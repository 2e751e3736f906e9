import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/hosts/chromium';
import { readRelayAddress } from '../../src/presentation/connection/relayAddress';
import { httpAddress, scriptTag } from '../../src/presentation/connection/scriptTag';
import { buildCommand } from '../support/builtCommand';
import { TlsProxy } from '../support/tlsProxy';
import { runTrustingTool } from '../support/trustingTool';
import { BridgeSite } from './support/bridgeSite';
import { libraryWidget } from './support/bridgeSuite';
import { putPages } from './support/webAssets';

describe('deskside serve behind a proxy with TLS', () => {
  const site = new BridgeSite((name) => (name === 'bridge' ? tag : undefined));
  let folder: string;
  let browser: Browser;
  let served: ChildProcess;
  let proxy: TlsProxy;
  let relay: { readonly url: string; readonly key: string };
  let tag = '';

  // What README says: serve with the origins of the pages, a proxy, and VS Code is told the proxy's address.
  before(async () => {
    browser = await launchChromium();
    await site.start();
    folder = await mkdtemp(join(tmpdir(), 'deskside-secure-'));
    const options = ['--port', '0', '--json', '--allow-origin', site.widgetOrigin];
    const child = spawn(process.execPath, [await buildCommand(folder, putPages), 'serve', ...options], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    served = child;
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const announced = JSON.parse(line.toString()) as { readonly relay: string };
    proxy = await TlsProxy.start({ relayPort: Number(new URL(announced.relay).port) });
    const given = readRelayAddress(JSON.stringify({ ...announced, relay: proxy.address }));
    assert.ok(!('problem' in given) && given.toolKey !== undefined && given.pageKey !== undefined);
    relay = { url: given.url, key: given.toolKey };
    tag = scriptTag(httpAddress(given.url) ?? '', given.pageKey);
  });
  after(async () => {
    await browser.close();
    await site.stop();
    await proxy.stop();
    served.kill();
    await rm(folder, { recursive: true });
  });

  it('brings a page and a tool together, both over wss, and keeps out a page whose origin is not allowed', async () => {
    assert.equal(relay.url, proxy.toolAddress);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const sockets: string[] = [];
    context.on('page', (page) => page.on('websocket', (socket) => sockets.push(socket.url())));
    const says = (pattern: RegExp) => context.waitForEvent('console', (message) => pattern.test(message.text()));
    const stranger = await context.newPage();
    const turnedAway = says(/turned this page away/);
    const widget = site.widget(libraryWidget);
    await stranger.goto(widget.replace(site.widgetOrigin, site.workspaceOrigin));
    assert.match((await turnedAway).text(), new RegExp(`allow ${site.workspaceOrigin} there`));
    const workspace = await context.newPage();
    const connected = says(/connected to/);
    await workspace.goto(site.workspace({ widget }));
    assert.equal((await connected).text(), `Deskside: connected to ${proxy.address}.`);
    assert.deepEqual(new Set(sockets), new Set([`${proxy.address.replace('https', 'wss')}/page`]));
    const [visit] = await runTrustingTool([proxy.certificate], { relays: [relay], service: 'agent.get' });
    assert.equal(visit?.status, 'connected');
    assert.deepEqual(visit.seen?.origins, [site.widgetOrigin]);
    assert.ok(visit.seen.records.includes('desk'), 'the records of the page came');
    assert.deepEqual(visit.seen.reply, { outcome: 'succeeded', data: { username: 'kim' } });
    await context.close();
  });
});

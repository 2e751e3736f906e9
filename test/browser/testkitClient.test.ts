import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { root } from '../../scripts/hosts/paths';
import { clientFiles } from '../../scripts/pack/packageParts';
import { LoopbackServer } from '../support/loopbackServer';
import { sharedBrowser } from './support/sharedBrowser';
import { SimulatorRig } from './widgets/simulatorRig';

/** How pages get the client, by the names of the pages: as a module, and as CommonJS in strict mode. */
const pages: Readonly<Record<string, string>> = {
  '/module.html': `<!doctype html><title>A widget</title><script type="module">
    const before = Object.keys(window);
    const client = await import('./client.mjs');
    window.added = Object.keys(window).filter((name) => !before.includes(name));
    window.client = client;
  </script>`,
  '/strict.html': `<!doctype html><title>A widget</title><script>
    const before = Object.keys(window);
    window.client = (() => {
      'use strict';
      const exports = {};
      /* client.js */
      return exports;
    })();
    window.added = Object.keys(window).filter((name) => !before.includes(name) && name !== 'client');
  </script>`,
};

describe('deskside/client', () => {
  let rig: SimulatorRig;
  let site: LoopbackServer;
  let page: Page;
  let widget: Frame;
  let problems: string[];
  before(async () => {
    const files = clientFiles(await readFile(join(root, 'src/testkit/client/client.ts'), 'utf8'));
    const texts: Readonly<Record<string, string>> = {
      ...pages,
      '/client.mjs': files['client.mjs'],
      '/strict.html': (pages['/strict.html'] ?? '').replace('/* client.js */', () => files['client.js']),
    };
    site = new LoopbackServer(({ url = '' }, response) => {
      const text = texts[url];
      const type = url.endsWith('.mjs') ? 'text/javascript' : 'text/html';
      if (text === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'Content-Type': type }).end(text);
    });
    await site.start();
    rig = await SimulatorRig.start(await sharedBrowser());
  });
  afterEach(() => rig.clear());
  after(async () => {
    await rig.stop();
    await site.stop();
  });

  const address = (name: string) => `http://localhost:${site.port}/${name}`;

  async function open(name: string): Promise<void> {
    ({ page, problems } = await rig.open(rig.address({ widget: address(name) })));
    widget = await rig.frame(page, (url) => url === address(name));
    await widget.waitForFunction('window.added !== undefined');
  }

  /** What the widget's code returns, which runs with the parts of the client under their names. */
  const inWidget = (code: string): Promise<unknown> =>
    widget.evaluate(`(async () => {
      const { connect, WorkspaceRefusal, WorkspaceTimeout, NotConnected } = client;
      ${code}
    })()`);
  /** The same with a client \`workspace\` that the page keeps. */
  const connected = (code: string, options = '{}'): Promise<unknown> =>
    inWidget(`const workspace = (window.workspace ??= connect(${options})); ${code}`);
  const sent = (kind: string): Promise<string[]> =>
    page.evaluate(
      (kind) => window.workspace.messages().flatMap((each) => (each.kind === kind ? [each.name] : [])),
      kind,
    );

  for (const name of ['module.html', 'strict.html']) {
    it(`calls services and hears events, and adds nothing to the page: ${name}`, async () => {
      await open(name);
      assert.deepEqual(await widget.evaluate('window.added'), []);
      await connected(`
        window.heard = [];
        await workspace.subscribe('interaction', ({ data }) => heard.push(data.eventType));`);
      await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
      await widget.waitForFunction(`heard.includes('RINGING')`);
      const state = await connected(`
        const [{ interactionId }] = await workspace.interaction.getInteractions();
        await workspace.call('interaction.setUserData', interactionId, { Seen: 'yes' });
        return (await workspace.interaction.getByInteractionId(interactionId)).userData;`);
      assert.deepEqual(state, { Seen: 'yes' });
      assert.equal(await widget.evaluate(`typeof genesys`), 'undefined');
      assert.deepEqual(problems, []);
    });
  }

  it('calls all handlers of an event, of which none replaces another, none stops another, and each can leave', async () => {
    await open('module.html');
    await connected(`
      window.heard = [];
      const hear = (name) => ({ data }) => data.eventType === 'RINGING' && heard.push(name);
      await workspace.subscribe('interaction', hear('first'));
      await workspace.subscribe('interaction', () => { throw new Error('a handler fails'); });
      window.leave = await workspace.subscribe(['interaction', 'agent'], hear('second'));
      await workspace.subscribe('interaction', hear('third'));`);
    assert.deepEqual(await sent('subscribe'), ['interaction', 'agent'], 'each event is subscribed to once');
    await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await widget.waitForFunction('heard.length === 3');
    assert.deepEqual(await widget.evaluate('heard'), ['first', 'second', 'third']);
    assert.ok(problems.some((problem) => problem.includes('a handler fails')));
    await connected('heard.length = 0; await leave();');
    assert.deepEqual((await sent('unsubscribe')).length, 1, 'only that of the event that nobody hears any more');
    await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await widget.waitForFunction('heard.length === 2');
    assert.deepEqual(await widget.evaluate('heard'), ['first', 'third']);
  });

  it('hears the events that come before Workspace has answered to a subscription', async () => {
    await open('module.html');
    await page.evaluate(() => window.workspace.addFault({ effect: 'subscribedLate', times: 1, delayMs: 60_000 }));
    await connected(`
      window.heard = [];
      void workspace.subscribe('interaction', ({ data }) => heard.push(data.eventType)).catch(() => undefined);`);
    await page.waitForFunction(() => window.workspace.messages().some(({ kind }) => kind === 'subscribe'));
    await page.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    await widget.waitForFunction(`heard.includes('RINGING')`);
  });

  const outcomeOf = (call: string) => `
    return ${call}.then(
      (value) => ({ value }),
      (error) => ({ name: error.name, isError: error instanceof Error, ...error, message: error.message }),
    );`;

  it('rejects with the time-out as an error that names the service, and has forgotten the call then', async () => {
    await open('module.html');
    await page.evaluate(() => window.workspace.addFault({ effect: 'replyNever', name: 'agent.get' }));
    assert.deepEqual(await connected(outcomeOf('workspace.agent.get()'), '{ timeoutMs: 150 }'), {
      name: 'WorkspaceTimeout',
      isError: true,
      service: 'agent.get',
      timeoutMs: 150,
      message: 'agent.get: no reply within 150 ms. Workspace ignores a widget that is not allowed or calls too often.',
    });
    // A reply that comes later belongs to nobody.
    await page.evaluate(() => window.workspace.clearFaults());
    await page.evaluate(() => window.workspace.addFault({ effect: 'replyLate', name: 'agent.get', delayMs: 400 }));
    await connected(outcomeOf('workspace.agent.get()'));
    await page.waitForFunction(() =>
      window.workspace.messages().some(({ kind, name }) => kind === 'reply' && name === 'agent.get'),
    );
    assert.deepEqual(await connected('return workspace.interaction.getInteractions();'), []);
    assert.deepEqual(problems, []);
  });

  it("rejects with Workspace's own words where it refuses a call or a subscription", async () => {
    await open('module.html');
    await page.evaluate(() => window.workspace.addFault({ effect: 'replyError', errorMessage: 'Not now.', times: 1 }));
    assert.deepEqual(await connected(outcomeOf('workspace.agent.get()')), {
      name: 'WorkspaceRefusal',
      isError: true,
      service: 'agent.get',
      errorMessage: 'Not now.',
      message: 'agent.get: Not now.',
    });
  });

  it('rejects at once what cannot be sent, what is called after the end, and what waits at the end', async () => {
    await open('module.html');
    const nameOf = (call: string) =>
      outcomeOf(call).replace('return', 'const outcome = await') + 'return outcome.name;';
    assert.equal(await connected(nameOf('workspace.agent.setState(() => undefined)')), 'DataCloneError');
    await page.evaluate(() => window.workspace.addFault({ effect: 'replyNever' }));
    const waiting = connected(nameOf('workspace.agent.get()'));
    await page.waitForFunction(() => window.workspace.messages().some(({ name }) => name === 'agent.get'));
    await connected('workspace.close();');
    assert.equal(await waiting, 'NotConnected');
    assert.equal(await connected(nameOf('workspace.agent.get()')), 'NotConnected');
  });

  it('says so in a page that is in no Workspace', async () => {
    const { page: alone } = await rig.open(address('module.html'));
    await alone.waitForFunction('window.client !== undefined');
    const said = await alone.evaluate(
      '(() => { try { client.connect(); } catch (error) { return String(error); } })()',
    );
    assert.match(String(said), /^NotConnected: This page is neither in a frame nor in a window of Workspace\./);
  });

  it('believes Workspace alone, and shares a page with other clients', async () => {
    await open('module.html');
    const heard = await connected(`
      const other = connect();
      const heard = [];
      await Promise.all([
        workspace.subscribe('interaction', ({ data }) => heard.push(['one', data.eventType])),
        other.subscribe('interaction', ({ data }) => heard.push(['other', data.eventType])),
      ]);
      const forged = { event: 'interaction', data: { eventType: 'FORGED' }, userAgent: 'WWE Server', protocolVersion: 2 };
      window.postMessage(forged, '*');
      const [agent, interactions] = await Promise.all([workspace.agent.get(), other.interaction.getInteractions()]);
      other.close();
      return { agent: typeof agent, interactions, heard };`);
    assert.deepEqual(heard, { agent: 'object', interactions: [], heard: [] });
  });

  it('is no promise, so that an async function can return it', async () => {
    await open('module.html');
    assert.equal(await connected('return (await (async () => workspace)()) === workspace;'), true);
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { until } from '../support/until';
import { PublicRig } from './support/publicRig';
import { html, PublicSite } from './support/publicSite';

type Outcomes = Readonly<Record<string, unknown>>;

// From a machine that is not on the internet, so that the browser lets everything through and the relay stands alone.
describe('a foreign web site in a browser', () => {
  let rig: PublicRig;
  let script: string;
  let browser: BrowserContext;
  let page: Page;
  before(async () => {
    rig = await PublicRig.start();
    browser = await rig.browser({ fromInternet: false });
    const { outputFiles } = await build({
      entryPoints: [join(__dirname, 'support/foreign/sign.ts')],
      bundle: true,
      write: false,
      format: 'iife',
    });
    const attacks = await readFile(join(__dirname, 'support/foreign/attacks.js'), 'utf8');
    script = `<script>${outputFiles[0]?.text ?? ''}</script><script>${attacks}</script>`;
  });
  after(async () => {
    await rig.closeBrowsers();
    await rig.stop();
  });
  beforeEach(async () => {
    await rig.open();
    page = await browser.newPage();
  });
  afterEach(async () => {
    await page.close();
    await rig.closeRelay();
  });

  const wrong = 'x'.repeat(43);
  const noKeys = { page: wrong, tool: wrong };

  function attack(frame: Frame | Page, relay = rig.relay.address, keys: object = noKeys): Promise<Outcomes> {
    return frame.evaluate(`attack(${JSON.stringify(relay)}, ${JSON.stringify(keys)})`);
  }

  async function attackFrom(origin: string, keys: object = noKeys): Promise<Outcomes> {
    await page.goto(`${origin}${rig.site.add({ body: script })}`);
    return attack(page, rig.relay.address, keys);
  }

  /** What a page gets that does its worst: failures, and frames and answers into which it cannot look. */
  const nothing: Outcomes = {
    'a page of version 1 with a key': 'closed 1006 false',
    'a page without a proof': 'open There is no method "hello".',
    'a page with a key': 'closed 4401 true',
    'a page with its key in the query': 'closed 1006 false',
    'a tool with a key': 'closed 1006 false',
    'a read of the start': 'TypeError',
    'a read of the bridge': 'TypeError',
    'a read of the Workspace': 'TypeError',
    'a read with credentials': 'TypeError',
    'a blind read': 'opaque 0 ',
    'a blind post': 'opaque 0 ',
    'a post with a preflight': 'TypeError',
    'a form': 'loaded, inside: undefined',
    'a picture': 'failed',
    'a script of the Workspace': 'failed',
    'a style': 'failed',
    'a frame with the bridge': 'loaded, inside: undefined',
    'a frame with the bridge and a wrong key': 'loaded, inside: undefined',
    'a frame with the Workspace': 'loaded, inside: undefined',
  };

  /** The relay turned away all that came, and nobody learned of more than that. */
  function causedNothing(reasons: readonly string[]): void {
    const kinds = new Set(rig.log.map(({ kind }) => kind));
    assert.deepEqual(kinds, new Set(['listening', 'toolOpened', 'refused']));
    const refused = rig.log.flatMap((entry) => (entry.kind === 'refused' ? [entry.reason] : []));
    assert.deepEqual([...new Set(refused)].sort(), [...reasons].sort());
    assert.deepEqual([...rig.tool.pages], []);
    assert.deepEqual(rig.tool.records, []);
  }

  it('can show the simulated Workspace where no secure context is, and it works', async () => {
    const problems: Error[] = [];
    page.on('pageerror', (error) => problems.push(error));
    await page.goto(
      `${rig.site.origin('evil')}${rig.site.add({ body: `<iframe src="${rig.relay.address}/workspace"></iframe>` })}`,
    );
    const workspace = page.frames().find((frame) => frame.url().startsWith(rig.relay.address));
    assert.ok(workspace);
    await workspace.waitForFunction(() => 'workspace' in window);
    assert.equal(await workspace.evaluate(() => isSecureContext), false);
    const id = await workspace.evaluate(() => window.workspace.bringIn({ media: 'voice' }));
    const { interactionUUID } = await workspace.evaluate((id) => {
      const found = window.workspace.state().interactions.find(({ interactionId }) => interactionId === id);
      return { interactionUUID: found?.interactionUUID };
    }, id);
    assert.match(interactionUUID ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(problems, []);
  });

  it('gets nothing and causes nothing without a key', async () => {
    const outcomes = await attackFrom(rig.site.origin('evil'));
    assert.deepEqual(outcomes, nothing);
    causedNothing(['origin', 'request', 'version']);
  });

  it('gets nothing and causes nothing with the right keys, if the user has not allowed its origin', async () => {
    const outcomes = await attackFrom(rig.site.origin('evil'), rig.keys);
    assert.deepEqual(outcomes, { ...nothing, 'a page with a key': 'closed 4403 true' });
    causedNothing(['origin', 'request', 'version']);
  });

  it('gets nothing and causes nothing from an origin that the user allowed, with a wrong key', async () => {
    assert.deepEqual(await attackFrom(rig.site.origin('widget')), nothing);
    causedNothing(['key', 'origin', 'request', 'version']);
  });

  it('that has both, as a page of the user’s own, still cannot be a tool', async () => {
    const outcomes = await attackFrom(rig.site.origin('widget'), rig.keys);
    assert.deepEqual(
      Object.keys(nothing).filter((name) => outcomes[name] !== nothing[name]),
      ['a page with a key'],
    );
  });

  it('gets nothing and causes nothing in a sandboxed frame, whose origin is null, even with the right keys', async () => {
    await insideOf(`<iframe sandbox="allow-scripts allow-forms" srcdoc="${quoted(html(script))}"></iframe>`);
    // What it frames is as sandboxed as itself.
    causedNothing(['origin', 'request']);
  });

  it('gets nothing and causes nothing at a data: address, whose origin is null, even with the right keys', async () => {
    await insideOf(`<iframe src="data:text/html,${encodeURIComponent(html(script))}"></iframe>`);
    causedNothing(['origin', 'request']);
  });

  async function insideOf(frame: string): Promise<void> {
    await page.goto(`${rig.site.origin('widget')}${rig.site.add({ body: frame })}`);
    const inside = page.frames()[1];
    assert.ok(inside);
    assert.equal(await inside.evaluate('origin'), 'null');
    const outcomes = await attack(inside, rig.relay.address, rig.keys);
    const refused = 'closed 1006 false';
    assert.deepEqual(outcomes, { ...nothing, 'a page without a proof': refused, 'a page with a key': refused });
  }

  it('gets nothing and causes nothing under DNS rebinding, where the relay is of its own origin', async () => {
    const trap = new PublicSite();
    await trap.start();
    const own = trap.origin('evil');
    await page.goto(`${own}${trap.add({ body: script })}`);
    // Now the name of the page that is open leads to the relay.
    await trap.stop();
    await rig.closeRelay();
    await rig.open(trap.port);
    const outcomes = await attack(page, own, rig.keys);
    const words = 'Use the address of this relay with 127.0.0.1 or localhost and its port.';
    const refused = `basic 403 ${words}\n`;
    assert.deepEqual(outcomes, {
      ...nothing,
      'a page without a proof': 'closed 1006 false',
      'a page with a key': 'closed 1006 false',
      'a read of the start': refused,
      'a read of the bridge': refused,
      'a read of the Workspace': refused,
      'a read with credentials': refused,
      'a blind read': refused,
      'a blind post': refused,
      'a post with a preflight': refused,
      'a form': `loaded, inside: ${words}\n`,
      'a frame with the bridge': `loaded, inside: ${words}\n`,
      'a frame with the bridge and a wrong key': `loaded, inside: ${words}\n`,
      'a frame with the Workspace': `loaded, inside: ${words}\n`,
    });
    causedNothing(['host', 'request']);
  });

  describe('that knows the page key and shows the relay’s own page', () => {
    const ownPage = () => `${rig.relay.address}/bridge#key=${rig.keys.page}`;
    const frame = (address: string, attributes = '') => `<iframe src="${quoted(address)}" ${attributes}></iframe>`;
    const show = (name: string, body: string) => page.goto(`${rig.site.origin(name)}${rig.site.add({ body })}`);
    const refusal = () => rig.tool.until('the refusal', () => rig.tool.refusals.at(-1));
    const turnedAway = { role: 'page', reason: 'origin', keyMatches: true, held: true, title: 'Deskside bridge' };

    it('is asked for by its own origin, lets nothing through before, and comes in when the user allows it', async () => {
      const evil = rig.site.origin('evil');
      const said = page.waitForEvent('console', (message) => message.text().includes('turned this page away'));
      await show('evil', frame(ownPage()));
      assert.deepEqual(await refusal(), { ...turnedAway, origin: evil });
      assert.ok((await said).text().includes(`allow ${evil} there`));
      causedNothing(['origin']);
      rig.relay.allowOrigin(evil);
      const { origin, place, own } = await rig.tool.page();
      assert.deepEqual([origin, place, own], [evil, 'webContent', undefined]);
      rig.relay.forgetOrigins();
      await rig.tool.until('it is gone', () => [...rig.tool.pages.values()].every(({ connected }) => !connected));
    });

    it('is told once in its console, however often it is turned away', async () => {
      const said: string[] = [];
      page.on('console', (message) => {
        // The site has no icon.
        if (!message.text().includes('404')) said.push(message.text());
      });
      await show('evil', frame(ownPage()));
      const turned = () => rig.log.filter((entry) => entry.kind === 'refused' && entry.reason === 'origin').length;
      await until('the third attempt', () => turned() >= 3);
      assert.equal(said.length, 1, said.join('\n'));
      assert.match(said[0] ?? '', /turned this page away/);
    });

    it('is not asked for again where the user has allowed its origin', async () => {
      await show('widget', frame(ownPage()));
      assert.equal((await rig.tool.page()).origin, rig.site.origin('widget'));
      assert.deepEqual(rig.tool.refusals, []);
    });

    it('cannot call itself the simulated Workspace, where calls are not confirmed', async () => {
      await show('widget', frame(`${ownPage()}&in=simulator`));
      const { place, own } = await rig.tool.page();
      assert.deepEqual([place, own], ['webContent', undefined]);
    });

    for (const [what, around] of [
      ['a frame with a data: address', (inner: string) => `<iframe src="data:text/html,${encodeURIComponent(inner)}">`],
      ['a sandboxed frame', (inner: string) => `<iframe sandbox="allow-scripts" srcdoc="${quoted(inner)}">`],
    ] as const) {
      it(`is turned away for good from ${what}, which has no origin`, async () => {
        await show('widget', around(frame(ownPage())));
        assert.equal((await refusal()).origin, 'null');
        causedNothing(['origin']);
      });
    }

    it('is turned away where it keeps its address from what it shows', async () => {
      await show('evil', frame(ownPage(), 'referrerpolicy="no-referrer"'));
      assert.equal((await refusal()).origin, rig.site.origin('evil'));
      causedNothing(['origin']);
    });

    /** Lets `page` say to the window that `target` names what Workspace would say; resolves when the bridge there has heard it. */
    async function lie(target: string, hearing: Frame | Page): Promise<void> {
      await rig.tool.page();
      await hearing.evaluate(
        'window.heard = new Promise((heard) => addEventListener("message", ({ data }) => data.event === "lie" && heard())); 0',
      );
      const said = { event: 'lie', data: {}, userAgent: 'WWE Server', protocolVersion: 2 };
      await page.evaluate(`${target}.postMessage(${JSON.stringify(said)}, '*')`);
      await hearing.evaluate('heard');
    }

    for (const [what, disown] of [
      ['opens it', ''],
      ['opens it and hides that it did', 'opener = null;'],
    ]) {
      it(`is not taken for Workspace where it ${what} in a window of its own`, async () => {
        const go = `<script>${disown} location = ${JSON.stringify(ownPage())}</script>`;
        const opening = `${rig.site.origin('evil')}${rig.site.add({ body: go })}`;
        await show('evil', '');
        const opened = browser.waitForEvent('page');
        await page.evaluate(`void (window.opened = open(${JSON.stringify(opening)}))`);
        const popup = await opened;
        await popup.waitForURL(/bridge/);
        await lie('opened', popup);
        await assert.rejects(rig.tool.invoke('agent.get'), { code: -32003 });
        assert.deepEqual(rig.tool.of('event'), []);
        await popup.close();
      });
    }

    it('is not taken for Workspace where it opens it in a frame within the simulated Workspace', async () => {
      const evil = rig.site.origin('evil');
      const bait = `${evil}${rig.site.add({ body: '<script>name = "bait"</script>' })}`;
      await show('evil', frame(`${rig.relay.address}/workspace?widget=${encodeURIComponent(bait)}`));
      const isBait = (each: Frame) => each.url() === bait;
      const baited = page.frames().find(isBait) ?? (await page.waitForEvent('framenavigated', isBait));
      await baited.waitForLoadState();
      await page.evaluate(`void open(${JSON.stringify(ownPage())}, 'bait')`);
      await baited.waitForURL(/bridge/);
      assert.deepEqual((await refusal()).origin, evil, 'the page around the Workspace has it');
      rig.relay.allowOrigin(evil);
      const { place, own } = await rig.tool.page();
      assert.deepEqual([place, own], ['simulator', undefined], 'it is what it says, and not the relay’s own');
      assert.equal(await baited.evaluate('opener === top'), true);
      await lie('frames[0].frames[0]', baited);
      // The simulated Workspace is heard: it answers a question, after the lie.
      const question = { request: 'agent.get', referenceId: 'asked', userAgent: 'WWE Client', protocolVersion: 2 };
      await baited.evaluate(`parent.postMessage(${JSON.stringify(question)}, '*')`);
      await rig.tool.until('the answer', () => rig.tool.of('message').at(0));
      assert.deepEqual(rig.tool.of('event'), []);
    });
  });

  it('that puts in the bridge finds no key in it, and nobody hears of the page', async () => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    const tag = `<script>const before = Object.getOwnPropertyNames(window)</script><script src="${rig.relay.address}/bridge.js"></script>`;
    await page.goto(`${rig.site.origin('evil')}${rig.site.add({ body: tag })}`);
    assert.deepEqual(
      await page.evaluate('Object.getOwnPropertyNames(window).filter((name) => !before.includes(name))'),
      [],
    );
    assert.ok(said.some((line) => line.startsWith('Deskside: the script tag has no valid data-key')));
    assert.ok(!JSON.stringify([said, await page.content()]).includes(rig.keys.page));
    assert.deepEqual(
      rig.log.map(({ kind }) => kind),
      ['listening', 'toolOpened'],
    );
  });
});

/** As the value of an attribute. */
function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { emit, ended, learned, requestsFrom, send } from './support/bridgeExpectations';
import type { Desk } from './support/bridgeRig';
import { BridgeSuite, libraryWidget } from './support/bridgeSuite';

describe('the frame of the bridge', () => {
  const suite = new BridgeSuite();

  /** An event that Workspace tells is heard, and once; a call arrives. */
  async function expectEars(desk: Desk, type: string): Promise<void> {
    const heard = () => suite.tool.of('event').filter(({ data }) => JSON.stringify(data).includes(type));
    await emit(desk, 'agent', { type });
    await suite.tool.until(`the event ${type}`, () => heard().at(0));
    assert.equal((await suite.tool.invoke('agent.get')).outcome, 'succeeded');
    assert.equal(heard().length, 1);
  }

  const frameLost = () => suite.tool.of('notice').filter(({ text }) => text.includes('removed the bridge’s frame'));
  const bridgeFrames = ({ widget }: Desk) => widget.evaluate(`document.querySelectorAll('deskside-bridge').length`);

  describe('in a page that React hydrates as a whole', () => {
    before(async () => {
      const built = await esbuild.build({
        entryPoints: [join(__dirname, 'support', 'hydration', 'hydrate.js')],
        bundle: true,
        write: false,
        define: { 'process.env.NODE_ENV': '"production"' },
      });
      suite.rig.site.add('hydrate', built.outputFiles[0]?.text ?? '');
    });

    function openHydrated(when: string, scripts = libraryWidget.scripts): Promise<Desk> {
      suite.rig.tags.hydrate = `<script src="/hydrate.js" data-when="${when}"></script>`;
      const around = (tags: string) =>
        `<!doctype html><html lang="en"><head><title>A widget</title></head><body><h1>A widget</h1>${tags}</body></html>`;
      return suite.rig.openDesk({ scripts: [...scripts, 'hydrate'], around });
    }

    async function hydrated({ widget }: Desk): Promise<unknown> {
      await widget.waitForFunction('hydration.done');
      return widget.evaluate('hydration.mismatches');
    }

    for (const when of ['at once', 'DOMContentLoaded', 'load', 'soon after load', 'when idle']) {
      it(`is not there yet when that happens ${when}`, async () => {
        const desk = await openHydrated(when);
        assert.deepEqual(await hydrated(desk), []);
        await learned(suite.tool);
        assert.deepEqual(frameLost(), []);
        assert.equal(await bridgeFrames(desk), 1);
      });
    }

    it('comes again when a late hydration has thrown it away', async () => {
      const desk = await openHydrated('when told');
      await learned(suite.tool);
      await desk.widget.evaluate('hydrate()');
      await hydrated(desk);
      await suite.tool.until('the notice', () => frameLost().at(0));
      await expectEars(desk, 'AFTER_HYDRATION');
    });
  });

  const renewals = {
    'renders its document anew': `document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'))`,
    'puts another root in': `document.documentElement.replaceWith(document.documentElement.cloneNode())`,
    'writes its document anew': `{ document.open(); document.write('<title>Written</title><p>anew'); document.close(); }`,
    'removes what it does not know': `document.querySelector('deskside-bridge').remove()`,
    'moves what it does not know': `document.body.append(document.querySelector('deskside-bridge'))`,
  };
  for (const [what, act] of Object.entries(renewals)) {
    it(`comes again where the page ${what}, and no call is lost`, async () => {
      const desk = await suite.rig.openDesk(libraryWidget);
      await learned(suite.tool);
      await desk.widget.evaluate(act);
      const { outcome } = await suite.tool.invoke('agent.get');
      assert.equal(outcome, 'succeeded', 'the call waits for the new frame');
      assert.equal((await suite.tool.until('the notice', () => frameLost().at(0))).level, 'info');
      await expectEars(desk, 'AFTERWARDS');
      assert.equal(await bridgeFrames(desk), 1);
      assert.equal(frameLost().length, 1);
    });
  }

  it('hears each message once where the page has wrapped how listeners are added, and puts another root in', async () => {
    suite.rig.site.add(
      'wrapsListeners',
      `{
        const { addEventListener } = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (name, listener, ...options) {
          const wrapped = typeof listener === 'function' ? (...args) => listener.apply(this, args) : listener;
          return addEventListener.call(this, name, wrapped, ...options);
        };
      }`,
    );
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'wrapsListeners', 'clientLibrary', 'libraryWidget'] });
    await learned(suite.tool);
    await desk.widget.evaluate(renewals['puts another root in']);
    await suite.tool.until('the notice', () => frameLost().at(0));
    await expectEars(desk, 'AFTERWARDS');
    await send(desk, 'media.getMediaList');
    await ended(suite.tool, 'media.getMediaList', 'succeeded');
    await expectEars(desk, 'AT_LAST');
    assert.deepEqual(suite.tool.of('message'), []);
    assert.equal(suite.tool.of('notice').length, 1);
  });

  const bodies = {
    'another body is put in': `document.body.replaceWith(document.createElement('body'))`,
    'the body is emptied': `document.body.innerHTML = ''`,
  };
  for (const [what, act] of Object.entries(bodies)) {
    it(`stays when ${what}`, async () => {
      const desk = await suite.rig.openDesk(libraryWidget);
      await learned(suite.tool);
      await desk.widget.evaluate(act);
      await expectEars(desk, 'AFTERWARDS');
      assert.deepEqual(frameLost(), []);
      assert.deepEqual(await requestsFrom(desk, 'widget'), []);
    });
  }

  it('runs no script of a program that has taken the relay’s port in the meantime', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    let asked = 0;
    await desk.page.route('**/bridgeFrame.js', (route) => {
      asked++;
      return route.fulfill({
        body: 'parent.taken = true',
        contentType: 'text/javascript',
        headers: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
      });
    });
    await desk.widget.evaluate(`document.querySelector('deskside-bridge').remove()`);
    const said = () => suite.tool.of('notice').find(({ text }) => text.includes('bridgeFrame.js did not load'));
    await suite.tool.until('the notice', said);
    assert.ok(asked > 0);
    assert.equal(await desk.widget.evaluate('window.taken'), undefined);
    assert.equal((await suite.tool.invoke('agent.get')).outcome, 'succeeded', 'it speaks from the page’s own window');
  });

  it('comes also where the page removes it while it opens', async () => {
    const removing = `new MutationObserver(() => {
      const added = document.querySelector('deskside-bridge');
      if (added === null || window.removed) return;
      window.removed = true;
      added.remove();
    }).observe(document.documentElement, { childList: true });`;
    suite.rig.site.add('removing', removing);
    const desk = await suite.rig.openDesk({ scripts: [...libraryWidget.scripts, 'removing'] });
    await learned(suite.tool);
    assert.equal(await desk.widget.evaluate('window.removed'), true);
    await expectEars(desk, 'AFTERWARDS');
  });

  it('comes also where the page has no root at the moment', async () => {
    suite.rig.site.add(
      'rootless',
      `requestIdleCallback = () => {
        const root = document.documentElement;
        root.remove();
        setTimeout(() => document.append(root), 3000);
      };`,
    );
    const desk = await suite.rig.openDesk({ scripts: [...libraryWidget.scripts, 'rootless'] });
    await learned(suite.tool);
    await expectEars(desk, 'AFTERWARDS');
  });

  it('is given up where the page does not let it be made, which a notice says', async () => {
    suite.rig.site.add('noShadows', `Element.prototype.attachShadow = () => { throw new TypeError('no shadows'); };`);
    await suite.rig.openDesk({ scripts: [...libraryWidget.scripts, 'noShadows'] });
    await learned(suite.tool);
    const notice = await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    assert.match(notice.text, /only those that the widget subscribes to are seen\. .*TypeError: no shadows/);
  });

  it('is given up where the page removes it again and again, which a notice says', async () => {
    const removing = `new MutationObserver(() => document.querySelector('deskside-bridge')?.remove())
      .observe(document.documentElement, { childList: true });`;
    suite.rig.site.add('keepsRemoving', removing);
    const desk = await suite.rig.openDesk({ scripts: [...libraryWidget.scripts, 'keepsRemoving'] });
    await learned(suite.tool);
    const notice = await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    assert.match(notice.text, /only those that the widget subscribes to are seen\. .*keeps removing/);
    assert.equal((await suite.tool.invoke('agent.get')).outcome, 'succeeded');
    await send(desk, 'agent.get');
  });

  describe('under a content security policy', () => {
    const withPolicy = (policy: string) => suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary'], policy });
    const warning = () => suite.tool.until('the notice', () => suite.tool.of('notice').at(0));

    it('comes by a policy of its own where Trusted Types are enforced, and the console stays clean', async () => {
      const desk = await withPolicy(`require-trusted-types-for 'script'`);
      await learned(suite.tool);
      await expectEars(desk, 'TYPED');
      assert.deepEqual(desk.problems, []);
    });

    it('comes where the page allows the bridge’s policy by name', async () => {
      const desk = await withPolicy(`require-trusted-types-for 'script'; trusted-types deskside`);
      await learned(suite.tool);
      assert.deepEqual(desk.problems, []);
      assert.deepEqual(suite.tool.of('notice'), []);
    });

    it('comes where only other policies are allowed but scripts need none', async () => {
      await withPolicy(`trusted-types others`);
      await learned(suite.tool);
      assert.deepEqual(suite.tool.of('notice'), []);
    });

    it('does not come where other policies alone are allowed, which a notice says', async () => {
      await withPolicy(`require-trusted-types-for 'script'; trusted-types others`);
      await learned(suite.tool);
      assert.match((await warning()).text, /Trusted Types forbid the bridge’s script: add deskside to trusted-types/);
    });

    it('does not come where scripts are forbidden, which a notice says', async () => {
      await withPolicy(`script-src 'self' ${suite.rig.relay}/bridge.js`);
      await learned(suite.tool);
      assert.match(
        (await warning()).text,
        /forbids the bridge’s script: add http.*\/bridgeFrame\.js to its script-src/,
      );
    });
  });
});

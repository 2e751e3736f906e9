import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { emit, learned, requestsFrom, send } from './support/bridgeExpectations';
import type { Received } from './support/bridgeRig';
import { BridgeSuite } from './support/bridgeSuite';

describe('the bridge in a page that holds Workspace in a frame', () => {
  const suite = new BridgeSuite();

  interface Crm {
    readonly page: Page;
    /** The page's own frame, in which the library is. */
    readonly widget: Frame;
    /** Opens once Workspace has answered. */
    workspace(): Promise<Frame>;
    received(): Promise<Received[]>;
    readonly said: readonly string[];
  }

  async function openCrm(
    scripts: readonly string[],
    told: Readonly<Record<string, string>> = {},
    { policy, falseClock = false }: { policy?: string; falseClock?: boolean } = {},
  ): Promise<Crm> {
    const address = suite.rig.site.widget({ scripts, ...(policy === undefined ? {} : { policy }) });
    const workspace = encodeURIComponent(suite.rig.site.workspace(told));
    const { page, said } = await suite.rig.open(`${address}&workspace=${workspace}`, falseClock, 'domcontentloaded');
    const frame = async () => {
      const found = page.frame('workspace');
      assert.ok(found !== null);
      await found.waitForFunction('window.received !== undefined');
      return found;
    };
    const received = async () => (await frame()).evaluate<Received[]>('window.received');
    return { page, widget: page.mainFrame(), workspace: frame, received, said };
  }

  /** Nothing that was meant for the bridge reached a listener of the page. */
  async function expectOnlyOwnMessages({ widget }: Crm): Promise<void> {
    assert.ok(!JSON.stringify(await widget.evaluate('window.seen')).includes('deskside:'));
  }

  const arrangements = {
    'before the library': ['watched', 'bridge', 'clientLibrary', 'libraryWidget', 'crmAtOnce'],
    'after the library': ['watched', 'clientLibrary', 'bridge', 'libraryWidget', 'crmAtOnce'],
    'after all else': ['watched', 'clientLibrary', 'libraryWidget', 'crmAtOnce', 'bridge'],
  };
  for (const [where, scripts] of Object.entries(arrangements)) {
    it(`waits until the frame has loaded, with its tag ${where}`, async () => {
      const release = suite.rig.site.holdWorkspace();
      const crm = await openCrm(scripts);
      release();
      await learned(suite.tool);
      assert.deepEqual(suite.tool.of('notice'), []);
      assert.deepEqual(await requestsFrom(crm, 'widget'), []);
      const workspace = await crm.workspace();
      await emit({ page: workspace }, 'interaction', { eventType: 'RINGING' });
      await suite.tool.until('the event', () => suite.tool.of('event').at(0));
      await send(crm, 'agent.get');
      await suite.tool.until('the call', () => suite.tool.of('call').find(({ by }) => by === 'widget'));
      await expectOnlyOwnMessages(crm);
    });
  }

  it('comes where a variable of the page has taken the place of its parent', async () => {
    suite.rig.site.add('leavesParent', 'parent = document.body;');
    const crm = await openCrm(['leavesParent', 'bridge', 'watched', 'clientLibrary', 'libraryWidget', 'crmAtOnce']);
    await learned(suite.tool);
    assert.deepEqual(suite.tool.of('notice'), []);
    assert.ok(!crm.said.some((text) => text.includes('failed')));
    await expectOnlyOwnMessages(crm);
  });

  it('comes where Workspace’s frame has the name of the library’s namespace, and the page does without that', async () => {
    suite.rig.site.add(
      'namesFrame',
      `{
        const frame = document.createElement('iframe');
        frame.name = 'genesys';
        frame.src = new URLSearchParams(location.search).get('workspace');
        document.body.append(frame);
        const message = { request: 'agent.get', referenceId: '1', userAgent: 'WWE Client', protocolVersion: 2 };
        frame.onload = () => frame.contentWindow.postMessage(message, '*');
      }`,
    );
    const crm = await openCrm(['namesFrame', 'bridge']);
    await learned(suite.tool);
    assert.ok(!crm.said.some((text) => text.includes('failed')));
  });

  it('asks again as soon as Workspace answers the library, if it was not ready when its frame had loaded', async () => {
    const crm = await openCrm(arrangements['before the library'], { deaf: 'all' }, { falseClock: true });
    await suite.tool.until('the question', () => suite.tool.of('call').at(1));
    await (await crm.workspace()).evaluate('hear()');
    await send(crm, 'agent.get');
    await learned(suite.tool);
    assert.deepEqual(suite.tool.of('notice'), []);
    assert.deepEqual(await requestsFrom(crm, 'widget'), ['agent.get']);
    await emit({ page: await crm.workspace() }, 'agent', { type: 'READY' });
    await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    await expectOnlyOwnMessages(crm);
  });

  it('does not try the page’s own window on a Workspace that has said nothing yet', async () => {
    const crm = await openCrm(arrangements['before the library'], { deaf: 'all' }, { falseClock: true });
    await suite.tool.until('the question', () => suite.tool.of('call').at(1));
    await crm.page.clock.runFor(10_000);
    await suite.tool.until('the notice', () =>
      suite.tool.of('notice').find(({ text }) => text.includes('did not answer')),
    );
    assert.deepEqual(await requestsFrom(crm, 'widget'), []);
  });

  it('asks again when Workspace loads anew, and tells each event once', async () => {
    const crm = await openCrm(arrangements['before the library']);
    await learned(suite.tool);
    const before = suite.tool.records.length;
    await (await crm.workspace()).evaluate('location.reload()').catch(() => undefined);
    await suite.tool.until('the desk, again', () =>
      suite.tool.records.slice(before).find(({ record }) => record.kind === 'desk' && record.services),
    );
    await emit({ page: await crm.workspace() }, 'agent', { type: 'READY' });
    await emit({ page: await crm.workspace() }, 'agent', { type: 'NOT_READY' });
    await suite.tool.until('the last event', () =>
      suite.tool.of('event').find(({ data }) => JSON.stringify(data).includes('NOT')),
    );
    assert.equal(suite.tool.of('event').length, 2);
  });

  it('keeps the replies that come to the page’s own window from a library that was there first', async () => {
    const policy = `script-src 'self' ${suite.rig.relay}/bridge.js`;
    const crm = await openCrm(arrangements['after all else'], {}, { policy });
    await learned(suite.tool);
    assert.ok((await requestsFrom(crm, 'widget')).length > 0);
    await expectOnlyOwnMessages(crm);
  });

  it('says nothing of being outside Workspace while the page may still name its window', async () => {
    const { page } = await suite.rig.open(
      `${suite.rig.site.widget({ scripts: ['watched', 'bridge', 'clientLibrary', 'crm'] })}&workspace=${encodeURIComponent(suite.rig.site.workspace({}))}`,
    );
    await page.waitForFunction('window.ready');
    await learned(suite.tool);
    assert.deepEqual(suite.tool.of('notice'), []);
  });
});

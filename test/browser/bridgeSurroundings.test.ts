import assert from 'node:assert/strict';
import { emit, ended, learned, requestsFrom, twoSubscriptions, send } from './support/bridgeExpectations';
import { BridgeSuite, libraryWidget } from './support/bridgeSuite';

describe('the bridge, wherever it is', () => {
  const suite = new BridgeSuite();

  const ownWindowOnly = /only those that the widget subscribes to are seen/;

  it('asks from the widget’s own window, at once, where the page forbids a frame; the widget notices nothing', async () => {
    const policy = `script-src 'self' ${suite.rig.relay}/bridge.js`;
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'watched', 'clientLibrary'], policy });
    await learned(suite.tool);
    assert.deepEqual(await requestsFrom(desk, 'nested'), []);
    assert.deepEqual(await requestsFrom(desk, 'widget'), [
      'interaction.getInteractions',
      'agent.get',
      'media.getMediaList',
      'system.getAllowedServices',
    ]);
    assert.equal((await suite.tool.invoke('agent.get')).outcome, 'succeeded');
    assert.deepEqual(await desk.widget.evaluate('window.seen'), []);
    assert.match((await suite.tool.until('the notice', () => suite.tool.of('notice').at(0))).text, ownWindowOnly);
  });

  it('asks from the widget’s own window where Workspace does not answer the private one', async () => {
    const desk = await suite.rig.openDesk(libraryWidget, { told: { deaf: 'nested' }, falseClock: true });
    await suite.tool.until('the question', () => suite.tool.of('call').at(1));
    const invoked = suite.tool.invoke('agent.get', undefined, 30_000);
    await desk.page.clock.runFor(10_000);
    await learned(suite.tool);
    assert.equal((await invoked).outcome, 'succeeded', 'a call waits until it is known where to send it');
    assert.deepEqual(await requestsFrom(desk, 'nested'), [...twoSubscriptions, 'interaction.getInteractions']);
    assert.match((await suite.tool.until('the notice', () => suite.tool.of('notice').at(0))).text, ownWindowOnly);
    await desk.widget.evaluate('run()');
    await suite.tool.until('an event of the widget', () => suite.tool.of('event').at(0));
  });

  it('says that Workspace does not answer, and asks again when it says something', async () => {
    const desk = await suite.rig.openDesk(libraryWidget, { told: { deaf: 'all' }, falseClock: true });
    await suite.tool.until('the question', () => suite.tool.of('call').at(1));
    await desk.page.clock.runFor(10_000);
    await suite.tool.until('the second question', () => suite.tool.of('call').at(2));
    await desk.page.clock.runFor(10_000);
    const notice = await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    assert.match(notice.text, /did not answer within 10 s\. Check that .*accepted-web-content-origins/);
    const { refused } = await suite.tool.until('the refusals', () =>
      suite.tool.of('desk').find((desk) => desk.refused),
    );
    assert.equal(Object.keys(refused ?? {}).length, 4);

    await desk.page.evaluate('hear()');
    await send(desk, 'agent.get');
    await learned(suite.tool);
  });

  it('follows targetWWEWindow to a Workspace that the page itself holds', async () => {
    const crm = suite.rig.site.widget({ scripts: ['watched', 'bridge', 'clientLibrary', 'libraryWidget', 'crm'] });
    const workspace = encodeURIComponent(suite.rig.site.workspace({}));
    const { page } = await suite.rig.open(`${crm}&workspace=${workspace}`);
    await page.waitForFunction('window.ready');
    await learned(suite.tool);
    await page.evaluate('run()');
    await ended(suite.tool, 'unsubscribe', 'succeeded');
    assert.ok(suite.tool.of('event').length > 0);
  });

  it('finds Workspace in such a page by its messages when it comes too late to see targetWWEWindow', async () => {
    const crm = suite.rig.site.widget({ scripts: ['watched', 'clientLibrary', 'libraryWidget', 'crm'] });
    const workspace = encodeURIComponent(suite.rig.site.workspace({}));
    const { page } = await suite.rig.open(`${crm}&workspace=${workspace}`);
    await page.waitForFunction('window.ready');
    await page.evaluate(`{
      const tag = document.createElement('script');
      tag.src = '${suite.rig.relay}/bridge.js';
      tag.dataset.key = '${suite.rig.pageKey}';
      document.head.append(tag);
    }`);
    await suite.tool.page();
    await send({ widget: page.mainFrame() }, 'agent.get');
    await learned(suite.tool);
  });

  it('says that Workspace answers it but not a widget whose library posts to another origin', async () => {
    suite.rig.tags.pinned = '<script src="/clientLibrary.js" data-target="https://workspace.example"></script>';
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'pinned'] }, { falseClock: true });
    await learned(suite.tool);
    await send(desk, 'agent.get');
    await send(desk, 'media.getMediaList');
    await suite.tool.until('the calls', () => suite.tool.of('call').filter(({ by }) => by === 'widget').length === 2);
    await desk.page.clock.runFor(10_000);
    const notice = await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    assert.match(notice.text, /answers the bridge but not the widget\. .*target origin/);
    await ended(suite.tool, 'media.getMediaList', 'timedOut');
    assert.equal(suite.tool.of('notice').length, 1);
  });

  it('says nothing of the kind where Workspace leaves one call of several unanswered', async () => {
    const desk = await suite.rig.openDesk(libraryWidget, { falseClock: true });
    await learned(suite.tool);
    await send(desk, 'agent.get');
    await ended(suite.tool, 'agent.get', 'succeeded');
    await send(desk, 'test.never');
    await suite.tool.until('the call', () => suite.tool.of('call').find(({ service }) => service === 'test.never'));
    await desk.page.clock.runFor(10_000);
    await ended(suite.tool, 'test.never', 'timedOut');
    assert.deepEqual(suite.tool.of('notice'), []);
  });

  it('speaks to the opener from a window that Workspace opened', async () => {
    const desk = await suite.rig.openDesk(libraryWidget, { told: { popup: '' } });
    await learned(suite.tool);
    await emit(desk, 'agent', { type: 'READY' });
    await suite.tool.until('the event', () => suite.tool.of('event').at(0));
  });

  it('works from a script that loads later, and counts once when it is put in twice', async () => {
    suite.rig.tags.later =
      suite.rig.bridgeTag.replace('src', 'defer src') + suite.rig.bridgeTag.replace('src', 'async src');
    await suite.rig.openDesk({ scripts: ['later', 'watched', 'clientLibrary'] });
    await learned(suite.tool);
    assert.equal(suite.tool.pages.size, 1);
    assert.equal(suite.tool.of('call').filter(({ service }) => service === 'interaction.getInteractions').length, 1);
  });

  it('is told of in the relay’s log where its tag is one of a module, which browsers do not run', async () => {
    for (const attribute of ['type="module"', 'crossorigin']) {
      suite.rig.tags.module = suite.rig.bridgeTag.replace('src', `${attribute} src`);
      suite.rig.log.length = 0;
      await suite.rig.openDesk({ scripts: ['module'] });
      const kinds = suite.rig.log.filter(({ kind }) => kind.startsWith('bridge'));
      assert.deepEqual(kinds, [{ kind: 'bridgeBlocked', origin: suite.rig.site.widgetOrigin }]);
    }
  });

  it('is web content by itself on the relay’s page, whose key stays in the fragment', async () => {
    const bridge = `${suite.rig.relay}/bridge#key=${suite.rig.pageKey}`;
    const { page } = await suite.rig.open(suite.rig.site.workspace({ widget: bridge }));
    await learned(suite.tool);
    const { place, location, title } = await suite.tool.page();
    assert.deepEqual([place, location, title], ['webContent', `${suite.rig.relay}/bridge`, 'Deskside bridge']);
    await page.evaluate(`emit('agent', {type: 'READY'})`);
    await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    assert.equal((await suite.tool.invoke('agent.get')).outcome, 'succeeded');
  });

  it('reports in the simulated Workspace what that sees of its widgets’ calls, and believes nobody else', async () => {
    const host = `<!doctype html><title>Simulator</title><iframe name="bridge" src="/bridge#key=${suite.rig.pageKey}"></iframe>`;
    await suite.rig.serve('host.html', host);
    await suite.renewTool();
    const { page } = await suite.rig.open(`${suite.rig.relay}/host.html`);
    assert.equal((await suite.tool.page()).place, 'simulator');
    const seen = (service: string) => ({
      mark: 'deskside.observation',
      seen: { kind: 'call', callId: '7', widget: 'Customer', service, parameters: ['1'] },
    });
    const frame = page.frame('bridge');
    await frame?.evaluate(`window.postMessage(${JSON.stringify(seen('false.witness'))}, '*')`);
    await page.evaluate(`frames[0].postMessage({mark: 'deskside.observation', seen: {}}, '*')`);
    await page.evaluate(`frames[0].postMessage(${JSON.stringify(seen('interaction.accept'))}, '*')`);
    const call = await suite.tool.until('the call', () => suite.tool.of('call').find(({ by }) => by === 'widget'));
    assert.deepEqual(
      [call.service, call.widget, call.parameters, call.callId],
      ['interaction.accept', 'Customer', ['1'], 'widget-7'],
    );
  });
});

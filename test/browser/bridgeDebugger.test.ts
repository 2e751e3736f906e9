import assert from 'node:assert/strict';
import { emit, ended, learned, requestsFrom, send } from './support/bridgeExpectations';
import { BridgeSuite } from './support/bridgeSuite';
import { DebuggedBrowser } from './support/debuggedBrowser';
import { wholeBrowser } from './support/openBrowser';

/** What a deployed widget may have: it allows its own scripts and nothing else. */
const policy = "default-src 'none'; script-src 'self'";
const deployed = { scripts: ['watched', 'clientLibrary', 'libraryWidget'], policy };

describe('the bridge through the debugger', () => {
  const suite = new BridgeSuite(wholeBrowser);
  let browser: DebuggedBrowser;

  beforeEach(() => {
    browser = new DebuggedBrowser(suite.rig);
  });
  afterEach(() => browser.detach());

  it('sees and acts in a deployed widget in a frame of another process, whose policy forbids everything', async () => {
    const desk = await suite.rig.openDesk(deployed);
    assert.ok((await browser.attach()).includes('iframe'), 'the widget lives in a process of its own');
    await learned(suite.tool);
    const page = await suite.tool.page();
    assert.deepEqual([page.origin, page.title, page.place], [suite.rig.site.widgetOrigin, 'A widget', 'widget']);
    await send(desk, 'agent.get');
    await ended(suite.tool, 'agent.get', 'succeeded');
    await emit(desk, 'interaction', { eventType: 'HELD' });
    const event = await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    assert.deepEqual(event.data, { eventType: 'HELD' });
    assert.equal((await suite.tool.invoke('interaction.markdone', ['2'])).outcome, 'succeeded');
    assert.deepEqual(desk.said, []);
  });

  it('tells of a call what brought it about, and where in the page’s code it stands', async () => {
    suite.rig.site.add(
      'reacts',
      `\ngenesys.wwe.service.subscribe('agent', async () => { await 0; genesys.wwe.service.agent.get(); });`,
    );
    const desk = await suite.rig.openDesk({ scripts: ['clientLibrary', 'reacts'], policy });
    await browser.attach();
    await learned(suite.tool);
    await desk.widget.evaluate('location.reload()');
    await suite.tool.until('the next load', () => suite.tool.of('desk').filter(({ services }) => services).length > 1);
    await emit(desk, 'agent', { type: 'READY' });
    const call = await suite.tool.until('the call', () =>
      suite.tool.of('call').find(({ by, service }) => by === 'widget' && service === 'agent.get'),
    );
    const event = suite.tool.of('event').find(({ name }) => name === 'agent');
    assert.deepEqual(call.cause, { seq: event?.seq });
    const file = `${suite.rig.site.widgetOrigin}/reacts.js`;
    assert.deepEqual(call.at, { file, line: 2, column: 89 });
  });

  it('leaves the widget as it is: it gets the same messages, callbacks and results', async () => {
    const without = await suite.rig.openDesk(deployed);
    await without.widget.evaluate('run()');
    const expected: unknown = await without.widget.evaluate('JSON.stringify(seen)');
    const desk = await suite.rig.openDesk(deployed);
    await browser.attach();
    await suite.tool.until('both widgets', () => suite.tool.of('desk').filter(({ services }) => services).length >= 2);
    await desk.widget.evaluate('run()');
    assert.equal(await desk.widget.evaluate('JSON.stringify(seen)'), expected);
    assert.deepEqual((await requestsFrom(desk, 'nested')).slice(0, 2), ['subscribe', 'interaction.getInteractions']);
  });

  it('is there again after a reload, before the page’s own scripts, as the next load of the same page', async () => {
    const { page } = await suite.rig.open(suite.rig.site.widget(deployed));
    await browser.attach();
    const { page: id, epoch: first } = await suite.tool.page();
    await page.reload();
    const second = await suite.tool.until('the second load', () => {
      const epoch = suite.tool.pages.get(id)?.epoch;
      return epoch !== undefined && epoch > first && epoch;
    });
    assert.equal(suite.tool.pages.size, 1);
    await page.evaluate('void genesys.wwe.service.agent.get()');
    await suite.tool.until('a call of the second load', () =>
      suite.tool.records.find(
        ({ epoch, record }) => epoch === second && record.kind === 'call' && record.by === 'widget',
      ),
    );
  });

  it('replaces itself with a reload also in a frame that the browser denies its storage', async () => {
    const desk = await suite.rig.openDesk(deployed);
    await browser.attach();
    await learned(suite.tool);
    const { page: id } = await suite.tool.page();
    await desk.widget.evaluate('location.reload()');
    await suite.tool.until('the second load', () => [...suite.tool.pages.keys()].some((page) => page !== id));
    assert.ok(!suite.tool.pages.has(id), 'nothing of the first is left by then');
    await suite.tool.page();
    await send(desk, 'agent.get');
    await ended(suite.tool, 'agent.get', 'succeeded');
  });

  it('says nothing in a page that does not use the API, and leaves no trace', async () => {
    const { page } = await suite.rig.open(suite.rig.site.widget({ scripts: ['watched'] }));
    const names = 'Object.getOwnPropertyNames(window)';
    const trace = 'JSON.stringify([window.genesys, sessionStorage.length, document.querySelectorAll("*").length])';
    const before: { names: string[]; trace: unknown } = {
      names: await page.evaluate(names),
      trace: await page.evaluate(trace),
    };
    await browser.attach();
    await page.reload();
    assert.equal(await page.evaluate(trace), before.trace);
    const added = (await page.evaluate<string[]>(names)).filter((name) => !before.names.includes(name));
    assert.deepEqual(added, []);
    assert.equal(await page.evaluate('"genesys" in window'), false);
    await suite.rig.openDesk(deployed);
    await browser.attach();
    await learned(suite.tool);
    assert.equal(suite.tool.pages.size, 1, 'only the widget');
  });

  it('stays out of what the relay serves, under each of its names, whoever holds that in a frame', async () => {
    const names = [suite.rig.relay, suite.rig.relay.replace('127.0.0.1', 'localhost')];
    const { page } = await suite.rig.open(suite.rig.site.workspace({}));
    await page.evaluate((addresses) => {
      for (const address of addresses) {
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
      }
    }, names);
    const own = page.frames().slice(1);
    for (const frame of own) await frame.waitForURL(/^http/);
    assert.ok((await browser.attach()).includes('iframe'), 'one of them lives in a process of its own');
    for (const frame of own) {
      await frame.evaluate('window.heard = new Promise((heard) => addEventListener("message", heard)); 0');
    }
    await page.evaluate(`for (let at = 0; at < frames.length; at++) {
      frames[at].postMessage({ event: 'lie', data: {}, userAgent: 'WWE Server', protocolVersion: 2 }, '*');
    }`);
    for (const frame of own) await frame.evaluate('heard.then(() => 0)');
    await suite.rig.openDesk(deployed);
    await browser.attach();
    const origins = () => [...suite.tool.pages.values()].map(({ origin }) => origin);
    await suite.tool.until('the widget', () => origins().includes(suite.rig.site.widgetOrigin));
    assert.deepEqual(origins(), [suite.rig.site.widgetOrigin]);
  });

  it('makes one connection where a script tag brings the bridge, too', async () => {
    await suite.rig.open(suite.rig.site.workspace({}));
    await browser.attach();
    const desk = await suite.rig.openDesk({ scripts: ['watched', 'bridge', 'clientLibrary', 'libraryWidget'] });
    await learned(suite.tool);
    await browser.attach();
    await send(desk, 'agent.get');
    await ended(suite.tool, 'agent.get', 'succeeded');
    assert.equal(suite.tool.pages.size, 1);
  });

  it('goes on with the next debugger as the same load, and loses nothing that happens in between', async () => {
    const desk = await suite.rig.openDesk(deployed);
    await browser.attach();
    await learned(suite.tool);
    browser.detach();
    await suite.tool.until('the page is away', () =>
      [...suite.tool.pages.values()].some(({ connected }) => !connected),
    );
    await emit(desk, 'interaction', { eventType: 'HELD' });
    browser = new DebuggedBrowser(suite.rig);
    await browser.attach();
    const event = await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    assert.deepEqual(event.data, { eventType: 'HELD' });
    assert.equal(suite.tool.pages.size, 1);
  });

  it('comes back after the relay was gone', async () => {
    const desk = await suite.rig.openDesk(deployed);
    await browser.attach();
    await learned(suite.tool);
    await suite.rig.stopRelay();
    await emit(desk, 'interaction', { eventType: 'HELD' });
    await suite.rig.startRelay();
    await suite.renewTool();
    const event = await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    assert.deepEqual(event.data, { eventType: 'HELD' });
  });
});

import assert from 'node:assert/strict';
import { emit, ended, learned, send } from './support/bridgeExpectations';
import { BridgeSuite } from './support/bridgeSuite';
import { heard } from './support/heard';

describe('the bridge leaves to the page', () => {
  const suite = new BridgeSuite();

  it('its namespace: nothing stands there before the library does', async () => {
    suite.rig.site.add(
      'asks',
      `window.asked = ['genesys' in window, Object.getOwnPropertyNames(window).includes('genesys'), Object.hasOwn(window, 'genesys')];`,
    );
    const { widget } = await suite.rig.openDesk({ scripts: ['bridge', 'asks', 'clientLibrary', 'libraryWidget'] });
    assert.deepEqual(await widget.evaluate('window.asked'), [false, false, false]);
    await learned(suite.tool);
  });

  it('the storage events of its frames: none comes of a record', async () => {
    suite.rig.site.add('listens', `window.keys = []; addEventListener('storage', ({ key }) => window.keys.push(key));`);
    // Only a page at the top of a tab has a storage in every browser.
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary'] }, { told: { popup: '' } });
    await learned(suite.tool);
    await desk.widget.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.src = ${JSON.stringify(suite.rig.site.widget({ scripts: ['listens'] }))};
      frame.onload = resolve;
      document.body.append(frame);
    })`);
    await desk.page.evaluate(`for (let n = 1; n <= 100; n++) emit('outbound', { n })`);
    await suite.tool.until('all events', () => suite.tool.of('event').length === 100);
    const [listener] = desk.widget.childFrames().filter((frame) => frame.url().includes('/widget-'));
    await desk.widget.evaluate(`sessionStorage.setItem('last of all', '')`);
    await listener?.waitForFunction(`window.keys.includes('last of all')`);
    assert.deepEqual(await listener?.evaluate('window.keys'), ['last of all']);
    const before = suite.tool.records.length;
    const { epoch } = await suite.tool.page();
    await desk.widget.evaluate('location.reload()');
    const again = await suite.tool.until('the second load', () =>
      [...suite.tool.pages.values()].find((page) => page.epoch > epoch),
    );
    assert.equal(again.recordedBefore, before, 'the count was stored when the page was left');
    await suite.tool.until('the second desk', () => suite.tool.of('desk').filter(({ services }) => services)[1]);
    assert.deepEqual(suite.tool.of('notice'), []);
  });
});

describe('what the bridge could not see or send', () => {
  const suite = new BridgeSuite();

  it('is said of calls that are made in the script which holds the library; later ones are seen', async () => {
    const library = await (await fetch(`${suite.rig.site.workspaceOrigin}/clientLibrary.js`)).text();
    suite.rig.site.add(
      'bundle',
      `${library}\n;genesys.wwe.service.sendMessage({ request: 'agent.get' }, () => {}, () => {});`,
    );
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'bundle'] });
    const notice = await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    assert.match(notice.text, /could not see/);
    await send(desk, 'media.getMediaList');
    await ended(suite.tool, 'media.getMediaList', 'succeeded');
    assert.equal(suite.tool.of('notice').length, 1);
  });

  it('is nothing where the library has a script of its own', async () => {
    suite.rig.site.add('calls', `genesys.wwe.service.sendMessage({ request: 'agent.get' }, () => {}, () => {});`);
    await suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary', 'calls'] });
    await suite.tool.until('the call', () => suite.tool.of('call').find(({ by }) => by === 'widget'));
    await learned(suite.tool);
    assert.deepEqual(suite.tool.of('notice'), []);
  });

  it('is not all that comes after an event with an endless name', async () => {
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary'] });
    await learned(suite.tool);
    const endless = `{ event: 'x'.repeat(2_000_000), data: { n: 1 }, userAgent: 'WWE Server', protocolVersion: 2 }`;
    await desk.page.evaluate(`widgetWindow.postMessage(${endless}, '*')`);
    await emit(desk, 'outbound', { n: 2 });
    await suite.tool.until('both events', () => suite.tool.of('event').length === 2);
    assert.deepEqual(
      suite.tool.of('event').map(({ name, data }) => [name.slice(0, 8), data]),
      [
        ['xxxxxxxx', { n: 1 }],
        ['outbound', { n: 2 }],
      ],
    );
    assert.deepEqual(suite.tool.of('notice'), []);
  });

  it('is said of a frame that the relay does not understand, which is not sent again', async () => {
    suite.rig.site.add(
      'corrupts',
      `{
        const RealSocket = WebSocket;
        window.opened = window.corrupted = 0;
        window.WebSocket = function (...args) {
          const socket = new RealSocket(...args);
          window.opened++;
          socket.send = (text) => {
            const bad = text.includes('corrupt this') && !text.includes('"hello"');
            if (bad) window.corrupted++;
            RealSocket.prototype.send.call(socket, bad ? '{}' : text);
          };
          return socket;
        };
      }`,
    );
    const desk = await suite.rig.openDesk({ scripts: ['corrupts', 'bridge', 'clientLibrary'] });
    await learned(suite.tool);
    await emit(desk, 'outbound', { mark: 'corrupt this' });
    await suite.tool.until('the gap', () => suite.tool.of('gap').at(0));
    const notice = await suite.tool.until('the notice', () =>
      suite.tool.of('notice').find(({ level }) => level === 'error'),
    );
    assert.match(notice.text, /did not understand/);
    await heard(desk.said, /did not understand/);
    await emit(desk, 'outbound', { mark: 'fine' });
    await suite.tool.until('a later event', () =>
      suite.tool.of('event').find(({ data }) => JSON.stringify(data).includes('fine')),
    );
    assert.equal((await suite.tool.invoke('agent.get')).outcome, 'succeeded');
    assert.deepEqual(await desk.widget.evaluate('[window.opened, window.corrupted]'), [2, 1]);
  });
});

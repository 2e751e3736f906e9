import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { closeCodes, subprotocol } from '../../src/protocol/handshake';
import { limits } from '../../src/protocol/limits';
import { answerChallenge } from '../support/provenPage';
import { until } from '../support/until';
import { emit, learned } from './support/bridgeExpectations';
import { BridgeSuite, libraryWidget } from './support/bridgeSuite';
import type { BridgeTool } from './support/bridgeTool';
import { heard } from './support/heard';
import { throttlingBrowser, wholeBrowser } from './support/openBrowser';

describe('the bridge’s connection', () => {
  const suite = new BridgeSuite();

  /** The numbers of the events that came, as the test put them in. */
  const eventNumbers = (of: BridgeTool) =>
    of.of('event').map(({ data }) => (typeof data === 'object' && data !== null && 'n' in data ? data.n : undefined));

  async function reloadsAsItself(reload: () => Promise<unknown>): Promise<void> {
    await learned(suite.tool);
    const { page, epoch } = await suite.tool.page();
    await reload();
    const again = await suite.tool.until('the second load', () => {
      return [...suite.tool.pages.values()].find((info) => info.page !== page || info.epoch !== epoch);
    });
    assert.deepEqual([again.page, again.epoch > epoch, suite.tool.pages.size], [page, true, 1]);
    await suite.tool.until('the desk of the second load', () =>
      suite.tool.records.find((entry) => entry.epoch === again.epoch && entry.record.kind === 'desk'),
    );
  }

  it('keeps the page’s id over a reload, which has an epoch of its own', async () => {
    const desk = await suite.rig.openDesk(libraryWidget, { told: { popup: '' } });
    await reloadsAsItself(() => desk.widget.evaluate('location.reload()'));
  });

  it('keeps the id of a frame, too', async () => {
    const { page } = await suite.rig.open(
      suite.rig.site.workspace({ widget: `${suite.rig.relay}/bridge#key=${suite.rig.pageKey}` }),
    );
    await reloadsAsItself(async () => page.frame('widget')?.evaluate('location.reload()'));
  });

  it('brings what the page still did while it was left', async () => {
    const desk = await suite.rig.openDesk({ ...libraryWidget, scripts: ['leaving', ...libraryWidget.scripts] });
    await learned(suite.tool);
    await desk.widget.evaluate('location.reload()');
    await suite.tool.until('the call', () => suite.tool.of('call').find(({ service }) => service === 'voice.hangUp'));
  });

  it('goes on where the page itself tells its scripts that it is left', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await desk.widget.evaluate(`window.dispatchEvent(new PageTransitionEvent('pagehide'))`);
    await emit(desk, 'outbound', { n: 1 });
    await suite.tool.until('the event', () => suite.tool.of('event').at(0));
  });

  it('tells a page that was left from one that crashed, also where the page has written its document anew', async () => {
    // Not in a frame: to one of another site than the page around it, browsers deny the storage in which the id is kept.
    const { widget } = await suite.rig.openDesk(libraryWidget, { told: { popup: '' } });
    await learned(suite.tool);
    await widget.evaluate(`{ document.open(); document.write('<title>Written</title><p>anew'); document.close(); }`);
    await suite.tool.until('the new title', () =>
      [...suite.tool.pages.values()].find(({ title }) => title === 'Written'),
    );
    await reloadsAsItself(() => widget.evaluate('location.reload()'));
    assert.deepEqual(
      suite.tool.of('notice').filter(({ text }) => text.includes('ended without being left')),
      [],
    );
  });

  describe('with several script tags in the page', () => {
    const oldKey = 'A'.repeat(43);
    const oldTag = () => suite.rig.bridgeTag.replace(suite.rig.pageKey, oldKey);

    it('uses the one whose key is right, wherever it stands', async () => {
      for (const scripts of [
        ['oldTag', 'bridge', 'clientLibrary'],
        ['bridge', 'oldTag', 'clientLibrary'],
        ['oldTag', 'clientLibrary', 'bridge', 'bridge'],
      ]) {
        suite.rig.tags.oldTag = oldTag();
        await suite.rig.openDesk({ scripts });
        await learned(suite.tool);
        assert.equal(suite.tool.pages.size, 1);
        assert.equal(
          suite.tool.of('call').filter(({ service }) => service === 'interaction.getInteractions').length,
          1,
        );
        await suite.rig.clear();
        await suite.renewTool();
      }
    });

    it('uses a good one that comes long after a bad one', async () => {
      suite.rig.tags.oldTag = oldTag();
      const { widget, said } = await suite.rig.openDesk({ scripts: ['oldTag', 'clientLibrary'] });
      await heard(said, /the key of this page/);
      await widget.evaluate(`{
        const tag = document.createElement('script');
        tag.src = '${suite.rig.relay}/bridge.js';
        tag.dataset.key = '${suite.rig.pageKey}';
        document.head.append(tag);
      }`);
      await learned(suite.tool);
    });

    it('goes on to the next where the relay of one runs another version', async () => {
      const script = await (await fetch(`${suite.rig.relay}/bridge.js`)).text();
      const server = createServer((_, response) => {
        const headers = { 'Content-Type': 'text/javascript', 'Cross-Origin-Resource-Policy': 'cross-origin' };
        response.writeHead(200, headers).end(script);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      assert.ok(typeof address === 'object' && address !== null);
      const other = new WebSocketServer({ server, handleProtocols: () => subprotocol });
      other.on('connection', (socket, { headers }) =>
        answerChallenge(socket, oldKey, headers.host ?? '', () => socket.close(closeCodes.version)),
      );
      suite.rig.tags.otherTag = `<script src="http://127.0.0.1:${address.port}/bridge.js" data-key="${oldKey}"></script>`;
      const { said } = await suite.rig.openDesk({ scripts: ['otherTag', 'bridge', 'clientLibrary'] });
      await heard(said, /runs another version/);
      await learned(suite.tool);
      other.close();
      server.closeAllConnections();
      server.close();
    });

    it('says in the console where it cannot hand over', async () => {
      suite.rig.site.add(
        'otherBridge',
        `Object.defineProperty(window, Symbol.for('deskside.bridge'), { value: true })`,
      );
      const { said } = await suite.rig.openDesk({ scripts: ['otherBridge', 'bridge', 'clientLibrary'] });
      await heard(said, /another bridge speaks for this page already/);
    });
  });

  it('tells apart two frames of one page', async () => {
    const address = suite.rig.site.widget(libraryWidget);
    const { page } = await suite.rig.open(suite.rig.site.workspace({ widget: address }));
    await page.evaluate(`document.body.append(document.querySelector('iframe').cloneNode())`);
    await suite.tool.until('two pages', () => suite.tool.pages.size === 2);
  });

  it('goes on under two ids when a tab is duplicated, without losing a record', async () => {
    const desk = await suite.rig.openDesk({ scripts: ['bridge', 'clientLibrary'] }, { told: { popup: '' } });
    await learned(suite.tool);
    const opened = desk.page.context().waitForEvent('page');
    // A window that a page opens starts with a copy of the page's session storage, as a duplicated tab does.
    await desk.widget.evaluate('void window.open(location.href)');
    await opened;
    await suite.tool.until('two pages', () => suite.tool.pages.size === 2);
    await emit(desk, 'agent', { n: 1 });
    const event = await suite.tool.until('the event', () =>
      suite.tool.records.find(({ record }) => record.kind === 'event'),
    );
    assert.ok(suite.tool.pages.has(event.page));
    for (const id of suite.tool.pages.keys()) {
      const first = suite.tool.records.find(({ page }) => page === id);
      assert.equal(first?.record.seq, 1, 'no id begins with records that seem to be lost');
    }
  });

  it('is another page for good once a duplicate of its tab has taken its id, so that neither is taken for the other', async () => {
    const { page } = await suite.rig.open(suite.rig.site.widget(libraryWidget));
    const first = await suite.tool.page();
    const opened = page.context().waitForEvent('page');
    await page.evaluate('void window.open(location.href)');
    const duplicate = await opened;
    await suite.tool.until('two pages', () => suite.tool.pages.size === 2);
    const renamed = await suite.tool.until('the new id', () =>
      [...suite.tool.pages.values()].find((info) => info.page !== first.page && info.connected),
    );
    await duplicate.close();
    await page.reload();
    const again = await suite.tool.until('the second load', () => {
      const info = suite.tool.pages.get(renamed.page);
      return info !== undefined && info.epoch > renamed.epoch && info;
    });
    assert.equal(again.connected, true);
    assert.notEqual(suite.tool.pages.get(first.page)?.connected, true);
  });

  it('takes its own place where the browser denies it the storage and so its id', async () => {
    const { page } = await suite.rig.open(suite.rig.site.widget(libraryWidget));
    const { page: id } = await suite.tool.page();
    await page.addInitScript(
      `Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('denied'); } })`,
    );
    await page.reload();
    await suite.tool.until('the second load', () => [...suite.tool.pages.keys()].some((page) => page !== id));
    assert.ok(!suite.tool.pages.has(id), 'nothing of the first is left by then');
  });

  it('resumes when the relay is killed and started again: each record once and in order', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await emit(desk, 'outbound', { n: 1 });
    await suite.tool.until('the event', () => suite.tool.of('event').at(0));
    await suite.rig.stopRelay();
    for (let n = 2; n <= 5; n++) await emit(desk, 'outbound', { n });
    await suite.rig.startRelay();
    const second = await suite.rig.tool();
    await second.until('the last event', () => eventNumbers(second).includes(5));
    await emit(desk, 'outbound', { n: 6 });
    await second.until('a new event', () => eventNumbers(second).includes(6));
    // What was sent but not acknowledged comes again under the number that it had.
    const last = suite.tool.records.at(-1)?.record.seq ?? 0;
    const records = [...suite.tool.records, ...second.records.filter(({ record }) => record.seq > last)];
    assert.deepEqual(
      records.map(({ record }) => record.seq),
      records.map((_, index) => index + 1),
    );
    const events = records.flatMap(({ record }) => (record.kind === 'event' ? [record.data] : []));
    assert.deepEqual(
      events,
      [1, 2, 3, 4, 5, 6].map((n) => ({ n })),
    );
    assert.equal([...second.pages.keys()][0], [...suite.tool.pages.keys()][0]);
  });

  it('says how much was lost when there was more than it can keep, and then describes the desk', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    const before = Math.max(...suite.tool.records.map(({ record }) => record.seq));
    await suite.rig.stopRelay();
    const many = limits.bridgeRecords + 500;
    await desk.page.evaluate(`for (let n = 1; n <= ${many}; n++) emit('outbound', {n})`);
    await suite.rig.startRelay();
    const second = await suite.rig.tool();
    await second.until('the last event', () => eventNumbers(second).includes(many));
    const first = second.records[0]?.record;
    assert.ok(first?.kind === 'gap', `a gap comes first, not ${first?.kind}`);
    // What the old relay had but did not acknowledge before it ended may be counted, too.
    assert.ok(first.lost >= first.seq - before && first.lost <= first.seq, `${first.lost} lost up to ${first.seq}`);
    assert.deepEqual(
      second.records.map(({ record }) => record.seq).slice(0, limits.bridgeRecords),
      Array.from({ length: limits.bridgeRecords }, (_, index) => first.seq + index),
    );
    const lastGap = second.records.length;
    await second.until('the description', () =>
      second.records.slice(lastGap - 1).find(({ record }) => record.kind === 'desk' && record.whole),
    );
  });

  it('carries a desk and events that are too large for one record, and says what it left out', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await desk.page.evaluate(`{
      const large = 'x'.repeat(2000);
      for (let n = 0; n < 400; n++) interactions.push({ interactionId: 'i' + n, state: 'TALKING', userData: { large } });
      interactions.push({ interactionId: 'huge', state: 'HELD', userData: { huge: 'y'.repeat(300000) } });
      emit('interaction', { eventType: 'UNHEARD_OF' });
      emit('outbound', { huge: 'z'.repeat(300000) });
    }`);
    const whole = await suite.tool.until('the whole list', () =>
      suite.tool.of('desk').find(({ whole: isWhole, interactions }) => isWhole && (interactions?.length ?? 0) > 400),
    );
    assert.equal(whole.interactions?.length, 403);
    const parts = suite.tool
      .of('desk')
      .filter(({ seq, interactions }) => seq < whole.seq && interactions !== undefined);
    assert.ok(parts.length > 3);
    const huge = parts.find(({ cut }) => cut !== undefined);
    assert.deepEqual(
      huge?.interactions?.find(({ interactionId }) => interactionId === 'huge'),
      { interactionId: 'huge', state: 'HELD' },
    );
    const event = suite.tool.of('event').find(({ name }) => name === 'outbound');
    assert.equal(event?.data, undefined);
    assert.ok((event?.cut ?? 0) > 300_000);
  });

  it('says in the console that nothing answers, once, and connects when the relay comes', async () => {
    const address = suite.rig.site.widget(libraryWidget);
    const { said, page } = await suite.rig.open(suite.rig.site.workspace({ widget: address }));
    await learned(suite.tool);
    await suite.rig.stopRelay();
    await heard(said, /nothing answers at http:\/\/127\.0\.0\.1:\d+\. Run “Deskside: Start” in VS Code/);
    await suite.rig.startRelay();
    await heard(said.slice(said.findIndex((line) => line.includes('nothing answers'))), /nothing/);
    await (await suite.rig.tool()).page();
    assert.equal(said.filter((line) => line.includes('nothing answers')).length, 1);
    assert.equal(page.isClosed(), false);
  });

  it('says in the console that the relay turned it away when the key is wrong', async () => {
    suite.rig.tags.wrong = suite.rig.bridgeTag.replace(suite.rig.pageKey, 'x'.repeat(43));
    const { said } = await suite.rig.openDesk({ scripts: ['wrong'] });
    await heard(
      said,
      /what answers at http:\/\/127\.0\.0\.1:\d+ does not have the key of this page, and was told nothing\. Copy the script tag again/,
    );
  });

  it('says in the console which directive of a content security policy is in the way', async () => {
    const { said } = await suite.rig.openDesk({ ...libraryWidget, policy: "connect-src 'self'" });
    await heard(
      said,
      /content security policy forbids the connection\. Add ws:\/\/127\.0\.0\.1:\d+ to its connect-src/,
    );
  });

  it('says in the console what is wrong with its tag, and does nothing else', async () => {
    suite.rig.tags.keyless = suite.rig.bridgeTag.replace(/data-key="[^"]*"/, '');
    const desk = await suite.rig.openDesk({ scripts: ['keyless', 'watched'] });
    await heard(desk.said, /no valid data-key\. Copy it again with “Deskside: Copy Bridge Script Tag” in VS Code/);
    assert.deepEqual(await desk.received(), []);
    assert.deepEqual([...suite.tool.pages], []);
  });

  it('stays out and says so where the page has no random numbers to prove itself with', async () => {
    suite.rig.site.add('noCrypto', `Object.defineProperty(window, 'crypto', { value: undefined });`);
    const { said, problems } = await suite.rig.openDesk({ scripts: ['noCrypto', 'bridge', 'clientLibrary'] });
    await heard(said, /this page has no crypto\.getRandomValues/);
    assert.deepEqual(
      problems.filter((text) => !text.startsWith('Deskside: ')),
      [],
    );
    assert.deepEqual([...suite.tool.pages], []);
  });

  it('says nothing to a program that has taken the relay’s port, asks nothing of Workspace for it, and comes back', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await suite.rig.stopRelay();
    const asked = (await desk.received()).length;
    const said: string[] = [];
    const offered: (string | undefined)[] = [];
    const impostor = new WebSocketServer({ port: Number(new URL(suite.rig.relay).port), host: '127.0.0.1' });
    impostor.on('connection', (socket, { headers }) => {
      offered.push(headers['sec-websocket-protocol']);
      const say = (message: object) => socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
      socket.on('message', (data: Buffer) => {
        said.push(data.toString());
        const { id } = JSON.parse(data.toString()) as { id: number };
        const nonce = 'A'.repeat(43);
        say({ id, result: { nonce, proof: nonce } });
        say({ id: 1, result: { relay: 'x', seq: 0 } });
        say({ method: 'describe', params: {} });
        say({ id: 1, method: 'invoke', params: { service: 'voice.dial', parameters: ['0900'] } });
      });
    });
    await heard(desk.said, /does not have the key of this page, and was told nothing/);
    assert.ok(said.length > 0);
    for (const text of said)
      assert.match(text, /^\{"jsonrpc":"2\.0","id":0,"method":"challenge","params":\{"nonce":"[\w-]{43}"\}\}$/);
    assert.deepEqual([...new Set(offered)], ['deskside.v2']);
    assert.equal((await desk.received()).length, asked);
    for (const client of impostor.clients) client.terminate();
    await new Promise((closed) => impostor.close(closed));
    await suite.rig.startRelay();
    await (await suite.rig.tool()).page();
  });

  const silent: Readonly<Record<string, { readonly told: RegExp; readonly program: () => Server }>> = {
    'takes connections and never answers': { told: /nothing answers at/, program: () => createTcpServer() },
    'opens WebSockets and says nothing on them': {
      told: /turned this page away/,
      program: () => {
        const server = createServer((_, response) => response.end());
        new WebSocketServer({ server, handleProtocols: () => subprotocol });
        return server;
      },
    },
  };
  for (const [what, { told, program }] of Object.entries(silent)) {
    it(`does not wait for a program on the relay’s port that ${what}`, async () => {
      const { page, said } = await suite.rig.openDesk(libraryWidget, { falseClock: true });
      const passUntil = (come: string, look: () => boolean) =>
        until(come, async () => {
          await page.clock.runFor(1000);
          return look();
        });
      await learned(suite.tool);
      await suite.rig.stopRelay();
      const held = new Set<Socket>();
      const server = program().on('connection', (socket: Socket) => held.add(socket.on('error', () => undefined)));
      server.listen(Number(new URL(suite.rig.relay).port), '127.0.0.1');
      try {
        await passUntil('a word about it', () => said.some((text) => told.test(text)));
        const before = held.size;
        await passUntil('the page once more', () => held.size > before);
        // It lets go of the port and of nothing else: the page itself has to give up.
        server.close();
        await suite.rig.startRelay();
        const { pages } = await suite.rig.tool();
        await passUntil('the page at the relay', () => pages.size > 0);
      } finally {
        server.close();
        for (const socket of held) socket.destroy();
      }
    });
  }

  it('stops for good at a relay of another version, and says so', async () => {
    const other = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => subprotocol });
    await once(other, 'listening');
    const address = other.address();
    assert.ok(typeof address === 'object' && address !== null);
    let connections = 0;
    const dialled = new URL(suite.rig.relay).host;
    other.on('connection', (socket) => {
      connections++;
      // Before it has proved that it has the key, no word of it counts.
      answerChallenge(socket, suite.rig.pageKey, dialled, () => socket.close(closeCodes.version));
    });
    // The script comes from the real relay, and the socket goes to the other one.
    suite.rig.tags.elsewhere = `<script>{
      const RealSocket = WebSocket;
      window.WebSocket = function (url, protocols) {
        return new RealSocket(url.replace(/:\\d+/, ':${address.port}'), protocols);
      };
    }</script>`;
    const desk = await suite.rig.openDesk({ scripts: ['elsewhere', 'bridge'] }, { falseClock: true });
    await heard(desk.said, /runs another version\. Load the page again/);
    await desk.page.clock.runFor(60_000);
    assert.equal(connections, 1);
    other.close();
  });
});

describe('the bridge’s connection in a browser that keeps pages which were left', () => {
  const suite = new BridgeSuite(wholeBrowser);

  it('goes on with the same load when the user comes back to a page that was left', async () => {
    const { page } = await suite.rig.open(suite.rig.site.widget(libraryWidget));
    const { epoch } = await suite.tool.page();
    await suite.tool.until('the notice', () => suite.tool.of('notice').at(0));
    await page.goto(suite.rig.site.workspace({}));
    await suite.tool.until('the page is away', () =>
      [...suite.tool.pages.values()].every(({ connected }) => !connected),
    );
    // Playwright does not follow a page that comes back so.
    await page.evaluate('void setTimeout(() => history.back())');
    await suite.tool.until('the page is back', () => [...suite.tool.pages.values()].some(({ connected }) => connected));
    assert.deepEqual(
      [...suite.tool.pages.values()].map((info) => info.epoch),
      [epoch],
    );
    assert.equal(suite.tool.of('notice').length, 1);
  });
});

describe('the bridge’s connection in a browser that holds back timers', () => {
  const suite = new BridgeSuite(throttlingBrowser);

  it('does not wait for the timers of a frame that nobody sees', async () => {
    const desk = await suite.rig.openDesk(libraryWidget);
    await learned(suite.tool);
    await desk.page.evaluate(`document.querySelector('iframe').style.display = 'none'`);
    await desk.widget.evaluate(`{
      window.timers = 0;
      const next = () => setTimeout(() => (window.timers++, next()), 2);
      next();
      window.oneTimer = () => new Promise((resolve) => {
        const began = performance.now();
        setTimeout(() => resolve(performance.now() - began), 2);
      });
    }`);
    const oneTimer = async () => Number(await desk.widget.evaluate('oneTimer()'));
    await until('late timers', async () => (await oneTimer()) > 500);
    const rounds = 6;
    let late = 0;
    for (let n = 1; n <= rounds; n++) {
      // By then the relay has acknowledged what came before, with which a record would go out, too.
      await oneTimer();
      const before = Number(await desk.widget.evaluate('timers'));
      await emit(desk, 'outbound', { n });
      await suite.tool.until(`event ${n}`, () => suite.tool.of('event').length === n);
      if (Number(await desk.widget.evaluate('timers')) > before) late++;
    }
    // The first one finds out that timers are late.
    assert.ok(late < rounds / 2, `${late} of ${rounds} events waited for a timer`);
  });
});

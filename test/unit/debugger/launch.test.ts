import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  browserTypes,
  ConfigurationProblem,
  namedBrowser,
  ownProperty,
  readLaunch,
  toBrowserConfiguration,
  widgetPathMapping,
} from '../../../src/debugger/launch/configuration';
import { presentFrames } from '../../../src/debugger/launch/presentFrames';
import { waitForAnswer } from '../../../src/headless/waitForAnswer';
import { widgetServerOf } from '../../../src/debugger/launch/widgetServer';
import { LoopbackServer } from '../../support/loopbackServer';
import { seeded } from '../../support/seed';

describe('a configuration of type deskside', () => {
  const launch = { type: 'deskside', request: 'launch', name: 'Widget' };

  it('becomes one of a browser, which keeps what is the browser’s', () => {
    const browser = {
      runtimeExecutable: 'canary',
      runtimeArgs: ['--headless'],
      webRoot: '${workspaceFolder}/src',
      userDataDir: false,
      env: { LANG: 'de' },
      preLaunchTask: 'serve',
    };
    const own = { widget: 'http://localhost:5173/', interactionWidget: [], scenario: 'chat' };
    assert.deepEqual(toBrowserConfiguration({ ...launch, ...browser, ...own, browser: 'msedge' }, 'msedge'), {
      name: 'Widget',
      request: 'launch',
      ...browser,
      type: 'msedge',
      url: 'about:blank',
      [ownProperty]: own,
    });
  });

  it('becomes one of each browser without a word of the others, whether that is installed or not', () => {
    const widget = 'http://localhost:5173/';
    assert.deepEqual(
      browserTypes.map((browser) => toBrowserConfiguration({ ...launch, widget, browser }, browser)),
      (['chrome', 'msedge', 'editor-browser'] as const).map((type) => ({
        type,
        request: 'launch',
        name: 'Widget',
        url: 'about:blank',
        [ownProperty]: { widget },
      })),
    );
    const live = { ...launch, request: 'attach', port: 9333, urlFilter: 'https://workspace.example/*' };
    assert.deepEqual(
      browserTypes.map((browser) => toBrowserConfiguration({ ...live, browser }, browser)),
      browserTypes.map((type) => ({ address: '127.0.0.1', ...live, type, [ownProperty]: {} })),
    );
  });

  it('hands through whatever else it holds', () => {
    const ownNames = ['browser', 'widget', 'interactionWidget', 'scenario', 'url', 'type', 'request', ownProperty];
    const others = fc.dictionary(
      fc.string().filter((name) => !ownNames.includes(name) && name !== '__proto__'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(others, fc.constantFrom(...browserTypes), (rest, type) => {
        const made = toBrowserConfiguration({ ...rest, ...launch }, type);
        assert.deepEqual(made, { ...rest, ...launch, type, url: 'about:blank', [ownProperty]: {} });
      }),
      seeded(),
    );
  });

  it('attaches by the port that it names, or else by the usual one, to the pages that it names', () => {
    const attach = { type: 'deskside', request: 'attach', name: 'Live' };
    const usual = toBrowserConfiguration(attach, 'chrome');
    assert.deepEqual([usual.address, usual.port], ['127.0.0.1', 9222]);
    const made = toBrowserConfiguration({ ...attach, port: 9333, url: 'https://workspace.example/' }, 'chrome');
    assert.equal(made.port, 9333);
    assert.equal(made.url, 'https://workspace.example/');
  });

  it('names a browser by its debug type, in both spellings of VS Code', () => {
    assert.equal(namedBrowser(launch), undefined);
    assert.equal(namedBrowser({ ...launch, browser: 'msedge' }), 'msedge');
    assert.equal(namedBrowser({ ...launch, browser: 'pwa-chrome' }), 'chrome');
    for (const browser of ['firefox', '', 7, null, 'pwa-']) {
      assert.throws(
        () => namedBrowser({ ...launch, browser }),
        /“browser” must be one of chrome, msedge, editor-browser/,
      );
    }
  });

  it('takes one widget or several', () => {
    const [one, two] = ['http://localhost:5173/', 'https://widget.example/?id=$Interaction.Id$'] as const;
    assert.deepEqual(readLaunch({ widget: one, interactionWidget: [two] }), {
      widget: [one],
      interactionWidget: [two],
    });
    assert.deepEqual(readLaunch({}), {});
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['widget', { widget: 'localhost:5173' }],
    ['widget', { widget: ['http://a.example/', 'file:///etc/passwd'] }],
    ['widget', { widget: { url: 'http://a.example/' } }],
    ['interactionWidget', { interactionWidget: 5173 }],
    ['scenario', { scenario: '' }],
    ['scenario', { scenario: ['chat'] }],
    ['scenario', { scenario: 'chat', url: 'https://workspace.example/' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['url', { url: 'workspace.example' }],
    ['launch', undefined],
    ['launch', 'inbound-call'],
  ];
  for (const [index, [name, own]] of wrong.entries()) {
    it(`names what is wrong with ${name} (${index + 1})`, () => {
      assert.throws(
        () => readLaunch(own),
        (error) => error instanceof ConfigurationProblem && error.message.startsWith(`“${name}” `),
      );
    });
  }

  it('maps the origin of each widget to the folder of the sources', () => {
    assert.deepEqual(widgetPathMapping('/w', ['http://localhost:5173/a/b?c#d', 'https://x.example:8443']), {
      'http://localhost:5173/': '/w',
      'https://x.example:8443/': '/w',
    });
  });
});

describe('waiting for a server', () => {
  const server = new LoopbackServer((_, response) => response.writeHead(500).end());
  const started: LoopbackServer[] = [];
  afterEach(async () => {
    for (const each of started.splice(0)) await each.stop();
  });

  it('ends when it answers, whatever it answers', async () => {
    await server.start();
    started.push(server);
    assert.equal(await waitForAnswer(`http://localhost:${server.port}/`, 0), true);
  });

  it('goes on until it answers', async () => {
    const free = new LoopbackServer((_, response) => response.end());
    await free.start();
    await free.stop();
    const waiting = waitForAnswer(`http://127.0.0.1:${free.port}/`, 60_000);
    await new Promise((resolve) => setImmediate(resolve));
    await free.start(free.port);
    started.push(free);
    assert.equal(await waiting, true);
  });

  it('ends after its time, and at once when it is aborted, also while the server is silent', async () => {
    const silent = new LoopbackServer(() => undefined);
    await silent.start();
    started.push(silent);
    const address = `http://127.0.0.1:${silent.port}/`;
    assert.equal(await waitForAnswer(address, 0), false);
    const abort = new AbortController();
    const waiting = waitForAnswer(address, 600_000, abort.signal);
    abort.abort();
    assert.equal(await waiting, false);
    assert.equal(await waitForAnswer(address, 600_000, abort.signal), false);
  });
});

describe('the server of a project', () => {
  const server = (content: object) => widgetServerOf(JSON.stringify(content));

  it('is known by the packages that it uses and by the script that starts it', () => {
    assert.deepEqual(server({ scripts: { dev: 'vite' }, devDependencies: { vite: '7.0.0' } }), {
      address: 'http://localhost:5173/',
      command: 'npm run dev',
    });
    assert.deepEqual(
      server({ packageManager: 'pnpm@9.1.0', scripts: { start: 'ng serve' }, dependencies: { '@angular/cli': '20' } }),
      { address: 'http://localhost:4200/', command: 'pnpm run start' },
    );
  });

  it('listens on the port that its script names', () => {
    for (const start of ['vite --port 8123', 'vite --port=8123', 'http-server -p 8123', 'PORT=8123 node server.js']) {
      assert.equal(server({ scripts: { start } })?.address, 'http://localhost:8123/', start);
    }
  });

  it('is not guessed where nothing tells', () => {
    assert.equal(server({}), undefined);
    assert.equal(server({ scripts: { test: 'mocha' }, devDependencies: { vite: '7.0.0' } }), undefined);
    assert.equal(server({ scripts: { start: 'node server.js' } }), undefined);
    for (const text of ['', '{', 'null', '[]', '{"scripts":7}', '{"scripts":{"dev":null}}']) {
      assert.equal(widgetServerOf(text), undefined, text);
    }
    assert.equal(server({ scripts: { constructor: 'x' }, dependencies: { toString: '1' } }), undefined);
  });
});

describe('the frames that a browser shows already', () => {
  const target = (id: string, type: string, url: string, parentId?: string) => ({
    id,
    type,
    url,
    ...(parentId === undefined ? {} : { parentId }),
    webSocketDebuggerUrl: `ws://localhost/devtools/page/${id}`,
  });
  let list: unknown;
  const browser = new LoopbackServer((_, response) => response.end(JSON.stringify(list)));
  before(() => browser.start());
  after(() => browser.stop());
  const found = async (filter?: string) =>
    (await presentFrames(`http://127.0.0.1:${browser.port}`, filter)).map(({ id }) => id);

  it('are those of the pages that are meant, also frames within frames', async () => {
    list = [
      target('page', 'page', 'https://workspace.example/ui/#agent'),
      target('frame', 'iframe', 'https://widget.example/', 'page'),
      target('inner', 'iframe', 'https://inner.example/', 'frame'),
      target('other', 'page', 'https://mail.example/'),
      target('ad', 'iframe', 'https://ad.example/', 'other'),
      target('loop', 'iframe', 'https://loop.example/', 'loop'),
      target('worker', 'service_worker', 'https://workspace.example/sw.js'),
    ];
    assert.deepEqual(await found(), ['frame', 'inner', 'ad', 'loop']);
    assert.deepEqual(await found('https://workspace.example/*'), ['frame', 'inner']);
    assert.deepEqual(await found('https://mail.example'), ['ad']);
    assert.deepEqual(await found('https://mail.exampl.'), []);
  });

  it('are none where something else answers, or nothing', async () => {
    for (const answer of [{}, null, [{ id: 1 }], 'iframe']) {
      list = answer;
      assert.deepEqual(await found(), []);
    }
    assert.deepEqual(await presentFrames('http://127.0.0.1:1'), []);
  });
});

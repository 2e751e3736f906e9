import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/hosts/paths';
import { pinBuiltIns } from '../../scripts/build/pinBuiltIns.mjs';
import { limits } from '../../src/protocol/limits';
import type { OpenBrowser } from './support/openBrowser';
import { emit, ended, learned } from './support/bridgeExpectations';
import { BridgeSuite } from './support/bridgeSuite';
import { heard } from './support/heard';
import { sharedBrowser } from './support/sharedBrowser';

const entry = join(__dirname, 'support/replacedBuiltIns.ts');
const lightSchemas = join(root, 'src/bridge/lightSchemas.ts');

/** Puts a function that throws in the place of each function of the built-ins and of their prototypes. */
const replaceAll = (builtIns: string) => `
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const { ownKeys } = Reflect;
  const spared = ['constructor', 'prototype', 'caller', 'arguments', Symbol.species];
  const has = Function.prototype.call.bind(Array.prototype.includes);
  const iterators = [[].values(), new Map().values(), new Set().values()].map((one) => Object.getPrototypeOf(one));
  const owners = [${builtIns}];
  const names = owners.map((owner) => owner.name);
  const all = [JSON, Math, ...iterators, ...owners, ...owners.map((owner) => owner.prototype)];
  const text = String;
  for (let at = 0; at < all.length; at++) {
    const owner = all[at], keys = ownKeys(owner);
    for (let nth = 0; nth < keys.length; nth++) {
      const key = keys[nth];
      if (has(spared, key)) continue;
      const broken = function () { tell('replaced: ' + text(key)); throw 'replaced: ' + text(key); };
      const { value, get, configurable } = getOwnPropertyDescriptor(owner, key);
      if (configurable && typeof value === 'function') defineProperty(owner, key, { value: broken });
      if (configurable && get) defineProperty(owner, key, { get: broken });
    }
  }
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    globalThis[name] = function () { tell('replaced: ' + name); throw 'replaced: ' + name; };
  }
`;

const builtIns =
  'Array, String, Map, Set, WeakMap, WeakSet, RegExp, Number, Function, Promise, Date, BigInt, Boolean, Error, Object';

const polluted = [
  'get',
  'set',
  'value',
  'writable',
  'configurable',
  'enumerable',
  'then',
  'kind',
  'toJSON',
  'cut',
  'id',
];

const event = '{"eventType":"RINGING","interaction":{"interactionId":"7","state":"RINGING"}}';

describe('the bridge in a page that replaces built-ins', () => {
  let bundle: string;
  let browser: OpenBrowser;
  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      alias: { valibot: lightSchemas },
      plugins: [pinBuiltIns([entry, lightSchemas])],
    });
    bundle = outputFiles[0]?.text ?? '';
    browser = await sharedBrowser();
  });
  after(() => browser.close());

  /** What the bridge sends in a page that runs one script after the bridge has come, and another before. */
  async function sentAfter(script: string, before = ''): Promise<string> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const scripts = [
      `const value = { list: [1, ['a']], nothing: undefined, genesys: { wwe: { service: {} } } };
       const tell = console.log.bind(console);`,
      `{ ${before} }`,
      bundle,
      `{ ${script} }`,
      `work(${JSON.stringify(event)}, value, (sent) => {
         let text = 'sent';
         for (let at = 0; at < sent.length; at++) text += '\\n' + sent[at];
         tell(text);
       });`,
    ];
    const body = `<!doctype html><title></title>${scripts.map((text) => `<script>${text}</script>`).join('')}`;
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body }));
    const told = page.waitForEvent('console', (message) => message.text().startsWith('sent'));
    await page.goto('http://localhost/');
    const text = (await told).text();
    await context.close();
    return text;
  }

  it('does what it does in any other, when the page has replaced all of them', async () => {
    const undisturbed = await sentAfter('');
    assert.match(undisturbed, /succeeded/);
    assert.equal(await sentAfter(replaceAll(`${builtIns}, Proxy`)), undisturbed, 'after the bridge came');
    assert.equal(await sentAfter('', replaceAll(builtIns)), undisturbed, 'before the bridge came');
  });

  for (const key of polluted) {
    it(`does what it does in any other, when the page has put ${key} on Object.prototype`, async () => {
      const undisturbed = await sentAfter('');
      for (const value of ["() => 'the page’s'", "'the page’s'"]) {
        const pollute = `Object.defineProperty(Object.prototype, '${key}', { __proto__: null, configurable: true, writable: true, value: ${value} });`;
        assert.equal(await sentAfter(pollute), undisturbed, `${value}, after the bridge came`);
        assert.equal(await sentAfter('', pollute), undisturbed, `${value}, before the bridge came`);
      }
    });
  }

  it('does what it does in any other, when the page froze the prototypes', async () => {
    const freeze = '[Object, Array, Map, Promise, Function].forEach(({ prototype }) => Object.freeze(prototype));';
    assert.equal(await sentAfter(freeze), await sentAfter(''));
  });
});

/** What old frameworks put on prototypes: text in the place of a value. */
const oldFramework = `for (const { prototype } of [Array, String, Object, Number, Date]) {
  Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'of the page' });
}`;

/** As zone.js does: promises and listeners of its own. */
const zone = `{
  const { then } = Promise.prototype;
  Promise.prototype.then = function (...handlers) { window.promises = (window.promises || 0) + 1; return then.apply(this, handlers); };
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    return addEventListener.call(this, type, typeof listener === 'function' ? function (event) { return listener.call(this, event); } : listener, options);
  };
  window.Promise = class extends Promise {};
}`;

/** A script in which `refuse` throws where the bridge runs code of the page, as the script does; others may run it. */
function hooked(script: string): string {
  return `{
    const { error } = console;
    const refuse = (what) => {
      const { stack } = new Error();
      const asked = stack.slice(stack.lastIndexOf('/changes.js'));
      const caller = asked.slice(asked.indexOf('http'));
      if (!caller.slice(0, caller.indexOf('\\n')).includes('/bridge.js')) return;
      error('the bridge asks for ' + what);
      throw new Error('of the page');
    };
    ${script}
  }`;
}

/** Setters on a prototype under the indices that lists have, which do what happens without them. */
function indexSetters(owner: string): string {
  return hooked(`for (let at = 0; at < 8; at++) Object.defineProperty(${owner}.prototype, at, {
    configurable: true,
    get() { refuse('item ' + at); },
    set(value) {
      refuse('place ' + at);
      Object.defineProperty(this, at, { __proto__: null, value, configurable: true, enumerable: true, writable: true });
    },
  });`);
}

/** What pages change, each on its own. */
const arrangements: Readonly<Record<string, string>> = {
  'text for toJSON': oldFramework,
  'an own JSON': `JSON.stringify = () => 'of the page'; JSON.parse = () => null;`,
  'own methods of lists': `for (const name of ['every', 'some', 'filter', 'flat']) Array.prototype[name] = function () { throw new Error('of the page'); };`,
  'own promises and listeners': zone,
  'get and set for all objects': `Object.prototype.get = Object.prototype.set = function () {};`,
  'values for all objects': `Object.prototype.kind = Object.prototype.value = Object.prototype.data = 'of the page';`,
  'frozen prototypes': `[Object, Array, Map, Promise].forEach(({ prototype }) => Object.freeze(prototype));`,
  'own reflection': `for (const name of Object.getOwnPropertyNames(Reflect)) Reflect[name] = () => { throw new Error('of the page'); };
    window.Proxy = function () { throw new Error('of the page'); };`,
  'a way to replace for all objects': `Object.prototype[Symbol.replace] = Object.prototype[Symbol.split] = () => 'of the page';`,
  'no message channels': `window.MessageChannel = function () { throw new Error('of the page'); };`,
  'ports that do not post': `MessagePort.prototype.postMessage = () => { throw new Error('of the page'); };`,
  'a console with only log': `window.console = { log() {} };`,
  'no console': `window.console = undefined;`,
  'a class of its own for lists': hooked(`Object.defineProperty(Array, Symbol.species, {
    configurable: true, get() { refuse('species of lists'); return this; },
  });`),
  'a constructor of its own for lists': hooked(`Object.defineProperty(Array.prototype, 'constructor', {
    configurable: true, get() { refuse('constructor of lists'); return Array; },
  });`),
  'a constructor of its own for promises': hooked(`{
    const { Promise } = window;
    Object.defineProperty(Promise.prototype, 'constructor', {
      configurable: true, get() { refuse('constructor of promises'); return Promise; },
    });
  }`),
  'another constructor for promises and no class of them': `window.Promise = Promise.prototype.constructor = function () { throw new Error('of the page'); };`,
  'a then that nobody may call': `Promise.prototype.then = function () { console.error(new Error('then').stack); throw new Error('of the page'); };`,
  'setters for the items of lists': indexSetters('Array'),
  'setters for the items of all objects': indexSetters('Object'),
  'own regular expressions': `for (const key of [Symbol.replace, Symbol.split, Symbol.match, Symbol.matchAll, Symbol.search, 'exec', 'test']) {
    RegExp.prototype[key] = function () { console.error('expression', key); throw new Error('of the page'); };
  }`,
  'a clock that counts in fractions': `{ const { now } = Date; Date.now = () => now() + 0.5; }`,
  'a clock that tells no time': `Date.now = () => NaN;`,
  'a steady clock that nobody may read': `performance.now = () => { throw new Error('of the page'); };`,
  'a steady clock that tells no time': `performance.now = () => NaN;`,
  'no steady clock': `performance.now = undefined;`,
  'a document that tells nobody whether it is seen': `Object.defineProperty(document, 'hidden', { get() { throw new Error('of the page'); } });`,
  'a browser that is never idle': `window.requestIdleCallback = () => { throw new Error('of the page'); };`,
  'no TextEncoder': `delete window.TextEncoder;`,
  'a false TextEncoder': `TextEncoder.prototype.encode = () => []; window.TextEncoder = function () { return { encode: () => [] }; };`,
  'a then of all objects that nobody may read': `Object.defineProperty(Object.prototype, 'then', {
    configurable: true, get() { throw new Error('of the page'); },
  });`,
};

/** The widget calls what Workspace wants called: a test that ran code in the widget would run into the changes itself. */
const calls = `addEventListener('message', ({ data: { wanted } }) => {
  if (wanted) genesys.wwe.service.sendMessage(wanted, () => {}, () => {});
});`;

/** Whether it is not that the browser looked for an icon. */
const notOfBrowser = (text: string) => !text.startsWith('Failed to load resource');

/** Its bytes have to be counted: it is near the bound of records, and not of ASCII alone. */
const told = { list: ['c', [null]], long: 'é'.repeat(limits.recordBytes * 0.4) };

describe('the bridge in a page that changes what is built in', () => {
  const suite = new BridgeSuite();

  for (const [name, script] of Object.entries(arrangements)) {
    for (const scripts of [
      ['changes', 'bridge', 'clientLibrary', 'calls'],
      ['bridge', 'changes', 'clientLibrary', 'calls'],
    ]) {
      it(`reports and acts as in any other: ${name}, ${scripts[0] === 'changes' ? 'before' : 'after'} it comes`, async () => {
        suite.rig.site.add('changes', script);
        suite.rig.site.add('calls', calls);
        const desk = await suite.rig.openDesk({ scripts });
        await learned(suite.tool);
        const message = { request: 'interaction.setUserData', parameters: ['1', { list: ['a', { b: 1 }] }] };
        await desk.page.evaluate(`widgetWindow.postMessage({ wanted: ${JSON.stringify(message)} }, '*')`);
        await ended(suite.tool, 'interaction.setUserData', 'succeeded');
        await emit(desk, 'outbound', told);
        const event = await suite.tool.until('the event', () =>
          suite.tool.of('event').find((one) => one.name === 'outbound'),
        );
        assert.deepEqual(event.data, told);
        const call = suite.tool.of('call').find(({ by }) => by === 'widget');
        assert.deepEqual(call?.parameters, ['1', { list: ['a', { b: 1 }] }]);
        const whole = suite.tool.of('desk').find((record) => record.whole);
        assert.deepEqual(
          whole?.interactions?.map(({ interactionId, userData }) => [interactionId, userData]),
          [
            ['1', { account: '42' }],
            ['2', {}],
          ],
        );
        const { outcome, data } = await suite.tool.invoke('media.getMediaList');
        assert.deepEqual([outcome, data], ['succeeded', [{ name: 'voice', state: { displayName: 'Ready' } }]]);
        assert.deepEqual(suite.tool.of('notice'), []);
        assert.deepEqual(desk.problems.filter(notOfBrowser), []);
      });
    }
  }

  for (const then of [`get() { throw new Error('of the page'); }`, 'value() {}']) {
    it(`does not claim to know whether anything answers where all objects have a then: ${then}`, async () => {
      suite.rig.site.add(
        'changes',
        `Object.defineProperty(Object.prototype, 'then', { configurable: true, ${then} });`,
      );
      const { said } = await suite.rig.openDesk({ scripts: ['bridge', 'changes', 'clientLibrary'] });
      await learned(suite.tool);
      await suite.rig.stopRelay();
      await heard(said, /there is no connection to http:\/\/127\.0\.0\.1:\d+\. Run “Deskside: Start” in VS Code/);
    });
  }

  it('says that nothing answers where the page has no navigator', async () => {
    suite.rig.site.add('changes', `Object.defineProperty(window, 'navigator', { value: undefined });`);
    const { said, problems } = await suite.rig.openDesk({ scripts: ['bridge', 'changes', 'clientLibrary'] });
    await learned(suite.tool);
    await suite.rig.stopRelay();
    await heard(said, /nothing answers at/);
    assert.deepEqual(
      problems.filter((text) => text.includes('TypeError')),
      [],
    );
  });

  it('lets the page read its messages where that has made events that tell nobody their target', async () => {
    suite.rig.site.add(
      'changes',
      `Object.defineProperty(Event.prototype, 'target', { get() { throw new Error('of the page'); } });
      window.read = [];
      addEventListener('message', ({ data }) => window.read.push(data.n));`,
    );
    const { page, problems } = await suite.rig.openDesk({ scripts: ['clientLibrary', 'bridge', 'changes'] });
    await page.evaluate(`widgetWindow.postMessage({ n: 1 }, '*')`);
    await page.frame('widget')?.waitForFunction('window.read.includes(1)');
    assert.deepEqual(problems.filter(notOfBrowser), []);
  });

  it('says in the console that it cannot start where the page has left it nothing, and the page hears of no error', async () => {
    suite.rig.site.add(
      'changes',
      `document.createElement = () => { throw new Error('of the page'); }; window.WeakSet = undefined;`,
    );
    const desk = await suite.rig.openDesk({ scripts: ['changes', 'bridge'] });
    await heard(desk.said, /the bridge cannot start in this page/);
    assert.deepEqual(desk.problems, []);
  });
});

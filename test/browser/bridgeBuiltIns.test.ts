import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/hosts/paths';
import { pinBuiltIns } from '../../scripts/build/pinBuiltIns.mjs';
import type { OpenBrowser } from './support/openBrowser';
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

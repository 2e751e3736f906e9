import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import fc from 'fast-check';
import type * as library from 'valibot';
import { root } from '../../../scripts/hosts/paths';
import { isRecordObject } from '../../../src/base/guards';
import * as lightSchemas from '../../../src/bridge/lightSchemas';
import { seeded } from '../../support/seed';
import * as heavy from './support/verdicts';
import type { SchemaName } from './support/verdicts';

/** What stands in for the library has its names and no other. */
type OfLibrary<Own> = {
  readonly [Name in keyof Own]: Name extends keyof typeof library ? (...args: never) => unknown : never;
};
lightSchemas satisfies OfLibrary<typeof lightSchemas>;

const stamped = { mark: 'deskside.observation' };

/** What each schema takes: every alternative, with all that is optional and without. */
const valid: Readonly<Record<SchemaName, readonly unknown[]>> = {
  message: [
    { jsonrpc: '2.0', method: 'ack', params: { epoch: 1, seq: 0 } },
    { jsonrpc: '2.0', method: 'describe', params: {}, id: 'a' },
    { jsonrpc: '2.0', method: 'invoke', params: { service: 'agent.get', parameters: [[]], timeoutMs: 1 }, id: 1 },
    { jsonrpc: '2.0', id: 1, result: { relay: '', seq: 0 } },
    { jsonrpc: '2.0', id: null, error: { code: 1, message: '' } },
    { jsonrpc: '2.0', id: 1, error: { code: -32603, message: '', data: {} } },
  ],
  helloParams: [
    { version: 2, page: 'page-0001', epoch: 1, title: '', location: '', place: 'widget', bridge: '' },
    {
      version: 2,
      page: 'page-0001',
      epoch: 2,
      recordedBefore: 7,
      title: '',
      location: '',
      place: 'widget',
      bridge: '',
    },
  ],
  helloResult: [{ relay: '', seq: 0 }],
  invokeParams: [{ service: 'agent.get' }, { service: 'agent.get', parameters: [null, {}], timeoutMs: 600_000 }],
  invokeResult: [
    { outcome: 'timedOut', durationMs: 0.5 },
    { outcome: 'failed', data: {}, errorMessage: '', durationMs: 0, cut: 1 },
  ],
  describe: [{}],
  ack: [{ epoch: 1, seq: 0 }],
  toFrame: [
    { kind: 'opened', line: 1 },
    { kind: 'text', line: 1, text: '' },
    { kind: 'ended', line: 1 },
    { kind: 'ended', line: 1, code: 1000 },
  ],
  observation: [
    { ...stamped, seen: { kind: 'call', callId: '', widget: '', service: '' } },
    { ...stamped, seen: { kind: 'call', callId: '', widget: '', service: '', parameters: [{}] } },
    { ...stamped, seen: { kind: 'reply', callId: '', service: '', outcome: 'failed', durationMs: -1 } },
    {
      ...stamped,
      seen: { kind: 'reply', callId: '', service: '', outcome: 'failed', data: 1, errorMessage: '', durationMs: 1 },
    },
    { ...stamped, seen: { kind: 'event', name: '' } },
    { ...stamped, seen: { kind: 'event', name: '', data: {} } },
  ],
  key: ['x'.repeat(43)],
  stored: [{ page: 'page-0001', epoch: 1, recordedBefore: 0 }],
};

const names = Object.keys(valid) as SchemaName[];

/** What stands close to a bound or to a word of the protocol. */
const others: readonly unknown[] = [
  ...[undefined, null, true, NaN, -0, 0, 1, -1, 1.5, Infinity, 2 ** 53, 1e300, 600_000, 600_001, new Date(0)],
  ...[0, 7, 8, 15, 16, 64, 65, 100, 101, 128, 129, 300, 301].map((length) => 'x'.repeat(length)),
  ...['2.0', 'agent.get', 'agent.get\n', 'a.b.c', '__proto__', 'page 0001', 'simulator', 'late', 'failed'],
  ...['opened', 'text', 'ended', 'call', 'reply', 'event', 'invoke', 'describe', 'ack', 'constructor'],
  ...[[], {}, [undefined], Array(20).fill(null), Array(21).fill(null)],
];
const otherKeys = [
  '__proto__',
  'constructor',
  'toString',
  'id',
  'params',
  'result',
  'error',
  'data',
  'code',
  'in',
  '0',
];

/** A value with one thing in it replaced, left out or added, in every place in turn. */
function* altered(value: unknown, other: unknown, otherKey: string): Generator {
  yield other;
  if (Array.isArray(value)) {
    yield [...(value as unknown[]), other];
    for (const [at, item] of value.entries()) {
      for (const changed of altered(item, other, otherKey)) yield value.with(at, changed);
    }
  } else if (isRecordObject(value)) {
    const entries = Object.entries(value);
    yield Object.fromEntries([...entries, [otherKey, other]]);
    for (const [key, item] of entries) {
      yield Object.fromEntries(entries.filter(([name]) => name !== key));
      for (const changed of altered(item, other, otherKey)) yield { ...value, [key]: changed };
    }
  }
}

/** What is no longer valid, or still is, after something in it was altered once or twice. */
function nearlyValid(name: SchemaName): fc.Arbitrary<unknown> {
  const anything = fc.oneof(fc.constantFrom(...others), fc.anything());
  const key = fc.oneof(fc.constantFrom(...otherKeys), fc.string());
  const alteredOnce = (value: unknown) =>
    fc.tuple(anything, key, fc.nat()).map(([other, otherKey, at]) => {
      const all = [...altered(value, other, otherKey)];
      return all[at % all.length];
    });
  const once = fc.constantFrom(...valid[name]).chain(alteredOnce);
  return fc.oneof(once, once.chain(alteredOnce));
}

describe('the schemas that the bridge has in place of the library’s', () => {
  let folder: string;
  let light: typeof heavy;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-schemas-'));
    const outfile = join(folder, 'verdicts.cjs');
    await esbuild.build({
      entryPoints: [join(__dirname, 'support', 'verdicts.ts')],
      alias: { valibot: join(root, 'src/bridge/lightSchemas.ts') },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    light = (await import(pathToFileURL(outfile).href)) as typeof heavy;
  });
  after(() => rm(folder, { recursive: true }));

  const same = (name: SchemaName, value: unknown) =>
    assert.deepEqual(plain(light.verdict(name, value)), plain(heavy.verdict(name, value)));

  for (const name of names) {
    it(`take and refuse as ${name} what the library does`, () => {
      for (const value of valid[name]) {
        assert.ok(light.verdict(name, value).success);
        same(name, value);
        for (const other of others) {
          for (const changed of altered(value, other, 'other')) same(name, changed);
        }
        for (const key of otherKeys) {
          for (const changed of altered(value, 0, key)) same(name, changed);
        }
      }
      fc.assert(
        fc.property(nearlyValid(name), (value) => same(name, value)),
        { ...seeded(), numRuns: 300 },
      );
    });
  }

  it('see nothing that a page has put on the prototype of all objects', () => {
    const schema = lightSchemas.strictObject({
      by: lightSchemas.optional(lightSchemas.string()),
      at: lightSchemas.optional(lightSchemas.number()),
    });
    Object.defineProperty(Object.prototype, 'by', { configurable: true, value: () => 'page' });
    try {
      assert.ok(schema({ at: 1 }));
      assert.ok(!schema({ by: 1 }));
    } finally {
      Reflect.deleteProperty(Object.prototype, 'by');
    }
  });

  it('make no difference to what a page does with a frame, but for the texts of errors', () => {
    const frame = fc.oneof(
      nearlyValid('message').map((message) => JSON.stringify(message ?? null)),
      fc.string(),
    );
    fc.assert(
      fc.property(frame, (text) => assert.deepEqual(light.reaction(text), heavy.reaction(text))),
      { ...seeded(), numRuns: 1000 },
    );
  });
});

/** The library makes a new object of what it takes; even of a list, where an object may be empty. */
function plain({ output, parsed, ...rest }: ReturnType<typeof heavy.verdict>) {
  return { ...rest, output: copied(output), parsed: copied(parsed) };
}

function copied(value: unknown): unknown {
  return typeof value === 'object' ? { ...value } : value;
}

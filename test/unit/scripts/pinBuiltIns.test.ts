import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { pinBuiltIns } from '../../../scripts/build/pinBuiltIns.mjs';

describe('what pins built-ins', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-pins-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** What it says of a module, line by line, and what becomes of the module. */
  async function pinned(lines: readonly string[]): Promise<{ errors: (string | undefined)[]; text: string }> {
    const entry = join(folder, 'module.ts');
    await writeFile(entry, `export {};\ndeclare function use(...values: unknown[]): void;\n${lines.join('\n')}\n`);
    const errors: string[] = [];
    let text = '';
    try {
      const built = await build({
        entryPoints: [entry],
        bundle: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        logLevel: 'silent',
        plugins: [pinBuiltIns([entry])],
      });
      text = built.outputFiles[0]?.text ?? '';
    } catch (error) {
      const failure = error as { errors: { text: string; location: { line: number } }[] };
      for (const { text: said, location } of failure.errors) errors[location.line - 3] = said;
    }
    return { errors: lines.map((_, at) => errors[at]), text };
  }

  const refused = [
    `const A = Array; use(A.from('ab'));`,
    `const P = Promise; use(P.resolve(1));`,
    `const M = Map; use(new M([[1, 2]]));`,
    `const J = JSON; use(J.stringify(1));`,
    `const R = Reflect; use(R.get({}, 'a'));`,
    `use(globalThis.JSON.stringify(1));`,
    `use(new globalThis.Set());`,
    `const { WeakMap: W } = globalThis; use(new W());`,
    `const { stringify } = JSON; use(stringify(1));`,
    `const { from: make } = Array; use(make('ab'));`,
    `const { includes } = [1]; use(includes);`,
    `use(({ indexOf }: string) => indexOf);`,
    `use((A: ArrayConstructor) => A.from('ab'));`,
    `use((J: JSON) => J.stringify(1));`,
    `use({ P: Promise });`,
  ];
  it('stops the build at a class or function of the language that is taken under another name', async () => {
    const { errors } = await pinned(refused);
    assert.deepEqual(
      refused.filter((_, at) => errors[at] === undefined),
      [],
    );
  });

  it('leaves alone what only looks like that', async () => {
    const { errors } = await pinned([
      `const { length } = [1]; use(length);`,
      `const { message, name: what } = new Error('x'); use(message, what);`,
      `const { from } = { from: 1 }; use(from);`,
      `const { setTimeout: start } = globalThis; use(start);`,
      `use('prepareStackTrace' in Error, Reflect.get(Error, 'prepareStackTrace'));`,
      `class Map2 { from() { return 1; } } const B = Map2; use(new B().from());`,
    ]);
    assert.deepEqual(
      errors.filter((text) => text !== undefined),
      [],
    );
  });

  it('waits for a promise that an async function may return, whatever else that may return', async () => {
    const { text } = await pinned([
      `declare const promise: Promise<number>, maybe: Promise<number> | undefined, is: boolean;`,
      `use(async function first() { return is ? promise : 1; });`,
      `use(async () => (is ? 2 : promise));`,
      `use(async () => maybe ?? 3);`,
      `use(async function fourth() { return is && promise; });`,
      `use(async () => 5);`,
    ]);
    const awaited = text.split('\n').filter((line) => line.includes('await awaited('));
    assert.equal(awaited.length, 4, text.slice(text.indexOf('first') - 200));
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { affectedTests } from '../../../scripts/watchTests/affectedTests';

const files = {
  'a.test.ts': "import './direct';",
  'b.test.ts': "void import('./lazy');",
  'c.test.ts': "import type { Direct } from './direct'; export type C = Direct;",
  'direct.ts': "export type Direct = 1; import './deep';",
  'lazy.ts': "import './deep';",
  'deep.ts': "export const deep = 'deep'; import './lazy';",
};

describe('The tests of what was changed', () => {
  let folder: string;
  let metafile: esbuild.Metafile;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-affected-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    ({ metafile } = await esbuild.build({
      absWorkingDir: folder,
      entryPoints: ['*.test.ts'],
      outdir: 'out',
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
    }));
  });
  after(() => rm(folder, { recursive: true }));

  const cases: readonly (readonly [changed: string, tests: readonly string[]])[] = [
    ['a.test.ts', ['a.test.ts']],
    ['direct.ts', ['a.test.ts']],
    ['lazy.ts', ['a.test.ts', 'b.test.ts']],
    ['deep.ts', ['a.test.ts', 'b.test.ts']],
    ['README.md', []],
  ];
  for (const [changed, tests] of cases) {
    it(`are ${tests.length} where ${changed} is changed`, () => {
      assert.deepEqual(affectedTests(metafile, new Set([changed])).sort(), tests);
    });
  }
});

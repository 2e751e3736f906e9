import assert from 'node:assert/strict';
import { projectOf } from '../../../src/language/project/projectConfig';

const file = (text: object | string) => (typeof text === 'string' ? text : JSON.stringify(text));

/** The configuration of a file among others, and whether that includes the declarations at a place. */
async function covers(
  path: string,
  declarations: string,
  files: Readonly<Record<string, object | string>>,
): Promise<{ readonly config: string; readonly covered: boolean } | undefined> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`file:///w/${name}`, file(text)]));
  const project = await projectOf(`file:///w/${path}`, (each) => Promise.resolve(texts.get(each)));
  return project && { config: project.path.slice(10), covered: project.includes(`file:///w/${declarations}`) };
}

describe('The project of a file', () => {
  it('is the nearest configuration, of all files below it where it names none', async () => {
    const files = { 'tsconfig.json': {}, 'app/jsconfig.json': {} };
    assert.deepEqual(await covers('app/src/a.js', 'app/types/genesys-wwe.d.ts', files), {
      config: 'app/jsconfig.json',
      covered: true,
    });
    assert.deepEqual(await covers('app/src/a.js', 'types/genesys-wwe.d.ts', files), {
      config: 'app/jsconfig.json',
      covered: false,
    });
    assert.deepEqual(await covers('other/a.ts', 'types/genesys-wwe.d.ts', files), {
      config: 'tsconfig.json',
      covered: true,
    });
    assert.equal(await covers('a.ts', 'genesys-wwe.d.ts', {}), undefined);
  });

  it('includes JavaScript only where that is allowed', async () => {
    assert.equal(await covers('a.js', 'genesys-wwe.d.ts', { 'tsconfig.json': {} }), undefined);
    const allowed = { 'tsconfig.json': { compilerOptions: { allowJs: true } } };
    assert.equal((await covers('a.js', 'genesys-wwe.d.ts', allowed))?.covered, true);
    const checked = { 'tsconfig.json': { compilerOptions: { checkJs: true } } };
    assert.equal((await covers('a.js', 'genesys-wwe.d.ts', checked))?.covered, true);
  });

  it('has comments, commas too many and half-typed text read', async () => {
    const text = '{\n  // what is built\n  "include": ["src", /* and */ "types/*.d.ts",],\n}\n';
    assert.equal((await covers('src/deep/a.ts', 'types/genesys-wwe.d.ts', { 'tsconfig.json': text }))?.covered, true);
    assert.equal((await covers('src/a.ts', 'other/genesys-wwe.d.ts', { 'tsconfig.json': text }))?.covered, false);
    assert.equal(
      (await covers('src/a.ts', 'src/genesys-wwe.d.ts', { 'tsconfig.json': '{ "include": ["src"' }))?.covered,
      true,
    );
    assert.equal(await covers('src/a.ts', 'src/genesys-wwe.d.ts', { 'tsconfig.json': '{ "include": 3 }' }), undefined);
  });

  it('takes from what it extends what it does not say itself, with paths from there', async () => {
    const files = {
      'app/tsconfig.json': { extends: ['../base/tsconfig.base', '@them/config'], exclude: ['old'] },
      'base/tsconfig.base.json': '{ // shared\n "include": ["${configDir}/src", "../types"] }',
      'node_modules/@them/config/tsconfig.json': { compilerOptions: { allowJs: true } },
    };
    assert.equal((await covers('app/src/a.js', 'types/genesys-wwe.d.ts', files))?.covered, true);
    assert.equal((await covers('app/src/a.js', 'app/genesys-wwe.d.ts', files))?.covered, false);
  });

  it('ends where configurations extend each other', async () => {
    const files = { 'tsconfig.json': { extends: './other.json' }, 'other.json': { extends: './tsconfig.json' } };
    assert.equal((await covers('a.ts', 'genesys-wwe.d.ts', files))?.covered, true);
  });

  it('is one that the nearest references, where that one includes the file', async () => {
    const files = {
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }] },
      'tsconfig.app.json': { include: ['src'] },
      'tsconfig.node.json': { include: ['vite.config.ts'] },
    };
    assert.deepEqual(await covers('src/a.ts', 'src/genesys-wwe.d.ts', files), {
      config: 'tsconfig.app.json',
      covered: true,
    });
    assert.deepEqual(await covers('vite.config.ts', 'src/genesys-wwe.d.ts', files), {
      config: 'tsconfig.node.json',
      covered: false,
    });
  });

  it('includes nothing of node_modules, and nothing that it excludes', async () => {
    assert.equal((await covers('a.ts', 'node_modules/x/genesys-wwe.d.ts', { 'tsconfig.json': {} }))?.covered, false);
    const files = { 'tsconfig.json': { exclude: ['types'] } };
    assert.equal((await covers('a.ts', 'types/genesys-wwe.d.ts', files))?.covered, false);
  });
});

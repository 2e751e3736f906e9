import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { clientTypes } from './clientTypes';
import { packageManifest } from './manifest';
import { piecesOf } from './pieces';

/** A file of the package: a text that is made for it, or a file of the built project by its path from there. */
export type PackagePart = { readonly text: string } | { readonly file: string };

/**
 * What the package for projects of widgets holds, by path: the command, what pages load, fixtures for Playwright, a client and
 * types. The project must be built.
 */
export async function packageParts(
  root: string,
  manifest: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, PackagePart>> {
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const pages = (await readdir(join(root, 'dist/web'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
  const programs = (await piecesOf('cli.js', 'playwright.js')).map((piece) => `dist/${piece}`);
  const texts = {
    'package.json': `${JSON.stringify(packageManifest(manifest), undefined, 2)}\n`,
    LICENSE: await read('LICENSE'),
    'README.md': await read('src/testkit/README.md'),
    'types/index.js': '// Nothing but types: this stands for what imports them.\n',
    ...clientFiles(await read('src/testkit/client/client.ts')),
    ...playwrightFiles(await read('src/testkit/playwright/api.ts')),
  };
  return new Map<string, PackagePart>([
    ...[...programs, ...pages].map((file) => [file, { file }] as const),
    ['scenario.schema.json', { file: 'media/schemas/scenario.schema.json' }],
    ['types/index.d.ts', { file: 'media/types/genesys-wwe.d.ts' }],
    ...Object.entries(texts).map(([path, text]) => [path, { text }] as const),
  ]);
}

/**
 * The files of `deskside/client`, each of which people can read: the types are taken out, the comments stay.
 * @param source the text of the client's module
 */
export function clientFiles(
  source: string,
): Readonly<Record<'client.mjs' | 'client.js' | 'client.d.mts' | 'client.d.ts', string>> {
  const plain = (module: ts.ModuleKind) =>
    ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module } }).outputText;
  const types = clientTypes();
  return {
    'client.mjs': plain(ts.ModuleKind.ES2022),
    'client.js': plain(ts.ModuleKind.CommonJS),
    'client.d.mts': types,
    'client.d.ts': types,
  };
}

/** One implementation for both kinds of modules: Playwright's own state must be there once. */
function playwrightFiles(api: string): Readonly<Record<string, string>> {
  const types = `${api}\nexport declare const test: DesksideTest;\nexport declare const expect: DesksideExpect;\n`;
  return {
    'playwright.js': `module.exports = require('./dist/playwright.js');\n`,
    'playwright.mjs': `import playwright from './dist/playwright.js';\nexport const { test, expect } = playwright;\n`,
    'playwright.d.ts': types,
    'playwright.d.mts': types,
  };
}

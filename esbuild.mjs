// Builds everything that runs into dist/: the extension, the command line, and web/ with what the relay serves.
// --watch builds again at each change, --production minifies and leaves the source maps out, --suite builds instead
// the tests that run inside VS Code, into .cache/suite/.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Node 20 is the oldest that runs the extension host and the command line. */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const web = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };

const modules = '.cache/extension';

/**
 * The extension in pieces: what it imports with `import()` is loaded when it is needed, and stays out of activation. esbuild
 * cuts only ES modules into pieces, so this is the first half, and `asCommonJs` makes of them what VS Code loads at once.
 */
const extension = {
  ...node,
  format: 'esm',
  splitting: true,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: modules,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  plugins: [{ name: 'as-commonjs', setup: (build) => build.onEnd(() => asCommonJs()) }],
};

async function asCommonJs() {
  const names = await readdir(modules, { recursive: true });
  await esbuild.build({
    ...node,
    bundle: false,
    supported: { 'dynamic-import': false },
    entryPoints: names.filter((name) => name.endsWith('.js')).map((name) => join(modules, name)),
    outbase: modules,
    outdir: 'dist',
  });
}

const builds = [
  extension,
  { ...node, entryPoints: { cli: 'src/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  {
    ...web,
    entryPoints: { bridge: 'src/bridge/main.ts', bridgeVoice: 'src/bridge/voice.ts' },
    outdir: 'dist/web',
  },
  // Run as a text: a debugger would look for its source map.
  { ...web, sourcemap: false, entryPoints: { bridgeDebugger: 'src/bridge/debuggerMain.ts' }, outdir: 'dist' },
  { ...web, entryPoints: { workspace: 'src/simulator/ui/main.tsx' }, outdir: 'dist/web' },
];

/** Every test file a bundle of its own beside the one that VS Code calls; mocha must be the same one for all. */
async function suiteBuild() {
  const tests = (await readdir('test/vscode', { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  return {
    ...node,
    entryPoints: ['test/vscode/index.ts', ...tests.map((name) => `test/vscode/${name}`)],
    outbase: 'test/vscode',
    outdir: '.cache/suite',
    external: ['vscode', 'mocha'],
  };
}

if (process.argv.includes('--suite')) {
  await rm('.cache/suite', { recursive: true, force: true });
  await esbuild.build(await suiteBuild());
} else {
  for (const made of ['dist', modules]) await rm(made, { recursive: true, force: true });
  await mkdir('dist/web', { recursive: true });
  await cp('media/web', 'dist/web', { recursive: true });
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    console.log('Watching src/ for changes; Ctrl-C ends.');
  } else {
    await Promise.all(builds.map((options) => esbuild.build(options)));
  }
}

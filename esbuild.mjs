// Builds everything that runs into dist/: the extension, the command line, and web/ with what the relay serves.
// --watch builds again at each change, --production minifies and leaves the source maps out, --suite builds instead
// the tests that run inside VS Code, into .cache/suite/.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
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

const builds = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
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
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist/web', { recursive: true });
  await cp('media/web', 'dist/web', { recursive: true });
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    console.log('Watching src/ for changes; Ctrl-C ends.');
  } else {
    await Promise.all(builds.map((options) => esbuild.build(options)));
  }
}

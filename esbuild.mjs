// Builds everything that runs into dist/: the extension, the command line, and web/ with what the relay serves.
// --watch builds again at each change, --production minifies and leaves the source maps out, --pages FOLDER builds only
// what pages load, into that folder, --suite builds instead the tests that run inside VS Code, into .cache/suite/.
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

const { watch, production, suite, pages } = parseArgs({
  options: {
    watch: { type: 'boolean' },
    production: { type: 'boolean', default: false },
    suite: { type: 'boolean' },
    pages: { type: 'string' },
  },
}).values;

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

/** As `node`, in one piece with all that it imports; bufferUtil.ts says why it stands for that package. */
const nodeBundle = { ...node, alias: { bufferutil: './src/relay/bufferUtil.ts' } };

const modules = '.cache/extension';

/**
 * The extension in pieces: what it imports with `import()` is loaded when it is needed, and stays out of activation. esbuild
 * cuts only ES modules into pieces, so this is the first half, and `asCommonJs` makes of them what VS Code loads at once.
 */
const extension = {
  ...nodeBundle,
  format: 'esm',
  splitting: true,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: modules,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  metafile: true,
  plugins: [{ name: 'as-commonjs', setup: (build) => build.onEnd(({ metafile }) => metafile && asCommonJs(metafile)) }],
};

async function asCommonJs({ outputs }) {
  await esbuild.build({
    ...node,
    bundle: false,
    supported: { 'dynamic-import': false },
    plugins: [wholeVsCode],
    entryPoints: Object.keys(outputs).filter((path) => path.endsWith('.js')),
    outbase: modules,
    outdir: 'dist',
  });
}

/**
 * Takes VS Code's API as the object that it is. For each file that imports it esbuild would make a copy of its hundreds of
 * properties, which takes longer than all else in activation.
 */
const wholeVsCode = {
  name: 'whole-vscode',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(/import ?\* ?as (\w+) from ?"vscode"/g, 'const $1 = require("vscode")') };
    });
  },
};

/** The bridge is loaded by every page, so it shall be small; lightSchemas.ts says what it has instead of the library. */
const bridge = {
  ...web,
  alias: { valibot: './src/bridge/lightSchemas.ts' },
  logOverride: { 'import-is-undefined': 'error' },
  ...(production && { write: false, plugins: [smaller()] }),
};

/** No function of the bridge is called with `new`, so all that have no `this` may be arrows; the rest packs best so. */
const compress = { passes: 3, unsafe_arrows: true, lhs_constants: false, hoist_funs: true, inline: 1 };

/** Writes what esbuild has minified, after terser, which folds constants and inlines where esbuild does not. */
function smaller() {
  return {
    name: 'terser',
    setup({ onEnd }) {
      onEnd(async ({ outputFiles }) => {
        for (const { path, text } of outputFiles) {
          const { code } = await minify(text, { ecma: 2022, compress });
          await writeFile(path, code);
        }
      });
    },
  };
}

const nodeBuilds = [
  extension,
  { ...nodeBundle, entryPoints: { cli: 'src/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
];

/** @param beside where that goes which is not to be served */
const pageBuilds = (folder, beside = folder) => [
  {
    ...bridge,
    entryPoints: {
      bridge: 'src/bridge/main.ts',
      bridgeOwnPage: 'src/bridge/ownPageMain.ts',
      bridgeVoice: 'src/bridge/voice.ts',
    },
    outdir: folder,
  },
  // Run as a text: a debugger would look for its source map.
  {
    ...bridge,
    sourcemap: false,
    entryPoints: { bridgeDebugger: 'src/bridge/debuggerMain.ts' },
    outdir: beside,
  },
  { ...web, entryPoints: { workspace: 'src/simulator/ui/main.tsx' }, outdir: folder },
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

/** Puts into a folder what pages load and needs no building. */
async function copyPages(folder) {
  await mkdir(folder, { recursive: true });
  await cp('media/web', folder, { recursive: true });
}

const build = (builds) => Promise.all(builds.map((options) => esbuild.build(options)));

if (suite) {
  await rm('.cache/suite', { recursive: true, force: true });
  await build([await suiteBuild()]);
} else if (pages) {
  await copyPages(pages);
  await build(pageBuilds(pages));
} else {
  for (const made of ['dist', modules]) await rm(made, { recursive: true, force: true });
  await copyPages('dist/web');
  const builds = [...nodeBuilds, ...pageBuilds('dist/web', 'dist')];
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    console.log('Watching src/ for changes; Ctrl-C ends.');
  } else {
    await build(builds);
  }
}

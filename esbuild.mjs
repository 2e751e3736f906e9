// Builds everything that runs into dist/: the extension, the command line, timeline/ with the page of its webviews, and web/
// with what the relay serves.
// --watch builds again at each change, --production minifies and leaves the source maps out, --pages FOLDER builds only
// what pages load, into that folder, --suite builds instead the tests that run inside VS Code, into .cache/suite/.
import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { minify } from 'terser';
import { BuildProgress } from './scripts/build/buildProgress.mjs';
import { extensionPieces } from './scripts/build/extensionPieces.mjs';
import { pinBuiltIns, privateNames } from './scripts/build/pinBuiltIns.mjs';
import { buildWithRolldown, watchWithRolldown } from './scripts/build/rolldownBuild.mjs';

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

const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const web = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };

const lightSchemas = './src/bridge/lightSchemas.ts';
const bridgeEntries = {
  bridge: 'src/bridge/entries/scriptTag.ts',
  bridgeOwnPage: 'src/bridge/entries/relayPage.ts',
};
const privateFrameEntries = { bridgeFrame: 'src/bridge/entries/privateFrameScript.ts' };

/** What the bridge loads into its private frame, written as it is here: the bridge knows its hash. No script of the page runs there. */
const privateFrame = { ...web, minify: true, sourcemap: false, entryPoints: privateFrameEntries };
async function privateFrameIntegrity() {
  const { outputFiles } = await esbuild.build({ ...privateFrame, outdir: '.', write: false });
  return `sha256-${createHash('sha256').update(outputFiles[0].contents).digest('base64')}`;
}

const debuggerEntries = { bridgeDebugger: 'src/bridge/entries/debugger.ts' };

/** Where a page has left the bridge nothing to start with, its console says so, and its own handlers of errors hear nothing. */
const contained = {
  banner: { js: '"use strict";try{' },
  footer: { js: '}catch(error){console.warn("Deskside: the bridge cannot start in this page.",error)}' },
};

/** The bridge is loaded by every page, so it shall be small; lightSchemas.ts says what it has instead of the library. */
const bridge = {
  ...web,
  ...contained,
  alias: { valibot: lightSchemas },
  logOverride: { 'import-is-undefined': 'error' },
  define: { privateFrameIntegrity: JSON.stringify(await privateFrameIntegrity()) },
  mangleProps: production ? privateNames : undefined,
  plugins: [
    pinBuiltIns([...Object.values(bridgeEntries), ...Object.values(debuggerEntries), lightSchemas]),
    ...(production ? [smaller()] : []),
  ],
  write: !production,
};

/**
 * No function of the bridge is called with `new`, so all that have no `this` may be arrows, and nothing in it reads a
 * property without using what it finds; the rest packs best so.
 */
const compress = { passes: 3, unsafe_arrows: true, pure_getters: true, lhs_constants: false, inline: 1 };

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

/**
 * A page with all that it imports. rolldown leaves more out of it than esbuild.
 * @returns {import('rolldown').WatchOptions}
 */
function wholePage(input, folder, alias = {}) {
  return {
    input,
    platform: 'browser',
    resolve: { alias },
    transform: { target: 'es2022' },
    treeshake: { propertyReadSideEffects: false },
    output: { dir: folder, format: 'iife', minify: production, comments: false, sourcemap: !production },
  };
}

/**
 * The simulated Workspace, and the timeline in VS Code's webviews, whose tree of JSON is made for React.
 * @param beside where that goes which is not to be served
 */
const wholePages = (folder, beside = folder) => [
  wholePage({ workspace: 'src/simulator/ui/main.tsx' }, folder),
  wholePage({ timeline: 'src/timeline/main.tsx' }, `${beside}/timeline`, { react: 'preact/compat' }),
];

/** The scripts that go into other people's pages, and what needs no building. */
const bridgeBuilds = (folder, beside = folder) => [
  { ...bridge, entryPoints: bridgeEntries, outdir: folder },
  { ...privateFrame, outdir: folder },
  // Run as a text: a debugger would look for its source map.
  { ...bridge, sourcemap: false, entryPoints: debuggerEntries, outdir: beside },
  copies(folder),
];

/** What pages load and needs no building. */
function copies(folder) {
  return {
    entryPoints: ['media/web/**/*'],
    outbase: 'media/web',
    outdir: folder,
    loader: Object.fromEntries(['.html', '.css', '.js', '.svg'].map((ending) => [ending, 'copy'])),
    logLevel: 'warning',
  };
}

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

/** Builds everything again at each change, and tells when. */
async function watchAll(withEsbuild, withRolldown) {
  const progress = new BuildProgress(withEsbuild.length + withRolldown.length);
  for (const options of withRolldown) watchWithRolldown(options, progress);
  for (const { plugins = [], ...options } of withEsbuild) {
    // Behind the plugins that write files themselves: what has ended is complete.
    const context = await esbuild.context({
      ...options,
      logLevel: 'silent',
      plugins: [...plugins, progress.ofEsbuild()],
    });
    await context.watch();
  }
}

const buildAll = (withEsbuild, withRolldown = []) =>
  Promise.all([
    ...withEsbuild.map((options) => esbuild.build(options)),
    ...withRolldown.map((options) => buildWithRolldown(options)),
  ]);

if (suite) {
  await rm('.cache/suite', { recursive: true, force: true });
  await buildAll([await suiteBuild()]);
} else if (pages) {
  await buildAll(bridgeBuilds(pages), wholePages(pages));
} else {
  await rm('dist', { recursive: true, force: true });
  const withRolldown = [extensionPieces('dist', production), ...wholePages('dist/web', 'dist')];
  await (watch ? watchAll : buildAll)(bridgeBuilds('dist/web', 'dist'), withRolldown);
}

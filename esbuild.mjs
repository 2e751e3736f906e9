// Builds everything that runs into dist/: the extension, the command line, timeline/ with the page of its webviews, and web/
// with what the relay serves.
// --watch builds again at each change, --production minifies and leaves the source maps out, --pages FOLDER builds only
// what pages load, into that folder, --suite builds instead the tests that run inside VS Code, into .cache/suite/.
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { minify } from 'terser';
import { buildProgress } from './scripts/build/buildProgress.mjs';
import { pinBuiltIns, privateNames } from './scripts/build/pinBuiltIns.mjs';

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

/** leftOutOfSdk.ts says what stands for these. */
const leftOut = Object.fromEntries(
  ['ajv', 'ajv-formats', 'zod-to-json-schema', 'zod/v3'].map((name) => [name, './src/cli/mcp/leftOutOfSdk.ts']),
);

/**
 * As `node`, in one piece with all that it imports; bufferUtil.ts says why it stands for that package. jsonc-parser's main
 * module calls `require` in a way that can't be bundled, its ES module is like any other.
 */
const nodeBundle = {
  ...node,
  alias: {
    ...leftOut,
    bufferutil: './src/relay/sockets/bufferUtil.ts',
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  },
};

const modules = '.cache/extension';

/**
 * The extension in pieces: what it imports with `import()` is loaded when it is needed, and stays out of activation. The
 * command line and the fixtures for Playwright share pieces with it, so that the extension can bring both to a new project
 * without growing by what they have in common. esbuild cuts only ES modules into pieces, so this is the first half, and
 * `asCommonJs` makes of them what VS Code loads at once.
 */
const extension = {
  ...nodeBundle,
  format: 'esm',
  splitting: true,
  entryPoints: {
    extension: 'src/extension.ts',
    cli: 'src/cli/main.ts',
    playwright: 'src/testkit/playwright/fixtures.ts',
  },
  outdir: modules,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode', '@playwright/test'],
  metafile: true,
  plugins: [{ name: 'as-commonjs', setup: (build) => build.onEnd(({ metafile }) => metafile && asCommonJs(metafile)) }],
};

async function asCommonJs({ outputs }) {
  // Which pieces belong to what: scripts/pack reads it.
  await writeFile(`${modules}/outputs.json`, JSON.stringify(outputs));
  await esbuild.build({
    ...node,
    bundle: false,
    // The first half has warned already, and of packages nobody wants to hear.
    logLevel: 'error',
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

const lightSchemas = './src/bridge/lightSchemas.ts';
const bridgeEntries = {
  bridge: 'src/bridge/entries/scriptTag.ts',
  bridgeOwnPage: 'src/bridge/entries/relayPage.ts',
};
const privateFrameEntries = { bridgeVoice: 'src/bridge/entries/privateFrameScript.ts' };

/** What the bridge loads into its private frame, written as it is here: the bridge knows its hash. No script of the page runs there. */
const privateFrame = { ...web, minify: true, sourcemap: false, entryPoints: privateFrameEntries };
async function privateFrameIntegrity() {
  const { outputFiles } = await esbuild.build({ ...privateFrame, outdir: '.', write: false });
  return `sha256-${createHash('sha256').update(outputFiles[0].contents).digest('base64')}`;
}

const debuggerEntries = { bridgeDebugger: 'src/bridge/entries/debugger.ts' };

/** The bridge is loaded by every page, so it shall be small; lightSchemas.ts says what it has instead of the library. */
const bridge = {
  ...web,
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

/** The page of the timeline, in VS Code's webviews; its tree of JSON is made for React. */
const timeline = { ...web, alias: { react: 'preact/compat' }, entryPoints: { timeline: 'src/timeline/main.tsx' } };

/** @param beside where that goes which is not to be served */
const pageBuilds = (folder, beside = folder) => [
  { ...bridge, entryPoints: bridgeEntries, outdir: folder },
  { ...privateFrame, outdir: folder },
  // Run as a text: a debugger would look for its source map.
  { ...bridge, sourcemap: false, entryPoints: debuggerEntries, outdir: beside },
  { ...web, entryPoints: { workspace: 'src/simulator/ui/main.tsx' }, outdir: folder },
  { ...timeline, outdir: `${beside}/timeline` },
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

const build = (builds) => Promise.all(builds.map((options) => esbuild.build(options)));

/** Builds again at each change, and tells when. */
async function watchAll(builds) {
  const progress = buildProgress(builds.length);
  for (const { plugins = [], ...options } of builds) {
    // Behind the plugins that write files themselves: what has ended is complete.
    const context = await esbuild.context({ ...options, logLevel: 'silent', plugins: [...plugins, progress] });
    await context.watch();
  }
}

if (suite) {
  await rm('.cache/suite', { recursive: true, force: true });
  await build([await suiteBuild()]);
} else if (pages) {
  await build(pageBuilds(pages));
} else {
  for (const made of ['dist', modules]) await rm(made, { recursive: true, force: true });
  const builds = [extension, ...pageBuilds('dist/web', 'dist')];
  await (watch ? watchAll(builds) : build(builds));
}

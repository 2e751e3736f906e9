import { dirname, relative, resolve } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';

/** Which pieces there are, and what is in each, for scripts/pack and the benchmarks. */
export const piecesIndex = '.cache/pieces.json';

/** leftOutOfSdk.ts says what stands for these. */
const leftOut = Object.fromEntries(
  ['ajv', 'ajv-formats', 'zod-to-json-schema', 'zod/v3'].map((name) => [name, resolve('src/cli/mcp/leftOutOfSdk.ts')]),
);

/**
 * The command line alone, as `npm run build` makes it.
 * @param {string} folder
 * @returns {import('rolldown').WatchOptions}
 */
export function commandPieces(folder) {
  return nodePieces({ cli: 'src/cli/main.ts' }, folder, false);
}

/**
 * The extension, the command line and the fixtures for Playwright, in pieces: what they import with `import()` is loaded
 * when it is needed, and stays out of activation. All three share pieces, so that the extension can bring the other two to
 * a new project without growing by what they have in common. rolldown makes these, since it cuts CommonJS into pieces,
 * which VS Code loads at once, and makes few of them: each costs space in the package and time when it is loaded.
 * @param {string} folder where the pieces go
 * @param {boolean} production
 * @returns {import('rolldown').WatchOptions}
 */
export function extensionPieces(folder, production) {
  const entries = {
    extension: 'src/extension.ts',
    cli: 'src/cli/main.ts',
    playwright: 'src/testkit/playwright/fixtures.ts',
  };
  return nodePieces(entries, folder, production, [piecesIndexed]);
}

/** Programs for Node, in pieces that they share. */
function nodePieces(entries, folder, production, plugins = []) {
  return {
    input: entries,
    platform: 'node',
    external: ['vscode', '@playwright/test'],
    resolve: {
      alias: {
        ...leftOut,
        // bufferUtil.ts says why it stands for that package.
        bufferutil: resolve('src/relay/sockets/bufferUtil.ts'),
        // The main module of this one calls `require` in a way that can't be bundled, that of yaml is larger than it need be.
        'jsonc-parser': resolve('node_modules/jsonc-parser/lib/esm/main.js'),
        yaml: resolve('node_modules/yaml/browser/index.js'),
      },
    },
    // Node 20 is the oldest that runs the extension host and the command line.
    transform: { target: 'node20' },
    checks: { bundlerTimings: false },
    // No module reads a property for the sake of it.
    treeshake: { propertyReadSideEffects: false },
    onLog(level, log, handle) {
      // The SDK asks leftOutOfSdk.ts for what it does not need.
      if (log.code !== 'IMPORT_IS_UNDEFINED') handle(level, log);
    },
    plugins: [wholeVsCode, ...plugins],
    output: {
      dir: folder,
      format: 'cjs',
      minify: production,
      comments: false,
      sourcemap: !production,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      codeSplitting: { groups: [{ name: activationName, debugName: 'activation' }, ...layerPieces] },
    },
  };
}

/** Modules that run where there is no VS Code: no piece of theirs may hold one that imports its API. */
const isOutsideOfEditor = (path) => !/[/\\]src[/\\](editor[/\\]|extension\.ts$)/.test(path);

/**
 * A piece for each of these places in src/, from the bottom of the layers to the top. Each takes what it imports with it, as
 * far as no piece before has that. So a piece imports only pieces before it, never in a circle, in which a module could run
 * before one that it needs. The files of trace/ and two of headless/ stand apart from what needs scenarios and a browser,
 * since the editor needs them from its first command on. The entries and the editor are left to rolldown, which gives each
 * lazy import of theirs a piece of its own.
 */
const layerPieces = [
  ['core', '(base|api|protocol|model|relayClient)/'],
  ['relay', 'relay/'],
  ['presentation', '(session|presentation|sharedRelay)/'],
  ['traceFile', String.raw`trace/\w+\.ts$`],
  ['debugger', String.raw`(debugger/|headless/(browserError|waitForAnswer)\.ts$)`],
  ['desk', 'simulator/desk/'],
  ['scenario', 'simulator/'],
  ['trace', 'trace/'],
  ['headless', 'headless/'],
  ['language', 'language/'],
  ['agents', 'agents/'],
].map(([name, place]) => ({ name, test: new RegExp(`/src/${place}`.replaceAll('/', '[\\\\/]')) }));

/**
 * Names the pieces of what activation loads, and only that.
 * @type {import('rolldown').CodeSplittingNameFunction}
 */
function activationName(path, modules) {
  const loaded = new Set([resolve('src/extension.ts')]);
  for (const module of loaded)
    for (const imported of modules.getModuleInfo(module)?.importedIds ?? []) loaded.add(imported);
  if (!loaded.has(path)) return null;
  return isOutsideOfEditor(path) ? 'activation' : 'activationInEditor';
}

/**
 * Takes VS Code's API as the object that it is: a copy of its hundreds of properties for each piece that imports it would take
 * longer than all else in activation.
 * @type {import('rolldown').Plugin}
 */
const wholeVsCode = {
  name: 'whole-vscode',
  // What stands on other lines stays where it is, so the source map holds.
  renderChunk: (code) => ({ code: code.replace(/^vscode = .*__toESM\(vscode.*\);$/m, ''), map: null }),
};

/** @type {import('rolldown').Plugin} */
const piecesIndexed = {
  name: 'pieces-index',
  async writeBundle(_, bundle) {
    const pieces = Object.values(bundle).filter((output) => output.type === 'chunk');
    const entries = pieces.map(({ fileName, imports, dynamicImports, modules }) => [
      fileName,
      {
        imports: [...imports, ...dynamicImports].filter((name) => name in bundle),
        bytes: Object.fromEntries(
          Object.entries(modules).map(([path, { renderedLength }]) => [relative('.', path), renderedLength]),
        ),
      },
    ]);
    await mkdir(dirname(piecesIndex), { recursive: true });
    await writeFile(piecesIndex, JSON.stringify(Object.fromEntries(entries)));
  },
};

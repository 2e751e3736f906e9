// Loads and activates an extension once, then uses it for the first time, and prints how long that took and
// which files were loaded until it was active. Argument: the path
// of its main module.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { emptyContext, loadExtension } from './loadExtension';

const path = process.argv[2] ?? '';
// VS Code has its own module long before, and of Node's those that its extension host uses itself.
const require = createRequire(path);
for (const name of ['vscode', 'http', 'https', 'net', 'crypto', 'zlib', 'fs/promises']) require(name);
const begin = performance.now();
const extension = loadExtension(path);
const loaded = performance.now();
const { load } = extension.activate(emptyContext(dirname(dirname(path))));
const active = performance.now();
const pieces = Object.keys(require.cache);
void load().then(() => {
  const usedMs = performance.now() - active;
  console.log(JSON.stringify({ loadMs: loaded - begin, activateMs: active - loaded, usedMs, pieces }));
  process.exit();
});

import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { cacheDir } from './paths';
import { npm, run } from './processes';
import { say, SetupError } from './say';

/** The last one that runs on Node 20; it carries VS Code 1.100.3, the oldest that `engines.vscode` allows. */
const version = '4.100.3';
const sha512 = 'q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==';

/** The native modules that matter: without spdlog no log channel has anything to show. */
const native = ['@vscode/spdlog', 'native-watchdog'];

/** What finds files and texts: the first that brings its program along, which the one asked for would download. */
const ripgrep = '@vscode/ripgrep@1.18.0';

const home = join(cacheDir, 'code-server');
const stampFile = 'stamp.json';
const vscodeIn = (folder: string): string => join(folder, 'package', 'lib', 'vscode');

/** What the installed tree depends on: with another one of these it is made anew. */
const stamp = JSON.stringify({
  version,
  ripgrep,
  platform: process.platform,
  arch: process.arch,
  nodeModules: process.versions.modules,
});

/**
 * The VS Code server of the npm package code-server in the cache, installed on first use.
 * @returns the folder that holds `out/server-main.js`
 * @throws SetupError where it can't be installed
 */
export async function ensureCodeServer(): Promise<string> {
  if (!(await isCurrent())) await install();
  return vscodeIn(home);
}

async function isCurrent(): Promise<boolean> {
  try {
    return (await readFile(join(home, stampFile), 'utf8')) === stamp;
  } catch {
    return false;
  }
}

/** Builds it in a folder beside and moves that to its place at the end, so that what is there is always whole. */
async function install(): Promise<void> {
  if (process.platform === 'win32') {
    throw new SetupError("VS Code's server does not run here: install VS Code with its `code` command and try again.");
  }
  await mkdir(cacheDir, { recursive: true });
  const folder = await mkdtemp(join(cacheDir, 'installing-'));
  try {
    say(`installing VS Code's server (code-server ${version}) from the npm registry, once, about half a minute`);
    await run(npm, ['pack', `code-server@${version}`, '--pack-destination', folder, '--silent'], { cwd: folder });
    const archive = join(folder, `code-server-${version}.tgz`);
    await verify(archive);
    await run('tar', ['-xzf', archive, '-C', folder, 'package/lib/vscode', 'package/LICENSE']);
    await rm(archive);

    say('installing what the server needs');
    const cwd = vscodeIn(folder);
    const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run(npm, [...install, ripgrep], { cwd });
    await run(npm, install, { cwd: join(cwd, 'extensions') });

    say(`compiling ${native.join(' and ')}`);
    await run(npm, ['rebuild', ...native], { cwd, env: { ...process.env, ...(await nodeHeaders()) } });
    await access(join(cwd, 'node_modules/@vscode/spdlog/build/Release/spdlog.node'));

    await writeFile(join(folder, stampFile), stamp);
    await rm(home, { recursive: true, force: true });
    await rename(folder, home);
  } catch (error) {
    // Another run may have been faster.
    if (!(await isCurrent())) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function verify(archive: string): Promise<void> {
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (hash !== sha512) {
    throw new SetupError(
      `code-server ${version} from the npm registry is not the one that this project was tested with.`,
    );
  }
}

/** Node's own headers where they are installed beside it; node-gyp would download them otherwise. */
async function nodeHeaders(): Promise<{ npm_config_nodedir?: string }> {
  const prefix = resolve(dirname(process.execPath), '..');
  try {
    await access(join(prefix, 'include', 'node', 'node.h'));
    return { npm_config_nodedir: prefix };
  } catch {
    return {};
  }
}

import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { makeOnce } from './makeOnce';
import { cacheDir } from './paths';
import { npm, run } from './processes';
import { say, SetupError } from './say';
import type { VsCodeRelease } from './vscodeReleases';

/** VS Code's server, ready to be started. */
export interface CodeServer {
  /** The script to start. */
  readonly main: string;
  /** The Node to start it with. */
  readonly node: string;
}

const stampFile = 'stamp.json';
const ownMajor = Number(process.versions.node.split('.')[0]);

/**
 * The VS Code server of the npm package code-server in the cache, installed on first use.
 * @throws SetupError where it can't be installed
 */
export async function ensureCodeServer(release: VsCodeRelease): Promise<CodeServer> {
  const home = join(cacheDir, `code-server-${release.codeServer}`);
  await makeOnce(
    home,
    () => isCurrent(home, release),
    (folder) => install(folder, release),
  );
  return { main: join(vscodeIn(home), 'out', 'server-main.js'), node: nodeOf(home, release) };
}

function vscodeIn(folder: string): string {
  return join(folder, 'package', 'lib', 'vscode');
}

/** This process's own Node where that is new enough, else one of the release's own. */
function nodeOf(folder: string, { node }: VsCodeRelease): string {
  return ownMajor >= node.major ? process.execPath : join(folder, 'node', 'bin', 'node');
}

/** What an installed tree depends on: with another one of these it is made anew. */
function stampOf(release: VsCodeRelease): string {
  return JSON.stringify({
    ...release,
    platform: process.platform,
    arch: process.arch,
    nodeModules: process.versions.modules,
  });
}

async function isCurrent(home: string, release: VsCodeRelease): Promise<boolean> {
  try {
    return (await readFile(join(home, stampFile), 'utf8')) === stampOf(release);
  } catch {
    return false;
  }
}

async function install(folder: string, release: VsCodeRelease): Promise<void> {
  if (process.platform === 'win32') {
    throw new SetupError("VS Code's server does not run here: install VS Code with its `code` command and try again.");
  }
  const { codeServer, vscode, native, added } = release;
  say(`installing VS Code's server ${vscode} (code-server ${codeServer}) from the npm registry, once, about a minute`);
  const archive = await pack(`code-server@${codeServer}`, folder);
  await verify(archive, release);
  await run('tar', ['-xzf', archive, '-C', folder, 'package/lib/vscode', 'package/LICENSE']);
  await rm(archive);
  if (nodeOf(folder, release) !== process.execPath) await installNode(folder, release);

  say('installing what the server needs');
  const env = await environmentOf(nodeOf(folder, release));
  const cwd = vscodeIn(folder);
  const npmInstall = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run(npm, [...npmInstall, ...added], { cwd, env });
  await run(npm, npmInstall, { cwd: join(cwd, 'extensions'), env });

  say(`compiling ${native.join(', ')}`);
  await run(npm, ['rebuild', ...native], { cwd, env });
  await access(join(cwd, 'node_modules/@vscode/spdlog/build/Release/spdlog.node'));

  await writeFile(join(folder, stampFile), stampOf(release));
}

/** @returns the archive of the package */
async function pack(name: string, folder: string): Promise<string> {
  const file = await run(npm, ['pack', name, '--pack-destination', folder, '--silent'], { cwd: folder });
  return join(folder, file.trim());
}

async function verify(archive: string, { codeServer, sha512 }: VsCodeRelease): Promise<void> {
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (hash !== sha512) {
    throw new SetupError(
      `code-server ${codeServer} from the npm registry is not the one that this project was tested with.`,
    );
  }
}

/** Node with its headers, from the npm package that carries it for this kind of machine. */
async function installNode(folder: string, { vscode, node }: VsCodeRelease): Promise<void> {
  say(`installing Node ${node.version} for it`);
  try {
    const archive = await pack(`node-${process.platform}-${process.arch}@${node.version}`, folder);
    await mkdir(join(folder, 'node'));
    await run('tar', ['-xzf', archive, '-C', join(folder, 'node'), '--strip-components=1']);
    await rm(archive);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    throw new SetupError(`VS Code ${vscode} needs Node ${node.major}: install it and run this with it.`, {
      cause: error,
    });
  }
}

/** The environment in which npm runs and compiles for this Node. */
async function environmentOf(node: string): Promise<NodeJS.ProcessEnv> {
  const prefix = resolve(dirname(node), '..');
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  try {
    // Node's own headers where they are installed beside it; node-gyp would download them otherwise.
    await access(join(prefix, 'include', 'node', 'node.h'));
    return { ...env, npm_config_nodedir: prefix };
  } catch {
    return env;
  }
}

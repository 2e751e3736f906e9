import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheDir, root } from '../../scripts/hosts/paths';
import { npm, run } from '../../scripts/hosts/processes';
import { say } from '../../scripts/hosts/say';
import { openSocket } from './forwarder';
import type { Forwarder } from './forwarder';
import { NodeProcess } from './server';

/** Its relay is compared with ours. With all that it needs it is too large to be a dependency. */
const chii = 'chii@1.15.5';
const home = join(cacheDir, 'bench', chii);

/**
 * The relay of chii: pages are its targets, a tool is a client of the target that was opened last.
 * @throws SetupError if chii can't be installed
 */
export async function startChii(): Promise<Forwarder> {
  await ensureInstalled();
  const server = new NodeProcess(['--import', 'tsx', join(root, 'bench/processes/chiiRelay.ts'), home]);
  const { port } = await server.line(v.object({ port: v.number() }));
  const address = `ws://127.0.0.1:${port}`;
  let target = '';
  return {
    name: chii,
    pid: server.pid,
    page: (id) => {
      target = id;
      return openSocket(`${address}/target/${id}?url=http://127.0.0.1/&title=Benchmark`);
    },
    tool: () => openSocket(`${address}/client/benchmark?target=${target}`),
    stop: () => server.stop(),
  };
}

async function ensureInstalled(): Promise<void> {
  if (await exists(join(home, 'node_modules/chii/package.json'))) return;
  await mkdir(join(home, '..'), { recursive: true });
  const folder = await mkdtemp(join(home, '..', 'installing-'));
  try {
    say(`installing ${chii} from the npm registry to compare with, once, about half a minute`);
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const options = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--save-exact'];
    await run(npm, ['install', '--prefix', folder, chii, ...options], { cwd: folder });
    await rm(home, { recursive: true, force: true });
    await rename(folder, home);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

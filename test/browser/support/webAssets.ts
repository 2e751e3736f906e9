import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';
import { run } from '../../../scripts/hosts/processes';

/** Builds what pages load, as `npm run build` does, into a folder of its own, which the caller removes. */
export async function buildWebAssets(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-web-'));
  await buildPages(folder);
  return folder;
}

/** The same into the folder that is named. */
export async function buildPages(folder: string): Promise<void> {
  await run(process.execPath, ['esbuild.mjs', '--pages', folder], { cwd: root });
}

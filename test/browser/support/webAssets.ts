import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';
import { run } from '../../../scripts/hosts/processes';
import { builtVariable } from '../../../scripts/suite/builtVariable';

/** What pages load, as the package has it, in a folder of its own, which the caller removes. */
export async function buildWebAssets(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-web-'));
  await putPages(folder);
  return folder;
}

/** Puts the same into the folder that is named: a copy of what was built for all tests, or, for one alone, built now. */
export async function putPages(folder: string): Promise<void> {
  const built = process.env[builtVariable];
  if (built === undefined) {
    await run(process.execPath, ['esbuild.mjs', '--production', '--pages', folder], { cwd: root });
    return;
  }
  await cp(join(built, 'web'), folder, { recursive: true });
  // These are not served, so the package has them elsewhere.
  for (const name of ['bridgeDebugger.js', 'timeline']) {
    await cp(join(built, name), join(folder, name), { recursive: true });
  }
}

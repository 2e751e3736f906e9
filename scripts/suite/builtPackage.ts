import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir, root } from '../hosts/paths';
import { npm, run } from '../hosts/processes';
import { packBuilt } from '../pack/stage';
import { builtVariable } from './builtVariable';

/**
 * Makes the package, and keeps what was built for the tests that are started from here: each would take many seconds of
 * processor time for its own, and one of them builds dist/ anew.
 */
export async function buildPackageForTests(): Promise<void> {
  await run(npm, ['run', '--silent', 'package'], { cwd: root });
  const folder = join(cacheDir, 'built');
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'dist'), folder, { recursive: true });
  await packBuilt(folder);
  process.env[builtVariable] = folder;
}

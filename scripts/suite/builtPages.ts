import { join } from 'node:path';
import { cacheDir, root } from '../hosts/paths';
import { run } from '../hosts/processes';

/** Names the folder with what pages load, as the package has it, where a stage has built that for all of its tests. */
export const pagesVariable = 'DESKSIDE_TEST_PAGES';

/** Builds what pages load, as the package has it, into a folder. */
export async function buildPages(folder: string): Promise<void> {
  await run(process.execPath, ['esbuild.mjs', '--production', '--pages', folder], { cwd: root });
}

/** Builds that once for the tests that are started from here; each would take ten seconds of processor time for its own. */
export async function buildPagesForTests(): Promise<void> {
  const folder = join(cacheDir, 'pages');
  await buildPages(folder);
  process.env[pagesVariable] = folder;
}

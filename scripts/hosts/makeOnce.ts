import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder unless it is there. It is made beside its place and moved there at the end, so that what is there is always
 * whole; of several processes that make it at once the fastest wins.
 * @param isMade whether what is at its place can be used
 * @param make fills the folder that it is given
 */
export async function makeOnce(
  home: string,
  isMade: () => Promise<boolean>,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (await isMade()) return;
  await mkdir(dirname(home), { recursive: true });
  const folder = await mkdtemp(`${home}-`);
  try {
    await make(folder);
    await rm(home, { recursive: true, force: true });
    await rename(folder, home);
  } catch (error) {
    if (!(await isMade())) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

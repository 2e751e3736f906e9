import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir, root } from '../hosts/paths';

/** A folder to open and to play with: a copy of the sample widget, which is kept from one start to the next. */
export async function sampleFolder(): Promise<string> {
  const folder = join(cacheDir, 'sample-widget');
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'media', 'web', 'widget'), folder, { recursive: true, force: false });
  return folder;
}

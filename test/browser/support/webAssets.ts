import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages, pagesVariable } from '../../../scripts/suite/builtPages';

/** What pages load, as the package has it, in a folder of its own, which the caller removes. */
export async function buildWebAssets(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-web-'));
  await putPages(folder);
  return folder;
}

/** Puts the same into the folder that is named: a copy of what was built for all tests, or, for one alone, built now. */
export async function putPages(folder: string): Promise<void> {
  const built = process.env[pagesVariable];
  if (built === undefined) await buildPages(folder);
  else await cp(built, folder, { recursive: true });
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandPieces } from '../../scripts/build/extensionPieces.mjs';
import { buildWithRolldown } from '../../scripts/build/rolldownBuild.mjs';
import { builtVariable } from '../../scripts/suite/builtVariable';

/**
 * The command `deskside`: as it was built for all tests, or, for one alone, built now into a folder.
 * @param putPages puts what the command serves into a folder; by default a stand-in for it
 * @returns the program's file
 */
export async function buildCommand(folder: string, putPages = putNoPages): Promise<string> {
  const built = process.env[builtVariable];
  if (built !== undefined) return join(built, 'cli.js');
  await putPages(join(folder, 'web'));
  await buildWithRolldown(commandPieces(folder));
  return join(folder, 'cli.js');
}

async function putNoPages(folder: string): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'bridge.js'), '');
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandPieces } from '../../scripts/build/extensionPieces.mjs';
import { buildWithRolldown } from '../../scripts/build/rolldownBuild.mjs';

/**
 * Builds the command `deskside` into a folder, without the pages that it serves.
 * @returns the program's file
 */
export async function buildPlainCommand(folder: string): Promise<string> {
  await mkdir(join(folder, 'web'));
  await writeFile(join(folder, 'web', 'bridge.js'), '');
  await buildWithRolldown(commandPieces(folder));
  return join(folder, 'cli.js');
}

import { join } from 'node:path';
import { commandPieces } from '../../../scripts/build/extensionPieces.mjs';
import { buildWithRolldown } from '../../../scripts/build/rolldownBuild.mjs';
import { putPages } from './webAssets';

/**
 * Builds the command `deskside` into a folder, with the pages that it serves, as `npm run build` does.
 * @returns the program's file
 */
export async function buildCommand(folder: string): Promise<string> {
  await putPages(join(folder, 'web'));
  await buildWithRolldown(commandPieces(folder));
  return join(folder, 'cli.js');
}

import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../../../scripts/hosts/paths';
import { putPages } from './webAssets';

/**
 * Builds the command `deskside` into a folder, with the pages that it serves, as `npm run build` does.
 * @returns the program's file
 */
export async function buildCommand(folder: string): Promise<string> {
  const file = join(folder, 'cli.js');
  await putPages(join(folder, 'web'));
  await esbuild.build({
    bundle: true,
    logLevel: 'error',
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    platform: 'node',
    format: 'cjs',
    outfile: file,
  });
  return file;
}

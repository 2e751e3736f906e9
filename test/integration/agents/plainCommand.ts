import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Builds the command `deskside` into a folder, without the pages that it serves.
 * @returns the program's file
 */
export async function buildPlainCommand(folder: string): Promise<string> {
  const outfile = join(folder, 'cli.js');
  await mkdir(join(folder, 'web'));
  await writeFile(join(folder, 'web', 'bridge.js'), '');
  await build({
    ...{ entryPoints: ['src/cli/main.ts'], bundle: true, platform: 'node', target: 'node20', format: 'cjs' },
    ...{ outfile, logLevel: 'error' },
  });
  return outfile;
}

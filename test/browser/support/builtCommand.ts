import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../../../scripts/hosts/paths';

/**
 * Builds the command `deskside` into a folder, with the pages that it serves, as `npm run build` does.
 * @returns the program's file
 */
export async function buildCommand(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'media/web'), join(folder, 'web'), { recursive: true });
  const common = { bundle: true, logLevel: 'error', absWorkingDir: root } as const;
  const file = join(folder, 'cli.js');
  await esbuild.build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    platform: 'node',
    format: 'cjs',
    outfile: file,
  });
  await esbuild.build({
    ...common,
    entryPoints: {
      workspace: 'src/simulator/ui/main.tsx',
      bridge: 'src/bridge/main.ts',
      bridgeVoice: 'src/bridge/voice.ts',
    },
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    outdir: join(folder, 'web'),
  });
  return file;
}

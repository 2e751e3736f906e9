import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../hosts/paths';
import { addressFile } from '../starter/report';

const manifest = {
  name: 'deskside-starter',
  publisher: 'deskside',
  version: '0.0.0',
  engines: { vscode: '^1.100.0' },
  main: './extension.js',
  activationEvents: ['onStartupFinished'],
};

/**
 * Makes the starter extension.
 * @param folder where it shall be
 * @param address where it finds `npm start`
 */
export async function writeStarter(folder: string, address: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await esbuild.build({
    entryPoints: [join(root, 'scripts', 'starter', 'extension.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, addressFile), address);
}

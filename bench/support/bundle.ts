import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { cacheDir, root } from '../../scripts/hosts/paths';

const folder = join(cacheDir, 'bench', 'processes');
const modules = join(cacheDir, 'bench', 'modules');

/** Where Node finds the stub of the module `vscode`. */
export const withStub = { NODE_PATH: modules };

/**
 * Makes a script of bench/processes run in plain Node, without what compiles it as it is loaded: for those that
 * measure themselves.
 * @param name such as `activation`
 * @returns the path of the script
 */
export async function bundle(name: string): Promise<string> {
  // bufferUtil.ts says why it stands for that package.
  const alias = { bufferutil: join(root, 'src/relay/sockets/bufferUtil.ts') };
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    alias,
  } as const;
  const entry = (script: string): string => join(root, 'bench/processes', `${script}.ts`);
  const outfile = join(folder, `${basename(name)}.js`);
  await esbuild.build({ ...common, entryPoints: [entry('vscodeStub')], outfile: join(modules, 'vscode.js') });
  await esbuild.build({ ...common, entryPoints: [entry(name)], outfile, external: ['vscode'] });
  return outfile;
}

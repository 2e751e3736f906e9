import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../../../scripts/hosts/paths';

/** What the relay serves, by the names of the bundles. */
const entryPoints = {
  bridge: 'src/bridge/main.ts',
  bridgeVoice: 'src/bridge/voice.ts',
  bridgeDebugger: 'src/bridge/debuggerMain.ts',
  workspace: 'src/simulator/ui/main.tsx',
};

/** Builds some of what the relay serves into a folder of its own, which the caller removes. */
export async function buildWebAssets(...names: (keyof typeof entryPoints)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-web-'));
  await cp(join(root, 'media/web'), folder, { recursive: true });
  await esbuild.build({
    entryPoints: Object.fromEntries(names.map((name) => [name, join(root, entryPoints[name])])),
    outdir: folder,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  });
  return folder;
}

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

/** Bundles the scripts of the parts into a folder of its own, which the caller removes. */
export async function buildParts(): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'deskside-chaos-'));
  await esbuild.build({
    entryPoints: ['relay', 'tool', 'page'].map((name) => join(__dirname, 'parts', `${name}.ts`)),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
  });
  return outdir;
}

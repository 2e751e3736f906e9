import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { cacheDir, root } from '../scripts/hosts/paths';
import type { Findings } from './report';
import { bundle, withStub } from './support/bundle';
import { NodeProcess } from './support/server';
import { loadedBytes } from './support/pieces';
import { median } from './support/statistics';

const processes = 21;

/** What only scripts that mention the API need. */
const languageSupport = /^(node_modules\/@lezer|src\/language\/(assist|checks|insert|meaning|syntax))\//;

const timesSchema = v.object({
  loadMs: v.number(),
  activateMs: v.number(),
  usedMs: v.number(),
  pieces: v.array(v.string()),
});
type Times = v.InferOutput<typeof timesSchema>;

/**
 * What the extension's own code costs until it is active, and again when it is first used, in fresh processes, less what an
 * empty extension costs.
 */
export async function activation(): Promise<Findings> {
  const script = await bundle('activation');
  const empty = await emptyExtension();
  const ours: Times[] = [];
  const nothing: Times[] = [];
  for (let i = 0; i < processes; i++) {
    ours.push(await timesOf(script, join(root, 'dist/extension.js')));
    nothing.push(await timesOf(script, empty));
  }
  const total = (times: readonly Times[]): number => median(times.map((time) => time.loadMs + time.activateMs));
  const share = (part: Exclude<keyof Times, 'pieces'>): string => median(ours.map((time) => time[part])).toFixed(1);
  return {
    rows: [
      {
        measure: 'Activation, own code',
        unit: 'ms',
        ours: total(ours) - total(nothing),
        bound: { of: 'figure', is: 'atMost', value: 15 },
      },
      {
        measure: 'Parser, checks and help for scripts loaded by then',
        unit: 'kB',
        ours: (await loadedBytes(ours[0]?.pieces ?? [], languageSupport)) / 1000,
        bound: { of: 'figure', is: 'atMost', value: 0 },
      },
      {
        measure: 'First command after that, until the rest is loaded',
        unit: 'ms',
        ours: median(ours.map(({ usedMs }) => usedMs)),
      },
    ],
    notes: [
      `Median of ${processes} fresh processes of plain Node with a stub for VS Code, less the ${total(nothing).toFixed(1)} ms of an empty extension: loading ${share('loadMs')} ms, activate() ${share('activateMs')} ms.`,
    ],
  };
}

/** @returns the path of its main module */
async function emptyExtension(): Promise<string> {
  const folder = join(cacheDir, 'bench', 'emptyExtension');
  const path = join(folder, 'dist', 'extension.js');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(path, 'exports.activate = () => ({ load: () => Promise.resolve() });\n');
  return path;
}

async function timesOf(script: string, extension: string): Promise<Times> {
  const process = new NodeProcess([script, extension], withStub);
  try {
    return await process.line(timesSchema);
  } finally {
    await process.stop();
  }
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheDir, root } from '../scripts/hosts/paths';
import type { Findings } from './report';
import { bundle, withStub } from './support/bundle';
import { NodeProcess } from './support/server';
import { median } from './support/statistics';

const processes = 21;

const timesSchema = v.object({ loadMs: v.number(), activateMs: v.number() });
type Times = v.InferOutput<typeof timesSchema>;

/** What the extension's own code costs until it is active, in fresh processes, less what an empty extension costs. */
export async function activation(): Promise<Findings> {
  const script = await bundle('activation');
  const empty = join(cacheDir, 'bench', 'emptyExtension.js');
  await writeFile(empty, 'exports.activate = () => undefined;\n');
  const ours: Times[] = [];
  const nothing: Times[] = [];
  for (let i = 0; i < processes; i++) {
    ours.push(await timesOf(script, join(root, 'dist/extension.js')));
    nothing.push(await timesOf(script, empty));
  }
  const total = (times: readonly Times[]): number => median(times.map((time) => time.loadMs + time.activateMs));
  const share = (part: keyof Times): string => median(ours.map((time) => time[part])).toFixed(1);
  return {
    rows: [
      {
        measure: 'Activation, own code',
        unit: 'ms',
        ours: total(ours) - total(nothing),
        bound: { of: 'figure', is: 'atMost', value: 15 },
      },
    ],
    notes: [
      `Median of ${processes} fresh processes of plain Node with a stub for VS Code, less the ${total(nothing).toFixed(1)} ms of an empty extension: loading ${share('loadMs')} ms, activate() ${share('activateMs')} ms.`,
    ],
  };
}

async function timesOf(script: string, extension: string): Promise<Times> {
  const process = new NodeProcess([script, extension], withStub);
  try {
    return await process.line(timesSchema);
  } finally {
    await process.stop();
  }
}

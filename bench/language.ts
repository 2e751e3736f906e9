import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { root } from '../scripts/hosts/paths';
import type { Findings } from './report';
import { bundle, withStub } from './support/bundle';
import { NodeProcess } from './support/server';
import { median, percentile } from './support/statistics';

const processes = 7;
const timesSchema = v.object({ firstMs: v.number(), completions: v.array(v.number()), problems: v.array(v.number()) });

/** What the language support costs in a script of 5,000 lines with 200 calls. */
export async function language(): Promise<Findings> {
  const script = await bundle('language');
  const chunks = join(root, 'dist/chunks');
  const name = (await readdir(chunks)).find((each) => /^languageSupport-\w+\.js$/.test(each));
  if (name === undefined) throw new Error('the language support is no piece of its own');
  const runs: v.InferOutput<typeof timesSchema>[] = [];
  for (let i = 0; i < processes; i++) {
    const process = new NodeProcess([script, join(chunks, name)], withStub);
    try {
      runs.push(await process.line(timesSchema));
    } finally {
      await process.stop();
    }
  }
  const completions = runs.flatMap((each) => each.completions);
  const problems = runs.flatMap((each) => each.problems);
  return {
    rows: [
      {
        measure: 'First script that mentions the API: loaded, read and checked',
        unit: 'ms',
        ours: median(runs.map(({ firstMs }) => firstMs)),
        bound: { of: 'figure', is: 'atMost', value: 500 },
      },
      {
        measure: 'Completion after a keystroke in 5,000 lines with 200 calls, median',
        unit: 'ms',
        ours: median(completions),
        bound: { of: 'figure', is: 'atMost', value: 50 },
      },
      {
        measure: 'Diagnostics after a keystroke there, median',
        unit: 'ms',
        ours: median(problems),
        bound: { of: 'figure', is: 'atMost', value: 200 },
      },
    ],
    notes: [
      `${processes} fresh processes of plain Node, ${completions.length} keystrokes; 95 % of completions within ${percentile(completions, 95).toFixed(0)} ms, of diagnostics within ${percentile(problems, 95).toFixed(0)} ms. Diagnostics wait until nobody has typed for 300 ms, so that they are not on the way of a keystroke. The first script counts the loading of the extension’s own piece.`,
    ],
  };
}

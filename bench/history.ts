import * as v from 'valibot';
import type { Findings } from './report';
import { bundle } from './support/bundle';
import { NodeProcess } from './support/server';

const resultSchema = v.object({
  microseconds: v.number(),
  added: v.number(),
  peak: v.number(),
  held: v.number(),
  full: v.number(),
  searchMs: v.number(),
  searchDelayMs: v.number(),
});

const million = 1_000_000;
const megabyte = 1024 * 1024;
/** Long enough for a million records on a machine that has other work too. */
const patienceMs = 300_000;

/** What the history of the editor costs and holds: a million small records, and as many larger ones as fill it twice. */
export async function history(): Promise<Findings> {
  const script = await bundle('history');
  const measure = async (records: number, bytes: number): Promise<v.InferOutput<typeof resultSchema>> => {
    const process = new NodeProcess(['--expose-gc', script, String(records), String(bytes)]);
    try {
      return await process.line(resultSchema, patienceMs);
    } finally {
      await process.stop();
    }
  };
  const small = await measure(million, 300);
  const large = await measure(70_000, 2000);
  const MB = (bytes: number): number => bytes / megabyte;
  return {
    rows: [
      { measure: 'History: a record of 300 B, of a million', unit: 'µs', ours: small.microseconds },
      { measure: 'History: memory after a million records', unit: 'MB', ours: MB(small.added) },
      {
        measure: 'History of 64 MB: what it adds, at its peak',
        unit: 'MB',
        ours: MB(large.peak),
        bound: { of: 'figure', is: 'atMost', value: 100 },
      },
      { measure: 'History of 64 MB: a search of all', unit: 'ms', ours: large.searchMs },
      {
        measure: 'Longest wait of others during the search',
        unit: 'ms',
        ours: large.searchDelayMs,
        bound: { of: 'figure', is: 'atMost', value: 20 },
      },
    ],
    notes: [
      `In plain Node, frames of 20 records, collected before memory is looked at. Of a million records of 300 B ${small.held} are held, of 70,000 of 2 kB ${large.held}, which fill ${Math.round(large.full * 100)} % of 64 MiB. The time is that of keeping and indexing alone: parsing a frame and applying it to the desk is done for the views anyway.`,
    ],
  };
}

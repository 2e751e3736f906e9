import { join } from 'node:path';
import * as v from 'valibot';
import { root } from '../scripts/hosts/paths';
import type { Bound, Findings } from './report';
import { bundle, withStub } from './support/bundle';
import { startRelay } from './support/forwarder';
import { NodeProcess } from './support/server';

const steady = { perSecond: 1000, seconds: 12 };
const flood = { perSecond: 2000, seconds: 60 };
const warmUpSeconds = 2;
const within20ms: Bound = { of: 'figure', is: 'atMost', value: 20 };

/** The median and the 99th percentile, in milliseconds. */
const spread = v.tuple([v.number(), v.number()]);
const resultSchema = v.object({
  changed: spread,
  told: spread,
  loopDelay: v.number(),
  events: v.number(),
  busy: v.number(),
});

type Result = v.InferOutput<typeof resultSchema>;

/** From a page's event to the changed node of the tree, in the extension as it ships, through the relay. */
export async function tree(): Promise<Findings> {
  const { changed, told, loopDelay, events, busy } = await watch(steady);
  const flooded = await watch(flood);
  return {
    rows: [
      { measure: 'Page event to changed tree node, 99 %', unit: 'ms', ours: changed[1], bound: within20ms },
      { measure: 'Page event to VS Code told to refresh, 99 %', unit: 'ms', ours: told[1], bound: within20ms },
      { measure: 'Event-loop delay of the extension, 99 %', unit: 'ms', ours: loopDelay, bound: within20ms },
      {
        measure: `The same at ${flood.perSecond} events a second for a minute`,
        unit: 'ms',
        ours: flooded.loopDelay,
        bound: within20ms,
      },
    ],
    notes: [
      `${events} events at ${steady.perSecond} a second over 50 interactions, one to a frame, page, relay and extension in processes of their own; medians ${changed[0].toFixed(1)} ms (node) and ${told[0].toFixed(1)} ms (refresh, which gathers the changes of a moment). It computed for ${percent(busy)} of the time, of the minute for ${percent(flooded.busy)}. The extension runs in plain Node with a stub for VS Code that asks for every visible node again, as VS Code does.`,
    ],
  };
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

async function watch({ perSecond, seconds }: typeof steady): Promise<Result> {
  const [host, page] = [await bundle('extensionHost'), await bundle('eventPage')];
  const relay = await startRelay();
  const processes: NodeProcess[] = [];
  const start = (args: readonly (string | number)[]): NodeProcess => {
    const process = new NodeProcess(args.map(String), withStub);
    processes.push(process);
    return process;
  };
  try {
    const counts = [perSecond * warmUpSeconds, perSecond * seconds];
    const extension = start([host, join(root, 'dist/extension.js'), relay.toolUrl, relay.toolKey, ...counts]);
    await extension.line(v.object({ connected: v.literal(true) }));
    const result = extension.line(resultSchema, (seconds + 30) * 1000);
    start([page, relay.pageUrl, relay.pageKey, perSecond, seconds]);
    return await result;
  } finally {
    for (const process of processes) await process.stop();
    await relay.stop();
  }
}

import { join } from 'node:path';
import * as v from 'valibot';
import { root } from '../scripts/hosts/paths';
import type { Bound, Findings } from './report';
import { bundle, withStub } from './support/bundle';
import { startRelay } from './support/forwarder';
import { NodeProcess } from './support/server';

const perSecond = 1000;
const seconds = 12;
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

/** From a page's event to the changed node of the tree, in the extension as it ships, through the relay. */
export async function tree(): Promise<Findings> {
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
    const { changed, told, loopDelay, events, busy } = await result;
    return {
      rows: [
        { measure: 'Page event to changed tree node, 99 %', unit: 'ms', ours: changed[1], bound: within20ms },
        { measure: 'Page event to VS Code told to refresh, 99 %', unit: 'ms', ours: told[1], bound: within20ms },
        { measure: 'Event-loop delay of the extension, 99 %', unit: 'ms', ours: loopDelay, bound: within20ms },
      ],
      notes: [
        `${events} events at ${perSecond} a second over 50 interactions, one to a frame, page, relay and extension in processes of their own; medians ${changed[0].toFixed(1)} ms (node) and ${told[0].toFixed(1)} ms (refresh, which gathers the changes of a moment). It computed for ${Math.round(busy * 100)} % of the time. The extension runs in plain Node with a stub for VS Code that asks for every visible node again, as VS Code does.`,
      ],
    };
  } finally {
    for (const process of processes) await process.stop();
    await relay.stop();
  }
}

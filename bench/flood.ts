import { frameBounds } from '../src/bridge/records/recordSender';
import { limits } from '../src/protocol/limits';
import { mostWaste } from '../src/relay/pages/compactBuffer';
import type { Findings } from './report';
import { startRelay } from './support/forwarder';
import { useOf } from './support/processUse';
import { pump } from './support/pump';
import { eventRecord, firstSeq, recordsFrame } from './support/records';

const page = 'benchmark-flood';
const recordBytes = 300;
const recordsPerFrame = Math.floor(frameBounds.bytes / recordBytes);

/** An hour at 1,000 records a second, as fast as it goes. */
const records = 3_600_000;
const parts = 10;

/** By then V8 has given its young generation the size that it keeps. */
const half = parts / 2;

/** From there on the relay's memory stays where it is, but for what is not collected yet. */
const steady = 1.05;

/** What one page and one tool may make the relay hold: each with as much of waste as ownBytes.ts lets pass. */
const held = (limits.historyBytes + limits.toolBufferBytes) * mostWaste;
/**
 * What V8 lets lie before it collects, as Node sets it up: a young generation of two halves of 16 MiB with the texts of
 * frames, and outside of it their bytes, which go with them.
 */
const uncollected = 2 * (2 * 16 * 1024 * 1024);

/** Whether the relay's memory stays where it is however much passes through. */
export async function flood(): Promise<Findings> {
  const relay = await startRelay();
  try {
    const [socket, tool] = [await relay.page(page), await relay.tool()];
    const before = (await useOf(relay.pid))?.memory ?? NaN;
    let seq = firstSeq;
    const nextFrame = (): string =>
      recordsFrame(
        page,
        Array.from({ length: recordsPerFrame }, () => eventRecord(seq++, recordBytes, Date.now())),
      );
    const curve: number[] = [];
    const count = Math.ceil(records / recordsPerFrame / parts);
    for (let part = 0; part < parts; part++) {
      await pump({ pages: [{ socket, nextFrame }], tools: [tool], count, underWay: 6 });
      curve.push((await useOf(relay.pid))?.memory ?? NaN);
    }
    const peak = (await useOf(relay.pid))?.memoryPeak ?? NaN;
    socket.terminate();
    tool.terminate();
    const middle = curve[half - 1] ?? NaN;
    const last = curve.at(-1) ?? NaN;
    const MB = (bytes: number): string => Math.round(bytes / 1e6).toString();
    return {
      rows: [
        {
          measure: 'Memory of the relay after an hour of records, to after half of it',
          unit: 'MB',
          ours: last / 1e6,
          baseline: middle / 1e6,
          ratio: last / middle,
          bound: { of: 'ratio', is: 'atMost', value: steady },
        },
        {
          measure: 'What the hour added to it, at its peak',
          unit: 'MB',
          ours: (peak - before) / 1e6,
          bound: { of: 'figure', is: 'atMost', value: (held + uncollected) / 1e6 },
        },
      ],
      notes: [
        `${records.toLocaleString('en-US')} records of ${recordBytes} B (1,000 a second for an hour, ${(records * recordBytes) / 1e9} GB) as fast as it goes, in batches. Memory of the process before it ${MB(before)} MB, after each tenth ${curve.map(MB).join(', ')} MB, at its peak ${MB(peak)} MB. It grows once, in the first half, when V8 doubles its young generation; what outlives that stays as it is. The second bound is what page and tool may make the relay hold (${MB(held)} MB) and what V8 lets lie before it collects (${MB(uncollected)} MB).`,
      ],
    };
  } finally {
    await relay.stop();
  }
}

import { frameBounds } from '../src/bridge/recordSender';
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

/** What V8 leaves lying about until it is worth collecting is in the figure: so much may it come and go. */
const bound = 1.25;

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
    const [first = NaN] = curve;
    const last = curve.at(-1) ?? NaN;
    const MB = (bytes: number): string => Math.round(bytes / 1e6).toString();
    return {
      rows: [
        {
          measure: 'Memory of the relay after an hour of records, to after a tenth',
          unit: 'MB',
          ours: last / 1e6,
          baseline: first / 1e6,
          ratio: last / first,
          bound: { of: 'ratio', is: 'atMost', value: bound },
        },
      ],
      notes: [
        `${records.toLocaleString('en-US')} records of ${recordBytes} B (1,000 a second for an hour, ${(records * recordBytes) / 1e9} GB) as fast as it goes, in batches. Memory of the process before it ${MB(before)} MB, after each tenth ${curve.map(MB).join(', ')} MB, at its peak ${MB(peak)} MB.`,
      ],
    };
  } finally {
    await relay.stop();
  }
}

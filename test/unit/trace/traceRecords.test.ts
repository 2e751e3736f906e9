import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordHistory } from '../../../src/model/history/recordHistory';
import { searchRecords } from '../../../src/model/history/searchRecords';
import { WatchedWorkspace } from '../../../src/model/watchedWorkspace';
import type { PageRecord } from '../../../src/protocol/records';
import { traceNotes } from '../../../src/presentation/timeline/traceNotes';
import { TraceError } from '../../../src/trace/format';
import { TraceRecords } from '../../../src/trace/traceRecords';
import type { TraceBytes } from '../../../src/trace/traceRecords';
import { TraceWriter } from '../../../src/trace/traceWriter';
import { seeded } from '../../support/seed';

const page = { page: 'p1', epoch: 3, title: 'Desk', location: 'https://x/', origin: 'https://x', place: 'widget' };
const options = { product: '0.1.0', begun: 1, masking: undefined };
const bounds = { bytes: 1024 * 1024 * 1024, records: 1_000_000 };

function event(seq: number, interaction: object): PageRecord {
  return { kind: 'event', seq, time: seq * 10, name: 'interaction', data: { eventType: 'CHANGED', interaction } };
}

const records: readonly PageRecord[] = [
  event(1, { interactionId: '7', state: 'RINGING', note: 'Ä😀' }),
  {
    kind: 'call',
    seq: 2,
    time: 20,
    callId: 'c',
    by: 'widget',
    service: 'voice.hold',
    parameters: ['7'],
    cause: { seq: 1 },
  },
  { kind: 'reply', seq: 3, time: 30, callId: 'c', service: 'voice.hold', outcome: 'succeeded', durationMs: 10 },
  event(4, { interactionId: '7', state: 'HELD' }),
];

function written(all: readonly PageRecord[]): Buffer {
  const writer = new TraceWriter(options);
  return Buffer.from(writer.header() + all.map((record) => writer.lines(page, [record])).join(''));
}

function inMemory(bytes: Buffer): TraceBytes {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)) };
}

async function load(bytes: Buffer, within = bounds): Promise<TraceRecords> {
  const trace = new TraceRecords(inMemory(bytes), within);
  await trace.load(() => undefined, new AbortController().signal);
  return trace;
}

describe('the records of a trace', () => {
  it('are those that the history had when it was written, with the same index', async () => {
    const history = new RecordHistory();
    const desk = new WatchedWorkspace();
    const params = { page: page.page, epoch: page.epoch, records };
    const frame = history.frame(page, JSON.stringify({ params }));
    for (const record of records) frame.add(record, desk.apply(record), desk);
    const trace = await load(written(records));
    assert.deepEqual([...trace.from()], [...history.from()]);
    assert.deepEqual(await Promise.all([...trace.newest()].map((entry) => trace.read(entry))), [
      ...[...records].reverse(),
      undefined,
    ]);
    assert.equal(trace.complete, true);
  });

  it('are read up to any damage, and never one that was not written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 255 }), fc.boolean(), async (place, byte, cut) => {
        const bytes = Buffer.from(written(records));
        const at = place % bytes.length;
        if (!cut) bytes[at] = byte;
        try {
          const trace = await load(cut ? bytes.subarray(0, at) : bytes);
          const found = [];
          for (const entry of trace.from()) if (entry.kind !== 'load') found.push(await trace.read(entry));
          assert.deepEqual(found, records.slice(0, found.length));
        } catch (error) {
          assert.ok(error instanceof TraceError, String(error));
        }
      }),
      seeded(),
    );
  });

  it('are searched in the file', async () => {
    const trace = await load(written(records));
    const found: number[] = [];
    await searchRecords(trace, 'held', (ids) => found.push(...ids), new AbortController().signal);
    assert.deepEqual(
      found.map((id) => trace.entry(id)?.seq),
      [4],
    );
  });

  it('are the first ones where there are more than the bounds allow, and it is said', async () => {
    const bytes = written(records);
    const fewer = await load(bytes, { ...bounds, records: 3 });
    assert.deepEqual([fewer.lastId, fewer.isCut], [3, true]);
    const shorter = await load(bytes, { ...bounds, bytes: bytes.length - 5 });
    assert.deepEqual([shorter.lastId, shorter.isCut, shorter.damage], [4, true, undefined]);
    const [note] = traceNotes({ shown: { bytes: 536_870_912, records: 4, of: 2_147_483_648 } });
    assert.equal(note, 'This is the beginning of the trace: 4 records, 512 MB of 2,048 MB.');
  });

  it('come with a word about what is wrong with the file', async () => {
    const bytes = written(records);
    const { damage } = await load(bytes.subarray(0, bytes.length - 5));
    assert.match(traceNotes({ damage, masked: false }).join(' '), /cut off in line 6 \(byte [\d,]+\).* as they were/);
    await assert.rejects(load(Buffer.from('')), TraceError);
    await assert.rejects(load(Buffer.from([0, 1, 2, 10, 0])), TraceError);
  });
});

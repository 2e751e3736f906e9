import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import type { PageRecord } from '../../../src/protocol/records';
import { TraceError } from '../../../src/trace/format';
import type { TraceEntry } from '../../../src/trace/format';
import { TraceReader } from '../../../src/trace/traceReader';
import { TraceWriter } from '../../../src/trace/traceWriter';
import type { TracedPage } from '../../../src/trace/traceWriter';
import { seeded } from '../../support/seed';

const page: TracedPage = {
  page: 'p1',
  epoch: 7,
  title: 'Desk "Ä" 😀',
  location: 'https://desk.example/ui',
  origin: 'https://desk.example',
  place: 'widget',
};

const options = { product: '0.1.0', begun: 1_764_000_000_000, masking: undefined };

const anyRecord: fc.Arbitrary<PageRecord> = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.jsonValue())
  .chain(([seq, time, data]) =>
    fc.constantFrom<PageRecord>(
      { kind: 'event', seq, time, name: 'interaction', data },
      { kind: 'call', seq, time, callId: `c${seq}`, by: 'widget', service: 'agent.get', parameters: [data] },
      { kind: 'reply', seq, time, callId: `c${seq}`, service: 'agent.get', outcome: 'succeeded', durationMs: 3, data },
      { kind: 'notice', seq, time, level: 'info', text: JSON.stringify(data) },
      { kind: 'gap', seq, time, lost: 3, atMost: true },
    ),
  );

function written(records: readonly PageRecord[]): Buffer {
  const writer = new TraceWriter(options);
  return Buffer.from(writer.header() + records.map((record) => writer.lines(page, [record])).join(''));
}

interface Reading {
  readonly entries: readonly TraceEntry[];
  readonly reader: TraceReader;
}

function read(bytes: Uint8Array, sizes: readonly number[] = [bytes.length]): Reading {
  const reader = new TraceReader();
  const entries: TraceEntry[] = [];
  let from = 0;
  for (let turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    entries.push(...reader.push(bytes.subarray(from, from + size)).map(({ entry }) => entry));
    from += size;
  }
  const last = reader.end();
  return { entries: last === undefined ? entries : [...entries, last], reader };
}

/** As JSON gives a value back: without -0. */
function throughJson(records: readonly PageRecord[]): unknown {
  return JSON.parse(JSON.stringify(records));
}

describe('a trace', () => {
  it('is read as it was written, however the file comes in pieces', () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
        (records, sizes) => {
          const { entries, reader } = read(written(records), sizes);
          assert.equal(reader.damage, undefined);
          assert.deepEqual(reader.header?.masking, { values: false, allowedKeys: [] });
          assert.deepEqual(
            entries.flatMap((entry) => ('record' in entry ? [entry.record] : [])),
            throughJson(records),
          );
        },
      ),
      seeded(),
    );
  });

  it('gives never a record that was not written, and says where the damage is, however the file is damaged', () => {
    const damages = fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        what: fc.constantFrom('cut', 'flip', 'remove', 'insert'),
        byte: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 6 }), damages, (records, harms) => {
        let bytes = written(records);
        for (const { at, what, byte } of harms) {
          const place = Math.floor(at * bytes.length);
          if (what === 'cut') bytes = bytes.subarray(0, place);
          else if (what === 'flip')
            bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place + 1)]);
          else if (what === 'remove') bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
          else bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place)]);
        }
        let reading: Reading;
        try {
          reading = read(bytes);
        } catch (error) {
          assert.ok(error instanceof TraceError, String(error));
          return;
        }
        const found = reading.entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
        assert.deepEqual(found, (throughJson(records) as unknown[]).slice(0, found.length));
      }),
      { ...seeded(), numRuns: 500 },
    );
  });

  it('that was cut off in a line opens up to that line, and says where it begins', () => {
    const whole = written([
      { kind: 'gap', seq: 1, time: 1, lost: 1 },
      { kind: 'gap', seq: 2, time: 2, lost: 1 },
    ]);
    const { entries, reader } = read(whole.subarray(0, whole.length - 5));
    assert.equal(entries.length, 2);
    const offset = whole.subarray(0, -1).lastIndexOf(0x0a) + 1;
    assert.deepEqual(reader.damage, { line: 4, offset, truncated: true });
  });

  it('of a newer version says so, and what is no trace says that', () => {
    const refused = (text: string): TraceError => {
      try {
        read(Buffer.from(text));
      } catch (error) {
        assert.ok(error instanceof TraceError);
        return error;
      }
      assert.fail(`${text} was read`);
    };
    assert.equal(refused('{"crc":"00000000","format":"deskside-trace","version":9,"new":true}\n').reason, 'newer');
    for (const text of ['\n', 'PK\u0003\u0004', '{}\n', '[]\n', '{"format":"har"}\n', 'x'.repeat(9_000_000)]) {
      assert.equal(refused(text).reason, 'noTrace', text.slice(0, 20));
    }
    assert.throws(() => new TraceReader().end(), TraceError);
  });

  it('of the same version may have lines of a kind that is not known here', () => {
    const rest = '"later":{"any":1}}';
    const crc = crc32(rest).toString(16).padStart(8, '0');
    const gap: PageRecord = { kind: 'gap', seq: 1, time: 1, lost: 1 };
    const bytes = Buffer.concat([
      written([]),
      Buffer.from(`{"crc":"${crc}",${rest}\n`),
      written([gap]).subarray(written([]).length),
    ]);
    const { entries, reader } = read(bytes);
    assert.equal(reader.damage, undefined);
    assert.deepEqual(
      entries.map((entry) => Object.keys(entry)[0]),
      ['load', 'page'],
    );
  });

  it('tells of each load of a page before its first record', () => {
    const writer = new TraceWriter(options);
    const gap: PageRecord = { kind: 'gap', seq: 1, time: 1, lost: 1 };
    const text = [writer.header(), writer.lines(page, [gap, gap]), writer.lines({ ...page, epoch: 8 }, [gap])].join('');
    const kinds = read(Buffer.from(text)).entries.map((entry) => ('load' in entry ? entry.load.epoch : 'record'));
    assert.deepEqual(kinds, [7, 'record', 'record', 8, 'record']);
  });
});

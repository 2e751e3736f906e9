import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageRecord } from '../../../src/protocol/records';
import { readTrace } from '../../../src/trace/readTrace';
import { TraceFile } from '../../../src/trace/traceFile';
import { TraceReader } from '../../../src/trace/traceReader';
import { TraceWriter } from '../../../src/trace/traceWriter';
import type { TracedPage } from '../../../src/trace/traceWriter';
import { until } from '../../support/until';

const page: TracedPage = {
  page: 'p1',
  epoch: 1,
  title: 'Desk',
  location: 'https://desk.example/ui',
  origin: 'https://desk.example',
  place: 'widget',
};
const options = { product: '0.1.0', begun: 1, masking: { allowedKeys: [] } };

function message(seq: number, data: unknown): PageRecord {
  return { kind: 'message', seq, time: 5, data };
}

async function read(file: string): Promise<{ readonly lines: readonly string[]; readonly reader: TraceReader }> {
  const reader = new TraceReader();
  const entries = reader.push(await readFile(file)).map(({ entry }) => entry);
  assert.equal(reader.end(), undefined);
  const lines = entries.map((entry) => {
    if ('load' in entry) return `load ${entry.load.epoch}`;
    if ('resumed' in entry) return `resumed`;
    const { record } = entry;
    return record.kind === 'message' ? `${record.seq} ${String(record.data)}` : `${record.seq} ${record.kind}`;
  });
  return { lines, reader };
}

describe('the file of a trace', () => {
  let folder: string;
  let file: string;
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-trace-'));
    file = join(folder, 'a.deskside-trace');
    failures.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has what was recorded within a second, though it is still open, and only its owner may read it', async () => {
    await writeFile(file, 'old', { mode: 0o644 });
    const trace = await TraceFile.create(file, options, failed);
    trace.write(page, [message(1, 'Ada')]);
    await until('the record on disk', async () => (await readFile(file, 'utf8')).includes('text-1'));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    await trace.close();
    assert.deepEqual((await read(file)).lines, ['load 1', '1 text-1']);
  });

  it('goes on after it was cut off: without a record twice, without a damaged line, with other stand-ins', async () => {
    const trace = await TraceFile.create(file, options, failed);
    trace.write(page, [message(1, 'Ada'), message(2, 'Bob'), message(3, 'Cy')]);
    await trace.close();
    await truncate(file, (await stat(file)).size - 4);
    const again = await TraceFile.resume(file, { ...options, begun: 9 }, failed);
    again.write(page, [message(1, 'Ada'), message(2, 'Bob'), message(3, 'Cy')]);
    again.write({ ...page, epoch: 2 }, [message(1, 'Bob')]);
    await again.close();
    const { lines, reader } = await read(file);
    assert.equal(reader.damage, undefined);
    assert.deepEqual(lines, [
      ...['load 1', '1 text-1', '2 text-2', 'resumed', 'load 1', '3 text-1000001', 'load 2', '1 text-1000002'],
    ]);
  });

  it('can be no file that is no trace', async () => {
    await writeFile(file, 'my notes\n');
    await assert.rejects(TraceFile.resume(file, options, failed), /no trace/);
    await assert.rejects(TraceFile.create(folder, options, failed), /EISDIR/);
    await assert.rejects(TraceFile.create(join(folder, 'none', 'a'), options, failed), /ENOENT/);
    assert.equal(await readFile(file, 'utf8'), 'my notes\n');
  });

  it('tells once that the disk is full, and stays readable', async function () {
    if (process.platform !== 'linux') this.skip();
    const trace = await TraceFile.create('/dev/full', options, failed);
    for (let seq = 1; seq < 5; seq++) trace.write(page, [message(seq, 'x'.repeat(100_000))]);
    await trace.close();
    assert.equal(failures.length, 1);
    assert.match(String(failures[0]), /ENOSPC/);
  });

  it('is read up to what somebody appended', async () => {
    const trace = await TraceFile.create(file, options, failed);
    trace.write(page, [message(1, 'Ada')]);
    await trace.close();
    await appendFile(file, '<script>alert(1)</script>\n');
    const { lines, reader } = await read(file);
    assert.equal(lines.length, 2);
    assert.equal(reader.damage?.line, 4);
  });
});

describe('A trace that is read as a whole', () => {
  const lines = function* () {
    const writer = new TraceWriter(options);
    yield Buffer.from(writer.header());
    for (let seq = 1; seq <= 20_000; seq += 1) yield Buffer.from(writer.lines(page, [message(seq, 'Ada')]));
  };

  it('is refused where it is longer than may be read', async () => {
    await assert.rejects(readTrace(lines(), { mostBytes: 1024 * 1024 }), /longer than 1 MB/);
  });

  it('is read no further once that is cancelled', async () => {
    const cancel = new AbortController();
    let given = 0;
    const pieces = function* () {
      for (const piece of lines()) {
        given += 1;
        if (given === 100) cancel.abort();
        yield piece;
      }
    };
    await assert.rejects(readTrace(pieces(), { signal: cancel.signal }), { name: 'AbortError' });
    assert.ok(given <= 101);
  });
});

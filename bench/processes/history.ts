// Takes records into a history and searches it. Arguments: how many records, and of how many bytes each. Prints what a record
// costs and what memory the history takes, and how long a search keeps all else from running. Needs --expose-gc.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultHistoryBounds, RecordHistory } from '../../src/model/history/recordHistory';
import { searchRecords } from '../../src/model/history/searchRecords';
import { WatchedWorkspace } from '../../src/model/watchedWorkspace';
import type { LoadedPage } from '../../src/model/history/recordEntry';
import type { PageRecord } from '../../src/protocol/records';
import { eventRecord, recordsFrame } from '../support/records';

const [count = 0, bytes = 0] = process.argv.slice(2).map(Number);
const inFrame = 20;
const load: LoadedPage = { page: 'benchmark', epoch: 1, title: '', location: '', origin: '', place: 'widget' };

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function main(): Promise<void> {
  const before = memory();
  const history = new RecordHistory();
  const desk = new WatchedWorkspace();
  let spentMs = 0;
  let peak = 0;
  for (let seq = 1; seq <= count; seq += inFrame) {
    const texts = Array.from({ length: inFrame }, (_, at) => eventRecord(seq + at, bytes, Date.now()));
    const text = recordsFrame(load.page, texts);
    const records = texts.map((each) => JSON.parse(each) as PageRecord);
    const changes = records.map((record) => desk.apply(record));
    const start = performance.now();
    const frame = history.frame(load, text);
    records.forEach((record, at) => {
      const change = changes[at];
      if (change !== undefined) frame.add(record, change, desk);
    });
    spentMs += performance.now() - start;
    if ((seq - 1) % (count / 10) < inFrame) peak = Math.max(peak, memory() - before);
  }
  const added = memory() - before;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await searchRecords(history, 'not in any of them', () => undefined, new AbortController().signal);
  const searchMs = performance.now() - start;
  delay.disable();
  console.log(
    JSON.stringify({
      microseconds: (spentMs * 1000) / count,
      added,
      peak,
      held: history.size,
      full: history.bytes / defaultHistoryBounds.bytes,
      searchMs,
      searchDelayMs: delay.max / 1e6,
    }),
  );
}

void main();

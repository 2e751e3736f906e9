import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interactionAt, interactionsAround } from '../../../../src/model/history/interactionsAround';
import type { RecordEntry } from '../../../../src/model/history/recordEntry';
import { RecordHistory } from '../../../../src/model/history/recordHistory';
import type { HistoryBounds } from '../../../../src/model/history/recordHistory';
import { searchRecords } from '../../../../src/model/history/searchRecords';
import { WatchedWorkspace } from '../../../../src/model/watchedWorkspace';
import type { PageRecord } from '../../../../src/protocol/records';
import { seeded } from '../../../support/seed';
import { widgetPage } from '../../session/widgetPage';

/** A history as a session fills it: with the desks of its pages. */
class Filled {
  readonly history: RecordHistory;
  readonly #desks = new Map<string, WatchedWorkspace>();

  constructor(bounds?: HistoryBounds) {
    this.history = new RecordHistory(bounds);
  }

  take(records: readonly PageRecord[], { page = 'page-0001', epoch = 1 } = {}): void {
    const key = `${page} ${epoch}`;
    const desk = this.#desks.get(key) ?? new WatchedWorkspace();
    this.#desks.set(key, desk);
    const text = JSON.stringify({ jsonrpc: '2.0', method: 'records', params: { page, epoch, records } });
    const frame = this.history.frame({ ...widgetPage, page, epoch }, text);
    for (const record of records) frame.add(record, desk.apply(record), desk);
  }

  get records(): readonly (PageRecord | undefined)[] {
    return [...this.history.from()].filter(({ kind }) => kind !== 'load').map((entry) => this.history.read(entry));
  }

  /** The entries that fit, each by its kind and number. */
  entriesWith(fits: (entry: RecordEntry) => boolean): string[] {
    return [...this.history.from()].filter(fits).map(({ kind, seq }) => `${kind} ${seq}`);
  }

  async found(text: string, signal = new AbortController().signal): Promise<string[]> {
    const ids: number[] = [];
    await searchRecords(this.history, text, (more) => ids.push(...more), signal);
    return ids.map((id) => this.history.entry(id)).map((entry) => `${entry?.kind} ${entry?.seq}`);
  }
}

function event(seq: number, interaction: object, eventType = 'CHANGED'): PageRecord {
  return { kind: 'event', seq, time: seq * 1000, name: 'interaction', data: { eventType, interaction } };
}

const call: PageRecord = {
  kind: 'call',
  seq: 3,
  time: 3000,
  callId: 'c1',
  by: 'widget',
  service: 'interaction.setUserData',
  parameters: ['7', { Colour: 'Tiefblau' }],
  cause: { seq: 2 },
};
const reply: PageRecord = {
  kind: 'reply',
  seq: 4,
  time: 3400,
  callId: 'c1',
  service: 'interaction.setUserData',
  outcome: 'failed',
  errorMessage: 'Not "allowed"',
  durationMs: 400,
};

function story(): Filled {
  const filled = new Filled();
  filled.take([
    event(1, { interactionId: '7', state: 'RINGING', caseId: 'case-1' }, 'ADDED'),
    event(2, { interactionId: '7', state: 'TALKING' }),
    call,
    reply,
    { kind: 'gap', seq: 9, time: 4000, lost: 5 },
  ]);
  filled.take([{ kind: 'notice', seq: 1, time: 1, level: 'warning', text: 'A year back' }], { epoch: 2 });
  return filled;
}

const anyRecords = fc
  .array(
    fc.record({
      page: fc.constantFrom('page-0001', 'page-0002'),
      reload: fc.boolean(),
      data: fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 30 },
  )
  .map((frames) => {
    const places = new Map<string, { epoch: number; seq: number }>();
    return frames.map(({ page, reload, data }) => {
      const before = places.get(page) ?? { epoch: 1, seq: 0 };
      const place = reload ? { epoch: before.epoch + 1, seq: 0 } : before;
      const records = data.map((value, at): PageRecord => ({
        kind: 'event',
        seq: place.seq + at + 1,
        time: 0,
        name: 'messenger:x',
        data: value,
      }));
      places.set(page, { epoch: place.epoch, seq: place.seq + data.length });
      return { page, epoch: place.epoch, records };
    });
  });

describe('the history of all pages', () => {
  it('gives back what came last, as it came and in order, within its bounds, and counts the rest', () => {
    fc.assert(
      fc.property(anyRecords, fc.integer({ min: 3, max: 40 }), (frames, most) => {
        const filled = new Filled({ records: most, bytes: 1_000_000 });
        for (const { records, ...where } of frames) filled.take(records, where);
        const all = frames.flatMap(({ records }) => records);
        const held = filled.records;
        assert.deepEqual(held, JSON.parse(JSON.stringify(all.slice(all.length - held.length))));
        assert.equal(filled.history.dropped, all.length - held.length);
        assert.ok(filled.history.size <= most);
        const loads = new Set(frames.map(({ page, epoch }) => `${page} ${epoch}`));
        if (all.length + loads.size <= most) assert.equal(held.length, all.length);
      }),
      seeded(),
    );
  });

  it('holds texts within its bound of bytes, whatever is in a frame, and lets go of all when it is cleared', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 60 }), (texts) => {
        const filled = new Filled({ records: 1000, bytes: 5000 });
        texts.forEach((data, at) => filled.take([{ kind: 'event', seq: at + 1, time: 0, name: 'messenger:x', data }]));
        assert.ok(filled.history.bytes <= 5000);
        filled.history.clear();
        assert.deepEqual([filled.history.size, filled.history.bytes], [0, 0]);
      }),
      seeded(),
    );
  });

  it('has a line between loads, ties replies to calls and calls to causes, and knows which states came', () => {
    const { history } = story();
    const entries = [...history.from()];
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['load', 'event', 'event', 'call', 'reply', 'gap', 'load', 'notice'],
    );
    const [, added, changed, called, replied] = entries;
    assert.ok(added && changed && called && replied);
    assert.deepEqual(added.steps, [{ interaction: '7', state: 'RINGING', caseId: 'case-1', parent: undefined }]);
    assert.equal(changed.steps[0]?.state, 'TALKING');
    assert.deepEqual(called.cause, { id: changed.id, later: false });
    assert.equal(replied.call, called.id);
    assert.deepEqual([replied.by, replied.about, replied.caseId], ['widget', ['7'], 'case-1']);
  });

  it('knows of each entry its page, case, interaction, kind, type, service, caller, outcome and time', () => {
    const filled = story();
    const about7 = ['event 1', 'event 2', 'call 3', 'reply 4'];
    assert.deepEqual(
      filled.entriesWith(({ about }) => about.includes('7')),
      about7,
    );
    assert.deepEqual(
      filled.entriesWith(({ caseId }) => caseId === 'case-1'),
      about7,
    );
    assert.deepEqual(
      filled.entriesWith(({ load }) => load.page !== 'page-0001'),
      [],
    );
    assert.deepEqual(
      filled.entriesWith(({ kind }) => kind === 'gap' || kind === 'load'),
      ['load 0', 'gap 9', 'load 0'],
    );
    assert.deepEqual(
      filled.entriesWith(({ type }) => type === 'ADDED'),
      ['event 1'],
    );
    assert.deepEqual(
      filled.entriesWith(({ name }) => name === 'interaction.setUserData'),
      ['call 3', 'reply 4'],
    );
    assert.deepEqual(
      filled.entriesWith(({ by, outcome }) => by === 'widget' && outcome === 'failed'),
      ['reply 4'],
    );
    assert.deepEqual(
      filled.entriesWith(({ time }) => time >= 2000 && time <= 3000),
      ['event 2', 'call 3'],
    );
    assert.deepEqual(
      filled.entriesWith(({ time }) => time <= 10),
      ['load 0', 'notice 1'],
    );
  });

  it('searches keys and values in either case, and texts that JSON writes otherwise', async () => {
    const filled = story();
    assert.deepEqual(await filled.found('tiefBLAU'), ['call 3']);
    assert.deepEqual(await filled.found('colour'), ['call 3']);
    assert.deepEqual(await filled.found('"allowed"'), ['reply 4']);
    assert.deepEqual(await filled.found('RINGING'), ['event 1']);
    assert.deepEqual(await filled.found('year'), ['notice 1']);
    assert.deepEqual(await filled.found('localhost'), ['load 0', 'load 0']);
    assert.deepEqual(await filled.found('jsonrpc'), [], 'what is around the records is none of them');
  });

  it('lets other work run while it is searched, and stops when it is told to', async () => {
    const filled = new Filled();
    for (let seq = 1; seq <= 10_000; seq++) filled.take([event(seq, { interactionId: '7', state: 'TALKING' })]);
    const abort = new AbortController();
    let turns = 0;
    const timer = setInterval(() => {
      if (++turns === 2) abort.abort();
    }, 1);
    assert.ok((await filled.found('talking', abort.signal)).length < 10_000);
    clearInterval(timer);
    assert.ok(turns >= 2);
  });

  it('tells what an interaction was before a record and after it', async () => {
    const filled = story();
    const other = event(10, { interactionId: '8', state: 'RINGING' }, 'ADDED');
    filled.take([
      other,
      event(11, { interactionId: '7', userData: { Colour: 'red' } }),
      event(12, { interactionId: '7' }),
    ]);
    const entry = [...filled.history.from()].find(({ seq }) => seq === 11);
    assert.ok(entry);
    const before = { interactionId: '7', state: 'TALKING', caseId: 'case-1' };
    assert.deepEqual(await interactionsAround(filled.history, entry), [
      { interaction: '7', before, after: { ...before, userData: { Colour: 'red' } } },
    ]);
    assert.deepEqual(await interactionAt(filled.history, entry, '7'), { ...before, userData: { Colour: 'red' } });
  });

  it('lets other work run while it looks for what an interaction was', async () => {
    const filled = new Filled();
    for (let seq = 1; seq <= 20_000; seq++) filled.take([event(seq, { interactionId: '7', state: 'TALKING' })]);
    const newest = filled.history.entry(filled.history.lastId);
    assert.ok(newest);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await interactionsAround(filled.history, newest);
    clearInterval(timer);
    assert.ok(turns >= 1);
  });

  it('ties a reply to its call only as long as the call is held', () => {
    const filled = new Filled({ records: 3, bytes: 1_000_000 });
    filled.take([call]);
    for (let seq = 4; seq <= 8; seq++) filled.take([event(seq, { interactionId: '8' })]);
    filled.take([{ ...reply, seq: 9 }]);
    const replied = filled.history.entry(filled.history.lastId);
    assert.deepEqual([replied?.kind, replied?.call], ['reply', undefined]);
  });

  it('forgets what later records of a load may name when the last record of the load goes, not its place', () => {
    const filled = story();
    const load = { page: 'page-0001', epoch: 1 };
    assert.notEqual(filled.history.idOf(load, 3), undefined);
    filled.history.clear();
    assert.equal(filled.history.idOf(load, 3), undefined);
    filled.take([call, { kind: 'notice', seq: 10, time: 0, level: 'info', text: 'Goes on' }]);
    assert.deepEqual(
      [...filled.history.from()].map(({ kind, seq }) => `${kind} ${seq}`),
      ['notice 10'],
    );
  });

  it('says when it has something, and when it has nothing any more', () => {
    const filled = new Filled();
    const told: boolean[] = [];
    filled.history.onFilled.on((isFilled) => told.push(isFilled));
    filled.history.clear();
    filled.take([event(1, { interactionId: '7' }), event(2, { interactionId: '7' })]);
    filled.history.clear();
    filled.take([event(3, { interactionId: '7' })]);
    assert.deepEqual(told, [true, false, true]);
  });

  it('holds no more than its bounds, and finds each record by its id, however many came before', () => {
    const filled = new Filled({ records: 2000, bytes: 1024 * 1024 });
    for (let seq = 1; seq <= 20_000; seq++) filled.take([event(seq, { interactionId: `${seq % 50}`, state: 'X' })]);
    assert.equal(filled.history.size, 2000);
    assert.equal(filled.history.dropped, 18_000);
    const newest = filled.history.entry(filled.history.lastId);
    assert.ok(newest);
    assert.equal(filled.history.read(newest)?.seq, 20_000);
    assert.equal(filled.history.entry(1), undefined);
  });
});

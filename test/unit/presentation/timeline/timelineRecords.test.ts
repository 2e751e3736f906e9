import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TimelineLoad, TimelineRow } from '../../../../src/presentation/timeline/messages';
import { nameOfLane, namesOfPages } from '../../../../src/presentation/timeline/laneNames';
import { laneKey } from '../../../../src/presentation/timeline/layout/lanes';
import { hitOf, laneHeight, sceneOf } from '../../../../src/presentation/timeline/layout/scene';
import { SortedByTime } from '../../../../src/presentation/timeline/layout/sortedByTime';
import { TableRows } from '../../../../src/presentation/timeline/tableRows';
import type { TableFilter, TableOrder } from '../../../../src/presentation/timeline/tableRows';
import { callStatusOf } from '../../../../src/presentation/timeline/timelineItem';
import { TimelineRecords } from '../../../../src/presentation/timeline/timelineRecords';
import { seeded } from '../../../support/seed';

const place = { location: 'http://localhost/', origin: 'http://localhost', place: 'widget' };
const loads: readonly TimelineLoad[] = [
  { page: 'p', epoch: 1, title: 'Orders', ...place },
  { page: 'p', epoch: 2, title: 'Orders', ...place },
];

function event(id: number, time: number, steps: TimelineRow['steps'] = []): TimelineRow {
  const about = steps.map(({ interaction }) => interaction);
  return { id, load: 0, kind: 'event', seq: id, time, name: 'interaction', type: 'X', about, steps };
}

const call = { load: 0, kind: 'call', name: 'voice.hold', by: 'widget' } as const;
const reply = { load: 0, kind: 'reply', name: 'voice.hold', outcome: 'succeeded', durationMs: 400 } as const;

/** A call that rings and is taken, and what the widget calls because of that. */
function story(): TimelineRecords {
  const records = new TimelineRecords();
  records.add(loads, [
    { id: 1, load: 0, kind: 'load', seq: 0, time: 0 },
    event(2, 1000, [{ interaction: '7', state: 'RINGING', caseId: 'case-1' }]),
    event(3, 2000, [{ interaction: '7', state: 'TALKING', caseId: 'case-1' }]),
    { ...call, id: 4, seq: 4, time: 2010, about: ['7'], cause: { id: 3, later: false } },
    { ...reply, id: 5, seq: 5, time: 2410, call: 4 },
    event(6, 3000, [{ interaction: '8', state: 'DIALING', caseId: 'case-1', parent: '7' }]),
    { ...call, id: 7, seq: 7, time: 3500, about: ['8'] },
  ]);
  return records;
}

const all = { from: 0, to: 4000, width: 400, height: 1000, top: 0 };

describe('the records of the timeline', () => {
  it('have one row for a call with its reply, and lead from a cause to its effects', () => {
    const records = story();
    assert.deepEqual(
      records.listed.map(({ row }) => row.id),
      [1, 2, 3, 4, 6, 7],
    );
    assert.equal(records.item(5), records.item(4));
    assert.deepEqual(records.item(3)?.effects, [4]);
  });

  it('tell of a call without a reply that it waits, until its page is loaded again', () => {
    const records = story();
    const item = records.item(7) ?? assert.fail('there is no call');
    assert.equal(callStatusOf(item, records.isOver(item)), 'waiting');
    records.add([], [{ id: 8, load: 1, kind: 'load', seq: 0, time: 4000 }]);
    assert.equal(callStatusOf(item, records.isOver(item)), 'unknown');
  });

  it('forget what is no longer held, with its lanes', () => {
    const records = new TimelineRecords();
    const rows = Array.from({ length: 5000 }, (_, at) =>
      event(at + 1, at, [{ interaction: String(Math.floor(at / 100)), state: at % 100 === 99 ? undefined : 'X' }]),
    );
    records.add(loads, rows);
    records.dropBelow(4901);
    assert.equal(records.listed.length, 100);
    assert.equal(records.item(4900), undefined);
    const lanes = records.lanes.placed.filter(({ lane }) => lane.kind === 'interaction');
    assert.deepEqual(
      lanes.map(({ lane }) => lane.id),
      ['49'],
    );
  });

  it('are filtered and sorted in the table', () => {
    const records = story();
    const ids = (filter: TableFilter, order: TableOrder | undefined): number[] =>
      new TableRows().of(records, filter, order, 1).map(({ row }) => row.id);
    assert.deepEqual(ids({ interaction: '7' }, undefined), [2, 3, 4]);
    assert.deepEqual(ids({ statuses: ['waiting'] }, undefined), [7]);
    assert.deepEqual(ids({ name: 'HOLD' }, { column: 'duration', descending: true }), [4, 7]);
    assert.deepEqual(ids({ time: { from: 2200, to: 2500 } }, undefined), [4], 'a call lasts');
    assert.deepEqual(ids({ found: new Set([5]) }, undefined), [4], 'what is found in the reply is found in its call');
  });

  it('are the same in the table whether it was looked at while they came or not', () => {
    const filters: readonly TableFilter[] = [
      {},
      { withoutBridge: true },
      { interaction: '7' },
      { kinds: ['call'] },
      { statuses: ['waiting'] },
      { time: { from: 1000, to: 1900 } },
      { found: new Set([3, 6, 9]) },
    ];
    const orders: readonly (TableOrder | undefined)[] = [undefined, { column: 'outcome', descending: true }];
    const kind = fc.constantFrom('event', 'call', 'reply');
    const coming = fc.array(
      fc.record({ kind, by: fc.constantFrom('widget', 'bridge'), about: fc.constantFrom('7', '8'), gone: fc.nat(50) }),
      { maxLength: 60, size: 'max' },
    );
    const property = fc.property(
      coming,
      fc.constantFrom(...filters),
      fc.constantFrom(...orders),
      (rows, filter, order) => {
        const records = new TimelineRecords();
        const looked = new TableRows();
        records.add(loads, []);
        rows.forEach(({ kind, by, about, gone }, id) => {
          const ends = kind === 'reply' ? { call: id - 2, outcome: 'succeeded' as const, durationMs: 30 } : {};
          records.add([], [{ id, load: 0, seq: id, time: id * 50, kind, by, about: [about], ...ends }]);
          if (gone < id) records.dropBelow(gone);
          const expected = new TableRows().of(records, filter, order, id);
          assert.deepEqual(looked.of(records, filter, order, id), expected);
        });
      },
    );
    fc.assert(property, seeded());
  });
});

describe('the lanes of the timeline', () => {
  it('are called as in the view Interactions: the case by its customer, the simulated Workspace by its name', () => {
    const records = story();
    const names = new Map([
      [laneKey('interaction', 'p', '7'), { title: 'Inbound call · Jane Doe #7', who: 'Jane Doe' }],
    ]);
    const called = () => records.lanes.placed.map(({ lane }) => nameOfLane(lane, records, names));
    assert.deepEqual(called(), ['Orders', 'Jane Doe', 'Inbound call · Jane Doe #7', '#8']);
    names.clear();
    assert.deepEqual(called(), ['Orders', 'Case of #7', '#7', '#8']);
    records.add([{ page: 'p', epoch: 3, title: 'Deskside bridge', ...place, place: 'simulator' }], []);
    assert.equal(called()[0], 'Simulated Workspace');
    assert.equal(namesOfPages(records).get('p'), 'Simulated Workspace', 'the same where one chooses a page');
    records.add([{ page: 'p', epoch: 4, title: '', ...place }], []);
    assert.equal(called()[0], place.origin);
  });

  it('stand by page, case and interaction, a consultation below its parent', () => {
    assert.deepEqual(
      story().lanes.placed.map(({ lane, depth }) => [lane.kind, lane.id, depth]),
      [
        ['page', 'p', 0],
        ['case', 'case-1', 1],
        ['interaction', '7', 2],
        ['interaction', '8', 3],
      ],
    );
  });

  it('tell which interactions were there after a record, and in which state', () => {
    const after = (id: number): string =>
      story()
        .lanes.statesAfter(id, 'p')
        .map(({ lane, state }) => `${lane.id} ${state}`)
        .join(', ');
    assert.deepEqual([1, 2, 5, 6].map(after), ['', '7 RINGING', '7 TALKING', '7 TALKING, 8 DIALING']);
  });

  it('end where parents are in a circle', () => {
    const records = new TimelineRecords();
    records.add(loads, [
      event(1, 0, [{ interaction: 'a', state: 'X', parent: 'b' }]),
      event(2, 0, [{ interaction: 'b', state: 'X', parent: 'a' }]),
    ]);
    assert.equal(records.lanes.placed.length, 3);
  });

  it('show states as long as they last, calls by their length, and what caused them', () => {
    const scene = sceneOf(story(), all, 4000);
    assert.deepEqual(
      scene.spans.map(({ x, width, span, lasts }) => [x, width, span.state, lasts]),
      [
        [100, 100, 'RINGING', false],
        [200, 200, 'TALKING', true],
        [300, 100, 'DIALING', true],
      ],
    );
    assert.deepEqual(
      scene.calls.map(({ x, width, status }) => [x, width, status]),
      [
        [201, 40, 'succeeded'],
        [350, 50, 'waiting'],
      ],
    );
    assert.deepEqual(
      scene.arrows.map(({ from, to }) => [from.item.row.id, to.item.row.id]),
      [[3, 4]],
    );
    assert.deepEqual(
      scene.lines.map(({ x, line }) => [x, line.kind]),
      [[0, 'load']],
    );
  });

  it('say what is under the pointer', () => {
    const scene = sceneOf(story(), all, 4000);
    const [, , lane] = scene.lanes;
    assert.ok(lane);
    assert.equal(hitOf(scene, 203, lane.y + 8).item?.row.id, 3);
    assert.equal(hitOf(scene, 230, lane.y + 17).item?.row.id, 4);
    assert.equal(hitOf(scene, 150, lane.y + 12).item, undefined);
    assert.equal(hitOf(scene, 150, lane.y + 12).lane?.lane.id, '7');
  });

  it('are drawn by what is seen of them, however many records there are, of one interaction or of many', () => {
    const many = (interactions: number): TimelineRecords => {
      const records = new TimelineRecords();
      records.add(
        loads,
        Array.from({ length: 20_000 }, (_, at) =>
          event(at + 1, at % 7, [{ interaction: String(at % interactions), state: 'X' }]),
        ),
      );
      return records;
    };
    for (const interactions of [1, 5000]) {
      const scene = sceneOf(many(interactions), { from: 0, to: 10, width: 300, height: 10 * laneHeight, top: 50 }, 10);
      assert.ok(scene.lanes.length <= 11);
      assert.ok(scene.events.length <= 11 * 300, `${scene.events.length} events`);
    }
  });
});

describe('things in the order of their times', () => {
  it('are found by time, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 })), fc.integer({ min: -60, max: 60 }), (times, wanted) => {
        const sorted = new SortedByTime<{ readonly time: number }>();
        for (const time of times) sorted.add({ time });
        const index = sorted.indexAt(wanted);
        assert.equal(index, times.filter((time) => time < wanted).length);
        assert.deepEqual(
          sorted.all.map(({ time }) => time),
          [...times].sort((a, b) => a - b),
        );
      }),
      seeded(),
    );
  });
});

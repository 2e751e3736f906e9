import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordHistory } from '../../../src/model/history/recordHistory';
import type { PageRecord } from '../../../src/protocol/records';
import { PageModel } from '../../../src/session/page';
import { widgetPage } from './widgetPage';

function event(seq: number): PageRecord {
  return { kind: 'event', seq, time: 0, name: 'interaction', data: { seq } };
}

describe('a page as the session knows it', () => {
  it('takes each record once and in order, or says how many are missing, however frames overlap or skip', () => {
    const frames = fc.array(
      fc.record({ from: fc.integer({ min: 1, max: 40 }), length: fc.integer({ min: 1, max: 8 }) }),
    );
    fc.assert(
      fc.property(frames, (plan) => {
        const page = new PageModel(widgetPage, new RecordHistory());
        const taken: PageRecord[] = [];
        for (const { from, length } of plan) {
          const records = Array.from({ length }, (_, index) => event(from + index));
          taken.push(...page.take({ page: widgetPage.page, epoch: 1, records }, 0));
        }
        let last = 0;
        for (const record of taken) {
          if (record.kind === 'gap') {
            assert.equal(record.seq - record.lost, last);
          } else {
            assert.equal(record.seq, last + 1);
          }
          last = record.seq;
        }
        assert.equal(page.position.seq, last);
      }),
    );
  });

  it('leaves out records of another load of the page', () => {
    const page = new PageModel(widgetPage, new RecordHistory());
    assert.deepEqual(page.take({ page: widgetPage.page, epoch: 2, records: [event(1)] }, 0), []);
  });

  it('starts anew when the page was loaded again', () => {
    const page = new PageModel(widgetPage, new RecordHistory());
    const desk: PageRecord = { kind: 'desk', seq: 1, time: 0, whole: true, interactions: [{ interactionId: '1' }] };
    const [record] = page.take({ page: widgetPage.page, epoch: 1, records: [desk] }, 0);
    assert.ok(record);
    page.desk.apply(record);
    const change = page.update({ ...widgetPage, epoch: 2 });
    assert.deepEqual([...(change?.interactions ?? [])], ['1']);
    assert.equal(page.desk.interactions.size, 0);
    assert.equal(page.position.seq, 0);
  });

  for (const [what, interaction] of [
    ['interactions without end', (n: number) => ({ interactionId: `${n}`, state: 'x'.repeat(20) })],
    ['long interactions', (n: number) => ({ interactionId: `${n}`, state: `${n}`.repeat(30_000) })],
    [
      'one interaction that grows',
      (n: number) => ({ interactionId: '0', state: '', [`key${n}`]: 'x'.repeat(100_000) }),
    ],
  ] as const) {
    it(`does not grow without end with ${what}, keeps what came last, and says what it leaves out`, () => {
      const page = new PageModel(widgetPage, new RecordHistory());
      const left: PageRecord[] = [];
      for (let seq = 1; seq <= 12_000; seq++) {
        const record: PageRecord = { kind: 'event', seq, time: 0, name: 'interaction', data: interaction(seq) };
        page.take({ page: widgetPage.page, epoch: 1, records: [record] }, 0);
        page.desk.apply(record);
        const overgrown = page.overgrown(JSON.stringify(record).length, 0);
        for (const one of overgrown) page.desk.apply(one);
        left.push(...overgrown);
        if (seq > 2000 && left.length > 0) break;
      }
      const size = [...page.desk.interactions.values()].reduce((sum, one) => sum + JSON.stringify(one).length, 0);
      assert.ok(
        page.desk.interactions.size <= 5000 && size <= 21 * 1024 * 1024,
        `${page.desk.interactions.size}, ${size}`,
      );
      assert.ok(
        left.some((record) => record.kind === 'notice' && record.text.includes('more interactions than can be shown')),
      );
    });
  }

  it('says how many records the relay no longer holds', () => {
    const page = new PageModel(widgetPage, new RecordHistory());
    page.take({ page: widgetPage.page, epoch: 1, records: [event(1), event(2)] }, 0);
    assert.deepEqual(page.miss(9, 5), [{ kind: 'gap', seq: 9, time: 5, lost: 7 }]);
    assert.deepEqual(page.miss(9, 5), []);
  });

  it('says how many records of the loads before do not come any more, when the page was loaded again', () => {
    const load = (epoch: number, recordedBefore?: number) => ({ ...widgetPage, epoch, recordedBefore });
    const frame = (epoch: number, ...records: PageRecord[]) => ({ page: widgetPage.page, epoch, records });
    const page = new PageModel(load(3, 100), new RecordHistory());
    page.take(frame(3, event(1), event(2)), 0);
    assert.deepEqual(page.leftBehind(load(3, 100), 5), [], 'it is no other load');
    assert.deepEqual(page.leftBehind(load(4, 102), 5), [], 'all of it came');
    assert.deepEqual(page.leftBehind(load(6, 109), 5), [{ kind: 'gap', seq: 9, time: 5, lost: 7 }]);
    page.update(load(6, 109));
    assert.deepEqual(page.leftBehind(load(6, 109), 5), [], 'it was said');
  });

  it('says nothing of the loads before where the page keeps no count, or an earlier load has come back', () => {
    const load = (epoch: number, recordedBefore?: number) => ({ ...widgetPage, epoch, recordedBefore });
    for (const [before, after] of [
      [load(1), load(2, 9)],
      [load(1, 0), load(2)],
      [load(2, 10), load(1, 0)],
      [load(2, 10), load(3, 4)],
    ] as const) {
      assert.deepEqual(new PageModel(before, new RecordHistory()).leftBehind(after, 0), []);
    }
    const page = new PageModel(load(2, 10), new RecordHistory());
    page.update(load(1, 0));
    assert.deepEqual(page.leftBehind(load(3, 20), 0), [], 'what the count holds of load 2 was here before');
  });

  it('misses nothing that it has got of an earlier load, when that comes back from the browser’s cache', () => {
    const page = new PageModel(widgetPage, new RecordHistory());
    const take = (epoch: number, seq: number): readonly PageRecord[] =>
      page.take({ page: widgetPage.page, epoch, records: [event(seq)] }, 0);
    for (let seq = 1; seq <= 5; seq++) take(1, seq);
    for (let epoch = 2; epoch <= 4; epoch++) {
      page.update({ ...widgetPage, epoch });
      take(epoch, 1);
    }
    page.update(widgetPage);
    assert.deepEqual(page.miss(5, 0), []);
    assert.deepEqual(page.miss(7, 0), [{ kind: 'gap', seq: 7, time: 0, lost: 2 }]);
    assert.deepEqual(take(1, 8), [event(8)]);
  });

  it('misses nothing of an earlier load either where the page was forgotten meanwhile, or whole loads were lost', () => {
    const load = (epoch: number, recordedBefore: number) => ({ ...widgetPage, epoch, recordedBefore });
    const page = new PageModel(load(1, 0), new RecordHistory());
    const take = (of: PageModel, epoch: number, ...seqs: number[]): readonly PageRecord[] =>
      of.take({ page: widgetPage.page, epoch, records: seqs.map((seq) => event(seq)) }, 0);
    take(page, 1, 1, 2, 3, 4, 5);
    // The second load made ten records while there was no relay; the third tells of them.
    assert.deepEqual(page.leftBehind(load(3, 15), 0), [{ kind: 'gap', seq: 15, time: 0, lost: 10 }]);
    page.update(load(3, 15));
    take(page, 3, 1);
    const back = PageModel.restored(load(1, 0), new RecordHistory(), page.placeLeft);
    back.update(load(1, 0));
    assert.deepEqual(back.miss(5, 0), []);
    assert.deepEqual(take(back, 1, 6, 7), [event(6), event(7)]);
  });
});

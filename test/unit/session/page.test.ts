import assert from 'node:assert/strict';
import fc from 'fast-check';
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
        const page = new PageModel(widgetPage);
        const taken: PageRecord[] = [];
        for (const { from, length } of plan) {
          const records = Array.from({ length }, (_, index) => event(from + index));
          taken.push(...page.take({ page: widgetPage.page, epoch: 1, records }, 10, 0));
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
    const page = new PageModel(widgetPage);
    assert.deepEqual(page.take({ page: widgetPage.page, epoch: 2, records: [event(1)] }, 10, 0), []);
  });

  it('starts anew when the page was loaded again', () => {
    const page = new PageModel(widgetPage);
    const desk: PageRecord = { kind: 'desk', seq: 1, time: 0, whole: true, interactions: [{ interactionId: '1' }] };
    const [record] = page.take({ page: widgetPage.page, epoch: 1, records: [desk] }, 10, 0);
    assert.ok(record);
    page.desk.apply(record);
    const change = page.update({ ...widgetPage, epoch: 2 });
    assert.deepEqual([...(change?.interactions ?? [])], ['1']);
    assert.equal(page.desk.interactions.size, 0);
    assert.equal(page.position.seq, 0);
    assert.deepEqual(page.history, []);
  });

  it('says how many records the relay no longer holds', () => {
    const page = new PageModel(widgetPage);
    page.take({ page: widgetPage.page, epoch: 1, records: [event(1), event(2)] }, 10, 0);
    assert.deepEqual(page.miss(9, 5), [{ kind: 'gap', seq: 9, time: 5, lost: 7 }]);
    assert.deepEqual(page.miss(9, 5), []);
  });

  it('keeps a bounded history', () => {
    const page = new PageModel(widgetPage);
    for (let seq = 1; seq <= 5000; seq++) page.take({ page: widgetPage.page, epoch: 1, records: [event(seq)] }, 300, 0);
    assert.equal(page.history.length, 2000);
    assert.equal(page.history.at(-1)?.seq, 5000);
  });
});

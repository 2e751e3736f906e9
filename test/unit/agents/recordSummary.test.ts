import assert from 'node:assert/strict';
import { PageMasking } from '../../../src/agents/reading/pageMasking';
import { recordSummary } from '../../../src/agents/reading/recordSummary';
import { TestPage } from '../presentation/pages';

/** The time in the summary of a record of this time. */
function summedUp(time: number): unknown {
  const page = new TestPage();
  page.record({ kind: 'notice', seq: 1, time, level: 'info', text: 'x' });
  const [entry] = page.history.newest();
  assert.ok(entry);
  return { time: undefined, ...recordSummary(page, entry, new PageMasking(() => true)) }.time;
}

describe('the summary of a record', () => {
  it('has the time that its page gave it, and none where that is no time of any calendar', () => {
    assert.equal(summedUp(0), '1970-01-01T00:00:00.000Z');
    for (const time of [1e308, -1e308, 8.64e15 + 1]) assert.equal(summedUp(time), undefined);
  });
});

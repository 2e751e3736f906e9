import assert from 'node:assert/strict';
import type { LoadRecords } from '../../../src/model/history/recordHistory';
import type { PageRecord, ReplyOutcome } from '../../../src/protocol/records';
import { silenceText, timeOutRow } from '../../../src/presentation/log/silence';
import { TestPage } from './pages';

function history(...outcomes: readonly (ReplyOutcome | 'event')[]): PageRecord[] {
  return outcomes.map((outcome, at): PageRecord => {
    const stamp = { seq: at + 1, time: 0 };
    if (outcome === 'event') return { ...stamp, kind: 'event', name: 'agent' };
    return { ...stamp, kind: 'reply', callId: `c-${at}`, service: 'agent.get', outcome, durationMs: 1 };
  });
}

function held(...records: PageRecord[]): LoadRecords {
  const page = new TestPage();
  page.record(...records);
  return page.history;
}

describe('time-outs in a row', () => {
  it('are counted since the last reply; events, and what was never sent, say nothing', () => {
    assert.equal(timeOutRow(held()).length, 0);
    assert.equal(timeOutRow(held(...history('timedOut', 'timedOut', 'event', 'notSent', 'timedOut'))).length, 3);
    assert.equal(timeOutRow(held(...history('timedOut', 'succeeded', 'timedOut'))).length, 1);
  });

  it('leave out those of the bridge, which asks before anybody else', () => {
    const stamp = { seq: 1, time: 0, kind: 'call', service: 'agent.get' } as const;
    const asked = history('timedOut', 'timedOut', 'timedOut', 'timedOut');
    const byBridge = [0, 1, 2].map((at): PageRecord => ({ ...stamp, callId: `c-${at}`, by: 'bridge' }));
    const numbered = [...byBridge, { ...stamp, callId: 'c-3', by: 'widget' } as const, ...asked];
    assert.equal(timeOutRow(held(...numbered.map((record, at) => ({ ...record, seq: at + 1 })))).length, 1);
  });

  it('end with any reply, a refusal and a late one too', () => {
    for (const outcome of ['succeeded', 'failed', 'late'] as const) {
      assert.equal(timeOutRow(held(...history('timedOut', 'timedOut', outcome))).length, 0, outcome);
    }
  });

  it('are another row after a reply, also where all of that comes at once', () => {
    const row = ['timedOut', 'timedOut', 'timedOut'] as const;
    const page = new TestPage();
    page.record(...history(...row));
    const one = timeOutRow(page.history);
    page.record(...history(...row, 'timedOut').slice(3));
    const same = timeOutRow(page.history);
    page.record(...history(...row, 'timedOut', 'succeeded', ...row).slice(4));
    const next = timeOutRow(page.history);
    assert.deepEqual([one.length, same.length, next.length], [3, 4, 3]);
    assert.ok(same.first <= one.last, 'the same row goes on');
    assert.ok(next.first > same.last, 'another row begins later');
  });

  it('hint at quarantine, with the options that rule it', () => {
    assert.match(silenceText('My widget', 3), /last 3 calls on “My widget”.*quarantine.*rate-limit.*Wait/);
  });
});

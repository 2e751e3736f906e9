import assert from 'node:assert/strict';
import type { PageRecord, ReplyOutcome } from '../../../../src/protocol/records';
import { silenceText, timeOutsInARow } from '../../../../src/session/presentation/silence';

function history(...outcomes: readonly (ReplyOutcome | 'event')[]): PageRecord[] {
  return outcomes.map((outcome, at): PageRecord => {
    const stamp = { seq: at + 1, time: 0 };
    if (outcome === 'event') return { ...stamp, kind: 'event', name: 'agent' };
    return { ...stamp, kind: 'reply', callId: `c-${at}`, service: 'agent.get', outcome, durationMs: 1 };
  });
}

describe('time-outs in a row', () => {
  it('are counted since the last reply; events, and what was never sent, say nothing', () => {
    assert.equal(timeOutsInARow([]), 0);
    assert.equal(timeOutsInARow(history('timedOut', 'timedOut', 'event', 'notSent', 'timedOut')), 3);
    assert.equal(timeOutsInARow(history('timedOut', 'succeeded', 'timedOut')), 1);
  });

  it('leave out those of the bridge, which asks before anybody else', () => {
    const stamp = { seq: 1, time: 0, kind: 'call', service: 'agent.get' } as const;
    const asked = history('timedOut', 'timedOut', 'timedOut', 'timedOut');
    const byBridge = [0, 1, 2].map((at): PageRecord => ({ ...stamp, callId: `c-${at}`, by: 'bridge' }));
    assert.equal(timeOutsInARow([...byBridge, { ...stamp, callId: 'c-3', by: 'widget' }, ...asked]), 1);
  });

  it('end with any reply, a refusal and a late one too', () => {
    for (const outcome of ['succeeded', 'failed', 'late'] as const) {
      assert.equal(timeOutsInARow(history('timedOut', 'timedOut', outcome)), 0, outcome);
    }
  });

  it('hint at quarantine, with the options that rule it', () => {
    assert.match(silenceText('My widget', 3), /last 3 calls on “My widget”.*quarantine.*rate-limit.*Wait/);
  });
});

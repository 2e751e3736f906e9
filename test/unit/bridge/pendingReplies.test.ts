import assert from 'node:assert/strict';
import { PendingReplies } from '../../../src/bridge/workspace/pendingReplies';
import type { Settled } from '../../../src/bridge/workspace/pendingReplies';
import { ManualClock } from './support/manualClock';

describe('a message that wants a reply', () => {
  function setUp() {
    const clock = new ManualClock();
    const pending = new PendingReplies(clock.later);
    const outcomes: Settled['outcome'][] = [];
    const expect = (id: string) => pending.expect(id, 10_000, ({ outcome }) => outcomes.push(outcome));
    return { clock, pending, outcomes, expect };
  }

  it('succeeds or fails by whether the reply has an error message, even an empty one', () => {
    const { pending, outcomes, expect } = setUp();
    ['1', '2', '3'].forEach(expect);
    assert.ok(pending.take({ referenceId: '2', errorMessage: '' }));
    assert.ok(pending.take({ referenceId: '1', data: null }));
    assert.ok(pending.take({ referenceId: 3 }), 'a number stands for the string');
    assert.deepEqual(outcomes, ['failed', 'succeeded', 'succeeded']);
  });

  it('times out once, and a reply after that is late', () => {
    const { clock, pending, outcomes, expect } = setUp();
    expect('1');
    clock.pass(10_000);
    clock.pass(10_000);
    assert.deepEqual(outcomes, ['timedOut']);
    assert.ok(pending.take({ referenceId: '1' }));
    assert.equal(pending.take({ referenceId: '1' }), undefined);
    assert.deepEqual(outcomes, ['timedOut', 'late']);
  });

  it('leaves no timer behind when its reply comes', () => {
    const { clock, pending, expect } = setUp();
    expect('1');
    pending.take({ referenceId: '1' });
    assert.equal(clock.waiting, 0);
  });

  it('is told apart from messages that nobody sent', () => {
    assert.equal(setUp().pending.take({ referenceId: '1' }), undefined);
  });

  it('is forgotten when many others have timed out since', () => {
    const { clock, pending, expect } = setUp();
    for (let n = 0; n < 300; n++) expect(String(n));
    clock.pass(10_000);
    assert.equal(pending.take({ referenceId: '0' }), undefined);
    assert.ok(pending.take({ referenceId: '299' }));
  });
});

import assert from 'node:assert/strict';
import { WatchedWorkspace } from '../../../src/model/watchedWorkspace';
import type { NewRecord } from '../../../src/protocol/records';

/** A Workspace that took in these records, one each second from 1 s on. */
function after(...records: NewRecord[]): WatchedWorkspace {
  const desk = new WatchedWorkspace();
  records.forEach((record, index) => desk.apply({ ...record, seq: index + 1, time: 1000 * (index + 1) }));
  return desk;
}

const put = (...interactions: { interactionId: string; state: string }[]): NewRecord => ({
  kind: 'desk',
  interactions,
});
const event = (interactionId: string, state: string): NewRecord => ({
  kind: 'event',
  name: 'interaction',
  data: { eventType: 'X', interactionId, state },
});
const call = (callId: string, service: string, outcome: 'succeeded' | 'failed'): NewRecord[] => [
  { kind: 'call', callId, by: 'widget', service, parameters: ['7', 'Save first.'] },
  { kind: 'reply', callId, service, outcome, durationMs: 1 },
];

describe('a Workspace that is watched', () => {
  it('knows since when an interaction is in its state, where that was seen', () => {
    assert.equal(after(put({ interactionId: '7', state: 'TALKING' })).stateSince('7'), undefined);
    assert.equal(after(event('7', 'RINGING')).stateSince('7'), 1000);
    assert.equal(after(event('7', 'RINGING'), event('7', 'RINGING')).stateSince('7'), 1000);
    assert.equal(after(event('7', 'RINGING'), event('7', 'TALKING')).stateSince('7'), 2000);
    const listed = put({ interactionId: '7', state: 'TALKING' });
    assert.equal(after(listed, put({ interactionId: '7', state: 'HELD' })).stateSince('7'), 2000);
    assert.equal(after(event('7', 'RINGING'), { kind: 'desk', gone: ['7'] }, listed).stateSince('7'), undefined);
  });

  it('counts what rings, as it comes, is answered and goes', () => {
    const ringing = [event('7', 'RINGING'), event('8', 'INVITED'), event('9', 'TALKING')];
    assert.equal(after(...ringing).offered, 2);
    assert.equal(after(...ringing, event('7', 'TALKING')).offered, 1);
    assert.equal(after(...ringing, { kind: 'desk', whole: true, interactions: [] }).offered, 0);
    const desk = after(...ringing);
    desk.clear();
    assert.equal(desk.offered, 0);
  });

  it('knows what a widget keeps from being marked done, by calls that succeeded', () => {
    const [block, unblock] = ['interaction.blockMarkdone', 'interaction.unblockMarkdone'];
    const is = (...records: NewRecord[][]): boolean =>
      after(event('7', 'TALKING'), ...records.flat()).isMarkdoneBlocked('7');
    assert.equal(is(call('1', block, 'succeeded')), true);
    assert.equal(is(call('1', block, 'failed')), false);
    assert.equal(is(call('1', block, 'succeeded'), call('2', unblock, 'failed')), true);
    assert.equal(is(call('1', block, 'succeeded'), call('2', unblock, 'succeeded')), false);
  });
});

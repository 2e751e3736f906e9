import assert from 'node:assert/strict';
import { relatedRecords } from '../../../src/agents/reading/relatedRecords';
import { RecordHistory } from '../../../src/model/history/recordHistory';
import { unchanged, WorkspaceModel } from '../../../src/model/workspaceModel';
import type { PageRecord } from '../../../src/protocol/records';

const time = 0;
const event: PageRecord = { kind: 'event', seq: 1, time, name: 'interaction' };
const call: PageRecord = {
  ...{ kind: 'call', seq: 2, time, callId: 'a', by: 'widget', service: 'interaction.accept', cause: { seq: 1 } },
};
const reply: PageRecord = {
  kind: 'reply',
  seq: 3,
  time,
  callId: 'a',
  service: 'interaction.accept',
  outcome: 'failed',
  durationMs: 1,
};
const next: PageRecord = {
  kind: 'call',
  seq: 4,
  time,
  callId: 'b',
  by: 'widget',
  service: 'system.popupToast',
  cause: { callId: 'a' },
};
const other: PageRecord = {
  kind: 'call',
  seq: 5,
  time,
  callId: 'c',
  by: 'widget',
  service: 'agent.get',
  after: { seq: 1 },
};
const seqs = (linked: readonly { readonly entry: { readonly seq: number } }[]) => linked.map(({ entry }) => entry.seq);

/** What belongs to the record of a number, among these. */
function related(seq: number, records: readonly PageRecord[] = [event, call, reply, next, other]) {
  const page = { page: 'page', epoch: 1, title: '', location: '', origin: '', place: 'widget' } as const;
  const history = new RecordHistory();
  const frame = history.frame(page);
  for (const record of records) frame.add(record, unchanged, new WorkspaceModel());
  const load = history.ofLoad('page', 1);
  const entry = [...load.newest()].find((each) => each.seq === seq);
  assert.ok(entry);
  return relatedRecords(entry, load);
}

describe('the records that belong to a record', () => {
  it('are of a call its reply, what caused it, and what followed from it and its reply', () => {
    const { counterpart, causes, effects } = related(2);
    assert.deepEqual([counterpart?.seq, seqs(causes), seqs(effects)], [3, [1], [4]]);
  });

  it('are of a reply its call, and of an event the calls that it led to, also later', () => {
    const { counterpart, effects } = related(3);
    assert.deepEqual([counterpart?.seq, seqs(effects)], [2, [4]]);
    assert.deepEqual(seqs(related(1).effects), [2, 5]);
  });

  it('go back over several causes', () => {
    assert.deepEqual(seqs(related(4).causes), [2, 1]);
    assert.deepEqual(seqs(related(5).causes), [1]);
  });

  it('tell what came after from what came of it, also over several causes', () => {
    const laters = (linked: readonly { readonly later: boolean }[]) => linked.map(({ later }) => later);
    assert.deepEqual(laters(related(1).effects), [false, true]);
    assert.deepEqual(laters(related(5).causes), [true]);
    const last: PageRecord = { ...next, seq: 6, callId: 'd', cause: { callId: 'c' } };
    assert.deepEqual(laters(related(6, [event, other, last]).causes), [false, true]);
  });
});

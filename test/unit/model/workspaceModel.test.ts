import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WorkspaceModel } from '../../../src/model/workspaceModel';
import type { WorkspaceChange } from '../../../src/model/workspaceModel';
import { findInteractions } from '../../../src/model/workspaceState';
import type { NewRecord } from '../../../src/protocol/records';

let seq = 0;
function apply(desk: WorkspaceModel, record: NewRecord): string[] {
  return [...desk.apply({ ...record, seq: ++seq, time: 0 }).interactions];
}

function event(data: unknown, name = 'interaction'): NewRecord {
  return { kind: 'event', name, data };
}

function idsOf(desk: WorkspaceModel): string[] {
  return [...desk.interactions.keys()];
}

const call = { interactionId: '7', caseId: 'c1', state: 'RINGING', userData: { a: '1' } };

describe('a desk', () => {
  it('takes a whole list as all that there is, and another one as an addition', () => {
    const desk = new WorkspaceModel();
    apply(desk, { kind: 'desk', whole: true, interactions: [call, { interactionId: '8' }] });
    assert.deepEqual(apply(desk, { kind: 'desk', interactions: [{ interactionId: '9' }] }), ['9']);
    assert.deepEqual(idsOf(desk), ['7', '8', '9']);
    assert.deepEqual(apply(desk, { kind: 'desk', gone: ['8', 'unknown'] }), ['8']);
    assert.deepEqual(apply(desk, { kind: 'desk', whole: true, interactions: [{ interactionId: '9' }] }).sort(), [
      '7',
      '9',
    ]);
    assert.deepEqual(idsOf(desk), ['9']);
  });

  it('keeps what an update does not speak of', () => {
    const desk = new WorkspaceModel();
    apply(desk, { kind: 'desk', interactions: [call] });
    const before = desk.interactions.get('7');
    apply(desk, event({ interaction: { interactionId: '7', state: 'TALKING' } }));
    assert.deepEqual(desk.interactions.get('7'), { ...call, state: 'TALKING' });
    assert.deepEqual(before, call, 'what was handed out does not change');
  });

  it('takes agent, media, services and refusals from desk records, and keeps those that one does not hold', () => {
    const desk = new WorkspaceModel();
    const told = desk.apply({ kind: 'desk', seq: 1, time: 0, agent: { username: 'kim' }, services: ['agent.get'] });
    assert.equal(told.context, true);
    apply(desk, { kind: 'desk', media: [], refused: { 'media.getMediaList': 'no' } });
    assert.deepEqual(
      [desk.agent, desk.media, desk.services, desk.refused],
      [{ username: 'kim' }, [], ['agent.get'], { 'media.getMediaList': 'no' }],
    );
  });

  it('finds interactions wherever an event carries them', () => {
    const other = { interactionId: '8', media: 'chat' };
    for (const data of [call, { interaction: call }, { any: call }, { list: [call, 1, null] }]) {
      assert.deepEqual(findInteractions(data), [call]);
    }
    assert.deepEqual(findInteractions({ ...call, parent: other }), [{ ...call, parent: other }, other]);
    for (const data of [null, 'x', 7, [call], { interactionId: '7' }, { interactionId: 7, state: 'X' }, {}]) {
      assert.deepEqual(findInteractions(data), []);
    }
  });

  it('lets an interaction go when an event says that it left', () => {
    const desk = new WorkspaceModel();
    apply(desk, { kind: 'desk', interactions: [call] });
    assert.deepEqual(apply(desk, event({ eventType: 'MARK_DONE', interactionId: '7' })), ['7']);
    assert.deepEqual(idsOf(desk), []);
  });

  it('marks the interactions of a case as selected and expanded, and says which changed', () => {
    const desk = new WorkspaceModel();
    apply(desk, { kind: 'desk', interactions: [call, { interactionId: '8', caseId: 'c2', isCaseSelected: true }] });
    const changed = apply(desk, event({ eventType: 'CASE_SELECTED', selectedCaseId: 'c1' }));
    assert.deepEqual(changed.sort(), ['7', '8']);
    assert.deepEqual(
      [...desk.interactions.values()].map(({ isCaseSelected }) => isCaseSelected),
      [true, false],
    );
    assert.deepEqual(apply(desk, event({ eventType: 'CASE_EXPANDED', selectedCaseId: 'c2' })), ['8']);
    assert.equal(desk.interactions.get('8')?.isCaseExpanded, true);
    apply(desk, event({ eventType: 'CASE_COLLAPSED', selectedCaseId: 'c2' }));
    assert.equal(desk.interactions.get('8')?.isCaseExpanded, false);
  });

  it('forgets everything when it is cleared', () => {
    const desk = new WorkspaceModel();
    apply(desk, { kind: 'desk', interactions: [call], agent: {}, media: [], services: [], refused: { a: 'b' } });
    const { interactions, context } = desk.clear();
    assert.deepEqual([[...interactions], context], [['7'], true]);
    assert.deepEqual(
      [desk.interactions.size, desk.agent, desk.media, desk.services, desk.refused],
      [0, undefined, undefined, undefined, {}],
    );
  });

  const id = fc.constantFrom('1', '2', '3', '__proto__');
  const interaction = fc.record({
    interactionId: id,
    state: fc.constantFrom('RINGING', 'TALKING', 'HELD'),
    caseId: fc.constantFrom('c1', 'c2'),
  });
  const anyRecord: fc.Arbitrary<NewRecord> = fc.oneof(
    fc.record(
      {
        kind: fc.constant('desk' as const),
        whole: fc.boolean(),
        interactions: fc.array(interaction),
        gone: fc.array(id),
        agent: fc.jsonValue(),
      },
      { requiredKeys: ['kind'] },
    ),
    fc.record({
      kind: fc.constant('event' as const),
      name: fc.constantFrom('interaction', 'agent'),
      data: fc.oneof(
        fc.jsonValue(),
        interaction,
        fc.record({
          eventType: fc.oneof(fc.constantFrom('MARK_DONE', 'CASE_SELECTED', 'CASE_EXPANDED', 'RINGING'), fc.string()),
          interactionId: id,
          selectedCaseId: fc.constantFrom('c1', 'c2'),
          interaction: fc.option(interaction),
        }),
      ),
    }),
  );

  it('says exactly what changed, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        const desk = new WorkspaceModel();
        for (const [at, record] of records.entries()) {
          const before = new Map(desk.interactions);
          const change: WorkspaceChange = desk.apply({ ...record, seq: at + 1, time: 0 });
          for (const key of new Set([...before.keys(), ...desk.interactions.keys()])) {
            const same = before.get(key) === desk.interactions.get(key);
            if (!same) assert.ok(change.interactions.has(key), `${key} changed without a word`);
          }
          for (const [key, value] of desk.interactions) assert.equal(value.interactionId, key);
        }
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wholeList } from '../../../src/bridge/records/deskRecords';
import { RecordBuffer } from '../../../src/bridge/records/recordBuffer';
import { Recorder } from '../../../src/bridge/records/recorder';
import { WorkspaceModel } from '../../../src/model/workspaceModel';
import { limits } from '../../../src/protocol/limits';
import type { LiveInteraction } from '../../../src/protocol/records';

const interaction = fc.record(
  {
    interactionId: fc.uuid(),
    state: fc.constantFrom('TALKING', 'HELD'),
    userData: fc.dictionary(fc.string({ maxLength: 10 }), fc.string({ maxLength: 50 }), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    filler: fc.nat(40_000).map((length) => 'f'.repeat(length)),
  },
  { noNullPrototype: true },
);

describe('a list of interactions in desk records', () => {
  it('gives a tool the same list, whatever it knew before, and no record is too large', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(interaction, { selector: ({ interactionId }) => interactionId, maxLength: 12 }),
        (list) => {
          const desk = new WorkspaceModel();
          desk.apply({ seq: 1, time: 0, kind: 'desk', interactions: [{ interactionId: 'gone' }] });
          for (const { record } of wholeList(list)) {
            assert.ok(JSON.stringify(record).length <= limits.recordBytes);
            desk.apply({ seq: 2, time: 0, ...record });
          }
          assert.deepEqual([...desk.interactions.values()], list);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the short fields of an interaction that is too large by itself, and says what was cut', () => {
    const large: LiveInteraction = {
      interactionId: '1',
      state: 'TALKING',
      note: 'n'.repeat(300),
      userData: { x: 'x'.repeat(300_000) },
    };
    const [part, ...more] = wholeList([large]);
    assert.equal(more.length, 0);
    assert.deepEqual(part?.record.interactions, [{ interactionId: '1', state: 'TALKING' }]);
    assert.equal(part.cut, JSON.stringify(large).length);
    assert.equal(part.record.whole, true);
  });

  for (const [count, length] of [
    [20, 100_000],
    [1000, 2000],
  ] as const) {
    it(`fits into what the bridge holds, so that telling it loses nothing: ${count} interactions of ${length} characters`, () => {
      const list: LiveInteraction[] = Array.from({ length: count }, (_, n) => ({
        interactionId: `interaction-${n}`,
        state: 'TALKING',
        ...Object.fromEntries(Array.from({ length: length / 100 }, (_, at) => [`field${at}`, 'x'.repeat(90)])),
      }));
      const buffer = new RecordBuffer({ records: limits.bridgeRecords, bytes: limits.bridgeBytes }, () => 0);
      const recorder = new Recorder(
        buffer,
        () => 0,
        () => undefined,
      );
      recorder.record({ kind: 'event', name: 'agent', data: {} });
      recorder.interactions(list);
      assert.equal(buffer.gapAhead, false);
      assert.equal(recorder.desk.interactions.size, count, 'those that are shortened count, too');
    });
  }

  it('shortens one that is nested too deeply instead of losing the whole list', () => {
    let deep: unknown = 'bottom';
    for (let n = 0; n < limits.jsonDepth; n++) deep = [deep];
    const [part] = wholeList([{ interactionId: '1', deep }, { interactionId: '2' }]);
    assert.deepEqual(part?.record.interactions, [{ interactionId: '1' }, { interactionId: '2' }]);
  });

  it('is empty when there is none', () => {
    assert.deepEqual(wholeList([]), [{ record: { kind: 'desk', whole: true, interactions: [] } }]);
  });
});

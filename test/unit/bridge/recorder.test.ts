import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OwnWorkspace } from '../../../src/bridge/records/ownWorkspace';
import { RecordBuffer } from '../../../src/bridge/records/recordBuffer';
import { Recorder } from '../../../src/bridge/records/recorder';
import { limits } from '../../../src/protocol/limits';
import type { NewRecord } from '../../../src/protocol/records';

const id = fc.constantFrom('1', '2');
const fields = fc.constantFrom(['state', 'caseId'], ['state'], ['media']);
const interaction = fc.tuple(id, fields, fc.constantFrom('a', 'b', 'c')).map(([interactionId, names, value]) => ({
  interactionId,
  ...Object.fromEntries(names.map((name) => [name, value])),
}));
const eventType = fc.constantFrom('ATTACHED_DATA_CHANGED', 'MARK_DONE', 'CASE_SELECTED', 'CASE_COLLAPSED', undefined);
const data = fc.oneof(
  fc.record({ eventType, interaction }),
  fc.record({ eventType, selectedCaseId: fc.constantFrom('a', 'b') }),
  fc.record({ eventType, interactionId: id }),
  fc.record({ interaction, other: interaction }),
  // Too large to be recorded.
  fc.record({ interaction, more: fc.constant('x'.repeat(limits.recordBytes)) }),
  fc.array(interaction, { maxLength: 2 }),
);
const event = fc
  .tuple(fc.constantFrom('interaction', 'chat'), data)
  .map(([name, told]): NewRecord => ({ kind: 'event', name, data: told }));
const desk = fc
  .tuple(fc.array(interaction, { maxLength: 2 }), fc.boolean())
  .map(([interactions, whole]): NewRecord => ({ kind: 'desk', interactions, ...(whole ? { whole } : {}) }));

describe('what the bridge knows of the desk', () => {
  it('is what all records tell one after the other, though later ones stand in for earlier ones', () => {
    const records = fc.array(fc.oneof({ weight: 5, arbitrary: event }, { weight: 1, arbitrary: desk }));
    fc.assert(
      fc.property(records, (all) => {
        const recorder = new Recorder(
          new RecordBuffer({ records: 1000, bytes: 1_000_000 }, () => 0),
          () => 0,
          () => undefined,
        );
        const expected = new OwnWorkspace();
        all.forEach((record, at) => {
          recorder.record(record, record.kind === 'event' ? { told: record.data } : {});
          if (JSON.stringify(record).length < limits.recordBytes) expected.take({ ...record, seq: at + 1, time: 0 });
        });
        assert.deepEqual([...recorder.desk.interactions], [...expected.interactions]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is no more than the newest interactions where Workspace names them without end and none leaves', () => {
    const recorder = new Recorder(
      new RecordBuffer({ records: 1000, bytes: 1_000_000 }, () => 0),
      () => 0,
      () => undefined,
    );
    const count = 5000;
    for (let n = 1; n <= count; n++) {
      const told = { eventType: 'RINGING', interaction: { interactionId: `${n}`, state: 'RINGING' } };
      recorder.record({ kind: 'event', name: 'interaction', data: told }, { told });
    }
    const { interactions } = recorder.desk;
    assert.equal(interactions.size, 1000);
    assert.ok(interactions.has(`${count}`));
  });
});

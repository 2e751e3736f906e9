import assert from 'node:assert/strict';
import { interactionFields } from '../../../src/api/interaction';
import { paths } from './paths';
import { PlayedDesk } from './playedDesk';

type FieldName = keyof typeof interactionFields;

/** Fields that are there only where they say something. */
const conditional: readonly FieldName[] = ['parentInteractionId', 'ronaCallState'];

describe('The simulated desk', () => {
  for (const path of paths) {
    it(`gives an interaction the fields of its media: ${path.name}`, () => {
      const played = new PlayedDesk();
      const id = path.walk(played);
      const fields = Object.keys(played.data('interaction.getByInteractionId', id) as object);
      const expected = (Object.keys(interactionFields) as FieldName[]).filter(
        (field) =>
          !conditional.includes(field) && (path.media === 'voice' || !('voiceOnly' in interactionFields[field])),
      );
      assert.deepEqual(fields.filter((field) => !conditional.includes(field as FieldName)).sort(), expected.sort());
      assert.equal(fields.includes('parentInteractionId'), path.isConsultation === true);
    });
  }

  it('tells what a listener does in turn after what is being told, to all in the same order', () => {
    const played = new PlayedDesk();
    const late: unknown[] = [];
    played.desk.events.on(({ data }) => {
      const { eventType, interaction } = data as { eventType: string; interaction?: { interactionId: string } };
      if (eventType === 'RINGING') played.act({ do: 'accept', interactionId: interaction?.interactionId ?? '' });
    });
    played.desk.events.on(({ data }) => late.push((data as { eventType: string }).eventType));
    played.world({ happens: 'inbound', media: 'voice' });
    assert.deepEqual(late, ['RINGING', 'CASE_SELECTED', 'ESTABLISHED']);
    assert.deepEqual(played.news(), late);
  });

  it('has settled before it tells, and says that something changed after that', () => {
    const played = new PlayedDesk();
    const seen: string[] = [];
    played.desk.events.on(() =>
      seen.push(`told, ${played.desk.state.selectedCaseId === undefined ? 'not ' : ''}settled`),
    );
    played.desk.changed.on(() => seen.push('changed'));
    played.world({ happens: 'inbound', media: 'voice' });
    assert.deepEqual(seen, ['told, settled', 'told, settled', 'changed']);
  });

  it('tells also what happens because somebody was told of a change', () => {
    const played = new PlayedDesk();
    let dialed = false;
    played.desk.changed.on(() => {
      if (dialed) return;
      dialed = true;
      played.act({ do: 'dial', destination: '5550199' });
    });
    played.world({ happens: 'inbound', media: 'chat' });
    assert.deepEqual(played.news(), [
      'INVITED',
      'CASE_SELECTED',
      'DIALING',
      'CASE_COLLAPSED',
      'CASE_EXPANDED',
      'CASE_SELECTED',
    ]);
  });

  it('goes the same way each time', () => {
    const play = () => {
      const played = new PlayedDesk({ farEndAnswersAfterMs: 1_500, ringTimeoutMs: 2_000 });
      for (const path of paths.slice(0, 12)) path.walk(played);
      played.time.pass(5_000);
      return played.told;
    };
    assert.deepEqual(play(), play());
  });

  it('lets nothing happen by itself once it is disposed of', () => {
    const played = new PlayedDesk({ ringTimeoutMs: 1_000 });
    played.world({ happens: 'inbound', media: 'voice' });
    played.desk.dispose();
    assert.equal(played.time.waiting, 0);
  });

  it('says in a sentence why the agent cannot do something', () => {
    const played = new PlayedDesk();
    assert.deepEqual(played.desk.act({ do: 'hold', interactionId: '9' }), {
      ok: false,
      reason: 'There is no interaction 9.',
    });
    const id = played.world({ happens: 'inbound', media: 'email' });
    assert.deepEqual(played.desk.act({ do: 'hold', interactionId: id }), {
      ok: false,
      reason: 'hold is not possible: the email interaction 1 is INVITED.',
    });
    assert.deepEqual(played.desk.availableActions(id), ['accept', 'reject']);
    assert.deepEqual(played.desk.availableMoves(id), ['revoke', 'fail', 'ringTimesOut', 'userDataChanges']);
    assert.deepEqual(played.desk.availableActions('9'), []);
  });
});

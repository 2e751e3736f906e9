import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

const two = () => {
  const played = new PlayedDesk();
  const first = played.interaction(played.world({ happens: 'inbound', media: 'voice' })).caseId;
  const second = played.interaction(played.world({ happens: 'inbound', media: 'chat' })).caseId;
  played.told.length = 0;
  return { played, first, second };
};

describe('A case', () => {
  it('is selected with the three events of the reference, in their order and with nothing but the ids', () => {
    const { played, first, second } = two();
    played.data('interaction.selectCaseByCaseId', second);
    assert.deepEqual(played.told, [
      { name: 'interaction', data: { eventType: 'CASE_COLLAPSED', selectedCaseId: first } },
      { name: 'interaction', data: { eventType: 'CASE_EXPANDED', selectedCaseId: first } },
      { name: 'interaction', data: { eventType: 'CASE_SELECTED', selectedCaseId: second } },
    ]);
    assert.equal(played.desk.state.selectedCaseId, second);
  });

  it('that is selected already is not selected again', () => {
    const { played, first } = two();
    played.data('interaction.selectCaseByCaseId', first);
    assert.deepEqual(played.told, []);
  });

  it('that does not exist cannot be selected', () => {
    const { played } = two();
    assert.match(played.error('interaction.selectCaseByCaseId', 'nowhere'), /no case nowhere/);
    assert.match(played.error('interaction.selectCaseByCaseId'), /selectCaseByCaseId: the argument caseId must be/);
  });

  it('is opened and folded by the agent, each told once', () => {
    const { played, second } = two();
    played.act({ do: 'collapseCase', caseId: second });
    played.act({ do: 'collapseCase', caseId: second });
    played.act({ do: 'expandCase', caseId: second });
    assert.deepEqual(played.told, [
      { name: 'interaction', data: { eventType: 'CASE_COLLAPSED', selectedCaseId: second } },
      { name: 'interaction', data: { eventType: 'CASE_EXPANDED', selectedCaseId: second } },
    ]);
  });

  it('leaves with its last interaction, and another is selected', () => {
    const { played, first, second } = two();
    played.act({ do: 'reject', interactionId: '1' });
    played.act({ do: 'markDone', interactionId: '1' });
    assert.deepEqual(played.news(), ['RELEASED', 'MARK_DONE', 'CASE_SELECTED']);
    assert.equal(played.desk.state.cases.has(first), false);
    assert.equal(played.desk.state.selectedCaseId, second);
  });

  it('is selected when its interaction is taken up', () => {
    const { played, second } = two();
    played.act({ do: 'accept', interactionId: '2' });
    assert.equal(played.desk.state.selectedCaseId, second);
  });

  it('holds what was made from its main interaction', () => {
    const played = new PlayedDesk();
    const email = played.world({ happens: 'inbound', media: 'email' });
    played.act({ do: 'accept', interactionId: email });
    const draft = played.act({ do: 'reply', interactionId: email });
    const { caseId } = played.interaction(email);
    assert.deepEqual(played.desk.state.cases.get(caseId)?.interactionIds, [email, draft]);
    assert.equal(played.interaction(draft).parentInteractionId, email);
    const { isMainCaseInteraction, isConsultation } = played.data('interaction.getByInteractionId', draft) as {
      isMainCaseInteraction: boolean;
      isConsultation: boolean;
    };
    assert.deepEqual([isMainCaseInteraction, isConsultation], [false, false]);
    assert.deepEqual(played.desk.act({ do: 'markDone', interactionId: email }), {
      ok: false,
      reason: '1 still has open interactions: finish 2 first.',
    });
    played.act({ do: 'send', interactionId: draft });
    played.news();
    played.act({ do: 'markDone', interactionId: email });
    assert.deepEqual(played.news(), ['MARK_DONE', 'MARK_DONE']);
    assert.equal(played.desk.state.cases.size, 0);
  });
});

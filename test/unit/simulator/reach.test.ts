import assert from 'node:assert/strict';
import { targetTypes } from '../../../src/api/targetQuery';
import { PlayedDesk } from './playedDesk';

const agent = { type: 'AGENT', destination: '1002' } as const;

function answered(options = {}) {
  const played = new PlayedDesk(options);
  const id = played.world({ happens: 'inbound', media: 'voice', userData: { order: '7' } });
  played.act({ do: 'accept', interactionId: id });
  played.told.length = 0;
  return { played, id };
}

function consulting() {
  const { played, id } = answered();
  played.data('interaction.consult', id, agent, { why: 'help' }, {});
  played.world({ happens: 'farEndAnswers', interactionId: '2' });
  played.told.length = 0;
  return { played, id, consultation: '2' };
}

describe('A consultation', () => {
  it('holds the call and goes out in the same case', () => {
    const { played, id } = answered();
    played.data('interaction.consult', id, agent, { why: 'help' }, {});
    assert.deepEqual(played.news(), ['HELD', 'DIALING']);
    const consultation = played.interaction('2');
    assert.equal(consultation.parentInteractionId, id);
    assert.equal(consultation.caseId, played.interaction(id).caseId);
    assert.equal(consultation.isConsultation, true);
    assert.equal(consultation.call?.callType, 'CONSULT');
    assert.deepEqual(consultation.parties, [{ name: '1002' }]);
    assert.deepEqual(consultation.userData, { order: '7', why: 'help' });
  });

  for (const type of Object.keys(targetTypes)) {
    it(`reaches a target of type ${type}, by type or by target, and each way to hand over takes it`, () => {
      for (const key of ['type', 'target']) {
        const { played, id } = answered();
        played.data('interaction.consult', id, { [key]: type, destination: 'somebody' });
        assert.deepEqual(played.interaction('2').parties, [{ name: 'somebody' }]);
      }
      for (const service of ['interaction.singleStepTransfer', 'interaction.singleStepConference']) {
        const { played, id } = answered();
        played.data(service, id, { type, destination: 'somebody' }, undefined, undefined);
      }
    });
  }

  it('takes a text for a custom contact', () => {
    const { played, id } = answered();
    played.data('interaction.consult', id, '5550177', {}, {});
    assert.equal(played.interaction('2').call?.dnis, '5550177');
  });

  it('refuses a target that is none, and says what is wrong with it', () => {
    const { played, id } = answered();
    assert.match(played.error('interaction.consult', id, 7), /argument targetQuery must be/);
    assert.match(played.error('interaction.consult', id, { type: 'ROBOT', destination: 'x' }), /targetQuery\.type/);
    assert.match(played.error('interaction.consult', id, { type: 'AGENT' }), /targetQuery\.destination/);
    assert.match(played.error('interaction.consult', id, { ...agent, media: 'fax' }), /no media fax/);
    assert.deepEqual(played.told, []);
  });

  it('may be on another media than what it is about', () => {
    const played = new PlayedDesk();
    const chat = played.world({ happens: 'inbound', media: 'chat' });
    played.act({ do: 'accept', interactionId: chat });
    played.world({ happens: 'chatJoins', interactionId: chat });
    played.world({ happens: 'historyLoads', interactionId: chat });
    played.data('interaction.consult', chat, { ...agent, media: 'voice' }, {}, {});
    assert.deepEqual([played.interaction('2').media, played.state('2')], ['voice', 'DIALING']);
    assert.equal(played.state(chat), 'HISTORY_DONE');
    played.world({ happens: 'farEndAnswers', interactionId: '2' });
    played.data('interaction.completeTransfer', '2');
    assert.deepEqual([played.state(chat), played.state('2')], ['TRANSFERRING', 'IDLE']);
  });

  /** How an interaction of each media comes to be handled. */
  const handled: Readonly<Record<string, (played: PlayedDesk, id: string) => void>> = {
    voice: () => undefined,
    chat: (played, interactionId) => {
      played.world({ happens: 'chatJoins', interactionId });
      played.world({ happens: 'historyLoads', interactionId });
    },
    email: () => undefined,
    workitem: () => undefined,
  };
  /** How the party of a consultation on each media takes part. */
  const answers: Readonly<Record<string, (played: PlayedDesk, id: string) => void>> = {
    voice: (played, interactionId) => played.world({ happens: 'farEndAnswers', interactionId }),
    chat: (played, interactionId) => handled.chat?.(played, interactionId),
    email: (played, interactionId) => played.world({ happens: 'farEndAnswers', interactionId }),
    workitem: (played, interactionId) => played.world({ happens: 'farEndAnswers', interactionId }),
  };

  for (const [parent, handle] of Object.entries(handled)) {
    for (const [media, answer] of Object.entries(answers)) {
      const consultingOn = () => {
        const played = new PlayedDesk();
        const id = played.world({ happens: 'inbound', media: parent });
        played.act({ do: 'accept', interactionId: id });
        handle(played, id);
        played.data('interaction.consult', id, { ...agent, media }, {}, {});
        assert.deepEqual([played.interaction('2').media, played.interaction('2').parentInteractionId], [media, id]);
        return { played, id };
      };

      it(`about ${parent} by ${media} becomes a transfer or a conference`, () => {
        const transfer = consultingOn();
        answer(transfer.played, '2');
        transfer.played.data('interaction.completeTransfer', '2');
        assert.deepEqual(
          [transfer.played.state('2'), transfer.played.state(transfer.id)],
          ['IDLE', parent === 'voice' ? 'IDLE' : 'TRANSFERRING'],
        );
        const conference = consultingOn();
        answer(conference.played, '2');
        conference.played.data('interaction.completeConference', '2');
        assert.equal(conference.played.desk.state.interactions.has('2'), false);
        assert.deepEqual(conference.played.interaction(conference.id).parties.at(-1), { name: '1002' });
      });

      it(`about ${parent} by ${media} that is not answered ends, and can be marked done`, () => {
        const { played, id } = consultingOn();
        played.world({ happens: 'farEndDoesNotAnswer', interactionId: '2' });
        assert.equal(played.state('2'), 'IDLE');
        played.act({ do: 'markDone', interactionId: '2' });
        assert.ok(played.desk.state.interactions.has(id));
      });
    }
  }

  it('becomes a transfer: both calls end, and the first is left to be marked done', () => {
    const { played, id, consultation } = consulting();
    played.data('interaction.completeTransfer', consultation);
    assert.deepEqual(played.news(), ['RELEASED', 'RELEASED']);
    assert.deepEqual([played.state(id), played.state(consultation)], ['IDLE', 'IDLE']);
    played.data('interaction.markdone', id);
    assert.equal(played.desk.state.interactions.size, 0);
  });

  it('becomes a conference: its party joins, and it leaves the desk', () => {
    const { played, id, consultation } = consulting();
    played.data('interaction.completeConference', consultation);
    assert.deepEqual(played.news(), ['RELEASED', 'RETRIEVED', 'PARTY_CHANGED', 'MARK_DONE']);
    assert.equal(played.state(id), 'TALKING');
    assert.deepEqual(
      played.interaction(id).parties.map(({ name }) => name),
      ['5550100', '1002'],
    );
    assert.equal(played.desk.state.interactions.has(consultation), false);
  });

  it('that is not answered ends, and the call can be taken back', () => {
    const { played, id } = answered();
    played.act({ do: 'consult', interactionId: id, target: agent });
    played.world({ happens: 'farEndDoesNotAnswer', interactionId: '2' });
    assert.equal(played.state('2'), 'IDLE');
    played.act({ do: 'resume', interactionId: id });
    assert.equal(played.state(id), 'TALKING');
    assert.match(played.error('interaction.completeTransfer', '2'), /completeTransfer is not possible: .* 2 is IDLE/);
  });

  it('cannot be completed where there is none', () => {
    const { played, id } = answered();
    assert.match(played.error('interaction.completeTransfer', id), /1 is not a consultation/);
    assert.match(played.error('interaction.completeConference', '9'), /no interaction 9/);
  });
});

describe('A single step', () => {
  it('transfers a call, with what user data it takes along', () => {
    const { played, id } = answered();
    played.data('interaction.singleStepTransfer', id, agent, { note: 'x' }, {});
    assert.deepEqual(played.news(), ['ATTACHED_DATA_CHANGED', 'RELEASED']);
    assert.deepEqual([played.state(id), played.interaction(id).userData.note], ['IDLE', 'x']);
  });

  it('transfers open media in two, of which the second may fail or be called off', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'email' });
    played.act({ do: 'accept', interactionId: id });
    for (const fails of [true, false]) {
      played.data('interaction.singleStepTransfer', id, agent, {}, {});
      assert.equal(played.state(id), 'TRANSFERRING');
      if (fails) played.world({ happens: 'transferFails', interactionId: id });
      else played.act({ do: 'callOffTransfer', interactionId: id });
      assert.equal(played.state(id), 'ACCEPTED');
    }
    played.data('interaction.singleStepTransfer', id, agent, {}, {});
    played.world({ happens: 'transferCompletes', interactionId: id });
    assert.equal(played.state(id), 'TRANSFER_COMPLETED');
  });

  it('brings in nobody twice', () => {
    const { played, id } = answered();
    played.data('interaction.singleStepConference', id, agent, {}, {});
    const parties = played.interaction(id).parties;
    played.told.length = 0;
    played.data('interaction.singleStepConference', id, agent, {}, {});
    assert.deepEqual(played.interaction(id).parties, parties);
    assert.deepEqual(played.news(), []);
  });

  it('brings a party in, and parties come and go', () => {
    const { played, id } = answered();
    played.data('interaction.singleStepConference', id, agent, {}, {});
    played.world({ happens: 'partyJoins', interactionId: id, name: 'Supervisor' });
    played.world({ happens: 'partyLeaves', interactionId: id, name: '1002' });
    assert.deepEqual(played.news(), ['PARTY_CHANGED', 'PARTY_CHANGED', 'PARTY_CHANGED']);
    assert.deepEqual(played.interaction(id).parties, [{ name: '5550100' }, { name: 'Supervisor' }]);
    assert.equal(played.desk.world({ happens: 'partyLeaves', interactionId: id, name: 'Nobody' }).ok, false);
    played.world({ happens: 'partyLeaves', interactionId: id, name: 'Supervisor' });
    assert.equal(played.desk.world({ happens: 'partyLeaves', interactionId: id, name: '5550100' }).ok, false);
  });
});

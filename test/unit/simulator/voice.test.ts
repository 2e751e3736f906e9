import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

describe('A simulated call', () => {
  it('rings, is answered, held, taken back, released and marked done', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'voice', ani: '5551234', dnis: '8001' });
    assert.deepEqual(played.news(), ['RINGING', 'CASE_SELECTED']);
    played.data('voice.answer', id);
    assert.deepEqual(played.news(), ['ESTABLISHED']);
    played.data('voice.hold', id);
    played.data('voice.resume', id);
    played.data('voice.hangUp', id);
    assert.deepEqual(played.news(), ['HELD', 'RETRIEVED', 'RELEASED']);
    assert.equal(played.state(id), 'IDLE');
    played.data('interaction.markdone', id);
    assert.deepEqual(played.news(), ['MARK_DONE']);
    assert.equal(played.desk.state.interactions.size, 0);
    assert.equal(played.desk.state.cases.size, 0);
    assert.equal(played.desk.state.selectedCaseId, undefined);
  });

  it('shows widgets every field of the reference', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'voice', ani: '5551234', dnis: '8001', userData: { k: 'v' } });
    const { interactionUUID, caseId } = played.interaction(id);
    assert.deepEqual(played.data('interaction.getByInteractionId', id), {
      interactionId: '1',
      caseId,
      userData: { k: 'v' },
      state: 'RINGING',
      previousState: 'UNKNOWN',
      parties: [{ name: '5551234' }],
      isConsultation: false,
      isMainCaseInteraction: true,
      callUuid: interactionUUID,
      direction: 'IN',
      callType: 'INBOUND',
      ani: '5551234',
      dnis: '8001',
      recordingState: 'STOPPED',
      isCaseSelected: true,
      isCaseExpanded: true,
      interactionUUID,
      connId: played.interaction(id).connId,
      contact: { displayName: '5551234', firstName: '', lastName: '' },
      media: 'voice',
      startDate: 1_700_000_000_000,
    });
  });

  it('says on RELEASED how a call ended that nobody answered', () => {
    const played = new PlayedDesk({ ringTimeoutMs: 10_000 });
    const id = played.world({ happens: 'inbound', media: 'voice' });
    played.news();
    played.time.pass(9_999);
    assert.equal(played.state(id), 'RINGING');
    played.time.pass(1);
    const [released] = played.told;
    assert.deepEqual(played.news(), ['RELEASED']);
    assert.equal(
      (released?.data as { interaction: { ronaCallState: string } }).interaction.ronaCallState,
      'REDIRECTED',
    );
    const other = played.world({ happens: 'inbound', media: 'voice' });
    played.world({ happens: 'ringTimesOut', interactionId: other, ronaCallState: 'NO_ANSWER' });
    assert.equal(played.interaction(other).call?.ronaCallState, 'NO_ANSWER');
  });

  it('that goes out is answered by the far end, after a while by itself', () => {
    const played = new PlayedDesk({ farEndAnswersAfterMs: 1_500 });
    played.data('voice.dial', '5550199', null);
    assert.deepEqual(played.news(), ['DIALING', 'CASE_SELECTED']);
    assert.deepEqual(
      ['direction', 'callType', 'dnis'].map((key) => ({ ...played.interaction('1').call })[key as 'dnis']),
      ['OUT', 'OUTBOUND', '5550199'],
    );
    played.time.pass(1_500);
    assert.deepEqual(played.news(), ['ESTABLISHED']);
    assert.equal(played.state('1'), 'TALKING');
  });

  it('is recorded only while it is talked on, and the recording ends with it', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'voice' });
    assert.match(played.error('voice.startCallRecording', id), /startRecording is not possible.* 1 is RINGING/);
    played.data('voice.answer', id);
    played.data('voice.startCallRecording', id);
    assert.equal(played.interaction(id).call?.recordingState, 'RECORDING');
    played.data('voice.pauseCallRecording', id);
    assert.equal(played.interaction(id).call?.recordingState, 'PAUSED');
    played.data('voice.resumeCallRecording', id);
    played.data('voice.hangUp', id);
    assert.equal(played.interaction(id).call?.recordingState, 'STOPPED');
  });

  it('waits while another is taken up', () => {
    const played = new PlayedDesk();
    const first = played.world({ happens: 'inbound', media: 'voice' });
    const second = played.world({ happens: 'inbound', media: 'voice' });
    played.act({ do: 'accept', interactionId: first });
    played.act({ do: 'accept', interactionId: second });
    assert.deepEqual([played.state(first), played.state(second)], ['HELD', 'TALKING']);
    played.act({ do: 'resume', interactionId: first });
    assert.deepEqual([played.state(first), played.state(second)], ['TALKING', 'HELD']);
  });

  it('that the desk lost track of is UNKNOWN, and found again where it was, or can be released', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'inbound', media: 'voice' });
    played.act({ do: 'accept', interactionId: id });
    played.act({ do: 'hold', interactionId: id });
    played.world({ happens: 'connectionBreaks', interactionId: id });
    assert.equal(played.state(id), 'UNKNOWN');
    played.world({ happens: 'connectionReturns', interactionId: id });
    assert.equal(played.state(id), 'HELD');
    played.world({ happens: 'connectionBreaks', interactionId: id });
    played.act({ do: 'release', interactionId: id });
    assert.equal(played.state(id), 'IDLE');
  });

  it('leaves the agent in after-call work, if the options say so', () => {
    const played = new PlayedDesk({ afterCallWork: true });
    const id = played.world({ happens: 'inbound', media: 'voice' });
    played.act({ do: 'accept', interactionId: id });
    played.news();
    played.act({ do: 'release', interactionId: id });
    assert.deepEqual(played.news(), ['RELEASED', 'media:undefined', 'agent:NOT_READY_AFTER_CALLWORK']);
    played.act({ do: 'setAgentState', operationName: 'Ready' });
    assert.equal(played.desk.state.agentState.type, 'READY');
    const missed = played.world({ happens: 'inbound', media: 'voice' });
    played.act({ do: 'reject', interactionId: missed });
    assert.equal(played.desk.state.agentState.type, 'READY');
  });
});

import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

function previewed(options = {}) {
  const played = new PlayedDesk(options);
  played.data('outbound.getPreviewRecord', 'Renewals');
  return { played, id: '1' };
}

describe('An outbound preview', () => {
  it('is pulled, loaded and called: the call comes in the same case', () => {
    const { played, id } = previewed({ serverStepMs: 300 });
    assert.deepEqual(played.news(), ['PREVIEW', 'CASE_SELECTED']);
    played.time.pass(300);
    assert.deepEqual(played.news(), ['READY']);
    played.data('outbound.callPreviewRecord', id, 2);
    assert.deepEqual(played.news(), ['IDLE', 'DIALING']);
    const call = played.interaction('2');
    assert.equal(call.caseId, played.interaction(id).caseId);
    assert.deepEqual([call.call?.dnis, call.call?.callType, call.parentInteractionId], ['5550112', 'OUTBOUND', id]);
    assert.match(played.error('interaction.markdone', id), /still has open interactions/);
    played.world({ happens: 'farEndDoesNotAnswer', interactionId: '2' });
    played.data('interaction.markdone', id);
    assert.equal(played.desk.state.interactions.size, 0);
  });

  it('has the user data of a record: its own keys and those of the campaign', () => {
    const { played, id } = previewed();
    assert.deepEqual(played.interaction(id).userData, {
      GSW_RECORD_HANDLE: 1,
      GSW_CHAIN_ID: 1,
      GSW_CALLING_LIST: 'Renewals list',
      GSW_APPLICATION_ID: 1,
      GSW_CAMPAIGN_NAME: 'Renewals',
      GSW_PHONE: '5550111',
      GSW_FROM: 32_400,
      GSW_UNTIL: 64_800,
      GSW_CALL_RESULT: 28,
      GSW_ATTEMPTS: 0,
      GSW_USER_EVENT: 'PreviewRecord',
      InteractionType: 'Outbound',
      InteractionSubtype: 'OutboundNew',
      Contract: 'C-1042',
    });
    played.data('outbound.getPreviewRecord', 'Renewals');
    assert.deepEqual(
      ['GSW_RECORD_HANDLE', 'GSW_CHAIN_ID'].map((key) => played.interaction('2').userData[key]),
      [3, 2],
    );
  });

  it('is rejected or cancelled, and can then be marked done', () => {
    for (const [service, state] of [
      ['outbound.rejectPreviewRecord', 'REJECTED'],
      ['outbound.cancelPreviewRecord', 'CANCELED'],
    ] as const) {
      const { played, id } = previewed();
      played.data(service, id);
      assert.equal(played.state(id), state);
      assert.match(
        played.error('outbound.callPreviewRecord', id, 1),
        new RegExp(`callPreview is not .* 1 is ${state}`),
      );
      played.data('interaction.markdone', id);
    }
  });

  it('of a pull campaign: done and next gets another record, mark-done does not', () => {
    const { played, id } = previewed();
    played.act({ do: 'doneAndNext', interactionId: id });
    assert.equal(played.interaction('2').contact.displayName, 'Omar Reyes');
    played.act({ do: 'markDone', interactionId: '2' });
    assert.equal(played.desk.state.interactions.size, 0);
  });

  it('of a push campaign is offered', () => {
    const played = new PlayedDesk();
    const id = played.world({ happens: 'pushPreview', campaign: 'Callbacks' });
    assert.equal(played.state(id), 'INVITED');
    played.data('interaction.accept', id);
    assert.equal(played.state(id), 'PREVIEW');
  });

  it('of a direct push campaign comes unasked once that is started, until mark-done or a stop', () => {
    const played = new PlayedDesk({ serverStepMs: 300 });
    const push = () => played.desk.world({ happens: 'pushPreview', campaign: 'Reminders' });
    assert.equal(push().ok, false);
    played.data('outbound.startDirectPushPreview');
    played.time.pass(300);
    assert.equal(played.state('1'), 'PREVIEW');
    played.act({ do: 'doneAndNext', interactionId: '1' });
    played.time.pass(300);
    assert.equal(played.state('2'), 'PREVIEW');
    played.data('interaction.markdone', '2');
    played.time.pass(1_000);
    assert.equal(played.desk.state.directPush, false);
    assert.equal(played.desk.state.interactions.size, 0);
    played.data('outbound.startDirectPushPreview');
    played.data('outbound.stopDirectPushPreview');
    played.time.pass(1_000);
    assert.equal(push().ok, false);
  });

  it('has a chain of records, whose fields, results and dates can be set', () => {
    const { played, id } = previewed();
    played.data('outbound.updateRecordFields', id, { GSW_FROM: '10:10' });
    assert.deepEqual(played.data('outbound.getRecordFields', id), {
      GSW_FROM: '10:10',
      GSW_UNTIL: 64_800,
      Contract: 'C-1042',
      GSW_PHONE: '5550111',
    });
    assert.equal(played.data('outbound.getCallResult', id), 28);
    played.data('outbound.setCallResult', id, 6);
    assert.equal(played.data('outbound.getCallResult', id), 6);
    assert.match(played.error('outbound.setCallResult', id, 4711), /no call result 4711/);
    played.data('outbound.setDoNotCall', id);
    played.data('outbound.rescheduleRecord', id, 2, '12/24/2030 10:30', 'CAMPAIGN');
    const chain = played.data('outbound.getChainedRecords', id) as Record<string, unknown>[];
    assert.deepEqual(
      chain.map(({ recordHandle, doNotCall, reschedule }) => [recordHandle, doNotCall, reschedule]),
      [
        [1, true, null],
        [2, false, { date: '12/24/2030 10:30', callbackType: 'CAMPAIGN' }],
      ],
    );
    played.data('outbound.removeDoNotCall', id);
    played.data('outbound.cancelReschedule', id);
    assert.match(played.error('outbound.cancelReschedule', id), /was not rescheduled/);
    assert.match(played.error('outbound.rescheduleRecord', id, 99, 'x', 'y'), /no record 99/);
  });

  it('belongs to the call that was made from it, too, and to nothing else', () => {
    const { played, id } = previewed();
    played.act({ do: 'callPreview', interactionId: id });
    played.data('outbound.setCallResult', '2', 33);
    assert.equal(played.data('outbound.getCallResult', id), 33);
    const other = played.world({ happens: 'inbound', media: 'voice' });
    assert.match(played.error('outbound.getRecordFields', other), /has no outbound record/);
  });
});

describe('A campaign', () => {
  it('is loaded, unloaded, started and stopped, each told once, with the mode on the start', () => {
    const played = new PlayedDesk();
    for (const happens of [
      'campaignLoads',
      'campaignUnloads',
      'campaignUnloads',
      'campaignLoads',
      'campaignStarts',
      'campaignStops',
      'campaignStops',
    ] as const) {
      played.world({ happens, campaign: 'Renewals' });
    }
    assert.deepEqual(played.told, [
      { name: 'outbound', data: { eventType: 'CampaignUnloaded', campaign: 'Renewals' } },
      { name: 'outbound', data: { eventType: 'CampaignLoaded', campaign: 'Renewals' } },
      { name: 'outbound', data: { eventType: 'CampaignStarted', campaign: 'Renewals', mode: 'Preview' } },
      { name: 'outbound', data: { eventType: 'CampaignStopped', campaign: 'Renewals' } },
    ]);
  });

  it('is listed with the words of its start for how it gives records', () => {
    const modes = (new PlayedDesk().data('outbound.getCampaigns') as { mode: string }[]).map(({ mode }) => mode);
    assert.deepEqual(modes, ['Preview', 'PushPreview', 'DirectPushPreview']);
  });

  it('lists the call results of the vendor', () => {
    const results = new PlayedDesk().data('outbound.getListOfCallResults') as { id: number; name: string }[];
    assert.deepEqual(
      results.map(({ id }) => id),
      [0, 6, 7, 9, 28, 33, 40, 51, 52, 53],
    );
    assert.equal(results.find(({ id }) => id === 52)?.name, 'Cancel Record');
    assert.equal(results.find(({ id }) => id === 53)?.name, 'Wrong Number');
  });

  it('that is not loaded gives no records and is not listed', () => {
    const played = new PlayedDesk();
    played.world({ happens: 'campaignUnloads', campaign: 'Renewals' });
    assert.match(played.error('outbound.getPreviewRecord', 'Renewals'), /no loaded campaign Renewals/);
    assert.match(played.error('outbound.getPreviewRecord', 'Callbacks'), /gives its records by push/);
    const names = (played.data('outbound.getCampaigns') as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ['Callbacks', 'Reminders']);
  });
});

import { choices, results } from '../assumptions';
import { makeMove } from '../engine';
import {
  callPreview,
  cancelReschedule,
  chainOf,
  changeRecord,
  pullPreview,
  recordOf,
  setCallResult,
  startDirectPush,
  stopDirectPush,
} from '../rules/outbound';
import type { ServiceTable } from './service';

export const outboundServices: ServiceTable = {
  'outbound.getCampaigns': ({ core }) =>
    [...core.store.campaigns.values()]
      .filter(({ loaded }) => loaded)
      .map(({ name, mode, running }) => results.campaign.value(name, choices.campaignModes.value[mode], running)),

  'outbound.getPreviewRecord': ({ core, args }) => {
    pullPreview(core, args.text('campaignName'));
  },

  'outbound.getChainedRecords': ({ core, args }) =>
    structuredClone(chainOf(core, args.text('interactionId')).map((record) => results.record.value(record))),

  'outbound.getRecordFields': ({ core, args }) => structuredClone(recordOf(core, args.text('interactionId')).fields),

  'outbound.updateRecordFields': ({ core, args }) => {
    const record = recordOf(core, args.text('interactionId'));
    changeRecord(core, record, { fields: { ...record.fields, ...args.object('recordData') } });
  },

  'outbound.callPreviewRecord': ({ core, args }) => {
    callPreview(core, args.text('interactionId'), 'widget', args.number('recordHandle'));
  },

  'outbound.rejectPreviewRecord': ({ core, args }) => {
    makeMove(core, args.text('interactionId'), 'rejectPreview', 'widget');
  },

  'outbound.cancelPreviewRecord': ({ core, args }) => {
    makeMove(core, args.text('interactionId'), 'cancelPreview', 'widget');
  },

  'outbound.startDirectPushPreview': ({ core }) => {
    startDirectPush(core);
  },

  'outbound.stopDirectPushPreview': ({ core }) => {
    stopDirectPush(core);
  },

  'outbound.rescheduleRecord': ({ core, args }) => {
    const record = recordOf(core, args.text('interactionId'), args.number('recordHandle'));
    const reschedule = { date: args.text('rescheduleDate'), callbackType: args.text('callbackType') };
    changeRecord(core, record, { reschedule });
  },

  'outbound.cancelReschedule': ({ core, args }) => {
    cancelReschedule(core, args.text('interactionId'));
  },

  'outbound.getListOfCallResults': () => structuredClone(results.callResults.value),

  'outbound.setCallResult': ({ core, args }) => {
    setCallResult(core, args.text('interactionId'), args.number('callResult'));
  },

  'outbound.getCallResult': ({ core, args }) => recordOf(core, args.text('interactionId')).callResult,

  'outbound.setDoNotCall': ({ core, args }) => {
    changeRecord(core, recordOf(core, args.text('interactionId')), { doNotCall: true });
  },

  'outbound.removeDoNotCall': ({ core, args }) => {
    changeRecord(core, recordOf(core, args.text('interactionId')), { doNotCall: false });
  },
};

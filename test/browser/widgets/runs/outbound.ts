import type { CampaignRecord } from '../../../../src/simulator/desk/state/types';
import type { DeskSnapshot } from '../../../../src/simulator/ui/workspaceHandle';
import { after, interactionOf, newest, stateOf } from './run';
import type { After, Before, Run, Stage } from './run';

/** A record of a campaign that the agent asked for. */
const previewed = ({ page }: Stage): Promise<string> =>
  page.evaluate(() => window.workspace.act({ do: 'getPreviewRecord', campaign: 'Renewals' }) ?? '');

const handleOf = (state: DeskSnapshot, id: string) => interactionOf(state, id)?.preview?.chain[0];
const recordOf = ({ state, subject }: After): CampaignRecord | undefined =>
  state.records.find(({ handle }) => handle === handleOf(state, subject));
const rescheduling = ({ before, subject }: Before) => [
  subject,
  handleOf(before, subject),
  '12/24/2030 10:30',
  'CAMPAIGN',
];

export const outboundRuns = {
  'outbound.getCampaigns': {
    seen: ({ data }) => (data as { name: string }[]).map(({ name }) => name),
    is: ['Renewals', 'Callbacks', 'Reminders'],
  },
  'outbound.getPreviewRecord': {
    parameters: () => ['Renewals'],
    seen: (now) => [newest(now)?.state, newest(now)?.preview?.campaign],
    is: ['PREVIEW', 'Renewals'],
  },
  'outbound.getChainedRecords': {
    given: previewed,
    seen: ({ data, state, subject }) =>
      (data as { recordHandle: number }[]).some(({ recordHandle }) => recordHandle === handleOf(state, subject)),
    is: true,
  },
  'outbound.getRecordFields': {
    given: previewed,
    seen: (now) => JSON.stringify(now.data) === JSON.stringify(recordOf(now)?.fields),
    is: true,
  },
  'outbound.updateRecordFields': {
    given: previewed,
    parameters: ({ subject }) => [subject, { GSW_FROM: '10:10' }],
    seen: (now) => recordOf(now)?.fields.GSW_FROM,
    is: '10:10',
  },
  'outbound.callPreviewRecord': {
    given: previewed,
    parameters: ({ before, subject }) => [subject, handleOf(before, subject)],
    seen: (now) => [stateOf(now), newest(now)?.state, newest(now)?.parentInteractionId === now.subject],
    is: ['IDLE', 'DIALING', true],
  },
  'outbound.rejectPreviewRecord': { given: previewed, seen: stateOf, is: 'REJECTED' },
  'outbound.cancelPreviewRecord': { given: previewed, seen: stateOf, is: 'CANCELED' },
  'outbound.startDirectPushPreview': { seen: ({ state }) => state.directPush, is: true },
  'outbound.stopDirectPushPreview': {
    given: async ({ call }) => {
      await call('outbound.startDirectPushPreview');
      return '';
    },
    parameters: () => [],
    seen: ({ state }) => state.directPush,
    is: false,
  },
  'outbound.rescheduleRecord': {
    given: previewed,
    parameters: rescheduling,
    seen: (now) => recordOf(now)?.reschedule,
    is: { date: '12/24/2030 10:30', callbackType: 'CAMPAIGN' },
  },
  'outbound.cancelReschedule': {
    given: async (stage) => {
      const subject = await previewed(stage);
      const before = await stage.page.evaluate(() => window.workspace.state());
      await stage.call('outbound.rescheduleRecord', ...rescheduling({ site: stage.site, subject, before }));
      return subject;
    },
    seen: (now) => recordOf(now)?.reschedule,
    is: undefined,
  },
  'outbound.getListOfCallResults': {
    seen: ({ data }) => (data as { name: string }[]).some(({ name }) => name === 'Busy'),
    is: true,
  },
  'outbound.setCallResult': {
    given: previewed,
    parameters: ({ subject }) => [subject, 6],
    seen: (now) => recordOf(now)?.callResult,
    is: 6,
  },
  'outbound.getCallResult': {
    given: async (stage) => {
      const id = await previewed(stage);
      await stage.call('outbound.setCallResult', id, 7);
      return id;
    },
    seen: ({ data }) => data,
    is: 7,
  },
  'outbound.setDoNotCall': { given: previewed, seen: (now) => recordOf(now)?.doNotCall, is: true },
  'outbound.removeDoNotCall': {
    given: after(previewed, 'outbound.setDoNotCall'),
    seen: (now) => recordOf(now)?.doNotCall,
    is: false,
  },
} as const satisfies Record<string, Run>;

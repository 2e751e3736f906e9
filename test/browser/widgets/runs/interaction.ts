import { after, consulting, interactionOf, newest, ringing, stateOf, talking } from './run';
import type { Run } from './run';

const target = { type: 'AGENT', destination: '1002' };

export const interactionRuns = {
  'interaction.getInteractions': {
    given: talking,
    parameters: () => [],
    seen: ({ data, subject }) => (data as { interactionId: string }[]).some((one) => one.interactionId === subject),
    is: true,
  },
  'interaction.getByInteractionId': {
    given: talking,
    seen: ({ data }) => (data as { state: string }).state,
    is: 'TALKING',
  },
  'interaction.setUserData': {
    given: talking,
    parameters: ({ subject }) => [subject, { Contract: 'C-2', Seen: 'yes' }],
    seen: ({ state, subject }) => interactionOf(state, subject)?.userData,
    is: { Contract: 'C-2', Seen: 'yes' },
  },
  'interaction.deleteUserData': {
    given: talking,
    parameters: ({ subject }) => [subject, 'Contract'],
    seen: ({ state, subject }) => interactionOf(state, subject)?.userData,
    is: {},
  },
  'interaction.selectCaseByCaseId': {
    given: async (stage) => {
      const id = await ringing(stage);
      await talking(stage);
      return id;
    },
    parameters: ({ before, subject }) => [interactionOf(before, subject)?.caseId],
    seen: ({ state, subject }) => state.selectedCaseId === interactionOf(state, subject)?.caseId,
    is: true,
  },
  'interaction.markdone': { given: after(talking, 'voice.hangUp'), seen: stateOf, is: 'gone' },
  'interaction.blockMarkdone': {
    given: talking,
    parameters: ({ subject }) => [subject, 'Not yet.'],
    seen: ({ state, subject }) => Object.values(interactionOf(state, subject)?.markdoneBlocks ?? {}),
    is: ['Not yet.'],
  },
  'interaction.unblockMarkdone': {
    given: async (stage) => {
      const id = await talking(stage);
      await stage.call('interaction.blockMarkdone', id, 'Not yet.');
      return id;
    },
    seen: ({ state, subject }) => interactionOf(state, subject)?.markdoneBlocks,
    is: {},
  },
  'interaction.accept': { given: ringing, seen: stateOf, is: 'TALKING' },
  'interaction.reject': { given: ringing, seen: stateOf, is: 'IDLE' },
  'interaction.singleStepTransfer': {
    given: talking,
    parameters: ({ subject }) => [subject, target, { Why: 'Language' }, {}],
    seen: (now) => [stateOf(now), interactionOf(now.state, now.subject)?.userData.Why],
    is: ['IDLE', 'Language'],
  },
  'interaction.singleStepConference': {
    given: talking,
    parameters: ({ subject }) => [subject, target, undefined, undefined],
    seen: ({ state, subject }) => interactionOf(state, subject)?.parties.at(-1),
    is: { name: '1002' },
  },
  'interaction.consult': {
    given: talking,
    parameters: ({ subject }) => [subject, { ...target, media: 'voice' }, { Why: 'Help' }, {}],
    seen: (now) => [
      stateOf(now),
      newest(now)?.state,
      newest(now)?.parentInteractionId === now.subject,
      newest(now)?.userData,
    ],
    is: ['HELD', 'DIALING', true, { Contract: 'C-1', Why: 'Help' }],
  },
  'interaction.completeTransfer': {
    given: consulting,
    seen: ({ state, before, subject }) =>
      [subject, interactionOf(before, subject)?.parentInteractionId ?? ''].map((id) => interactionOf(state, id)?.state),
    is: ['IDLE', 'IDLE'],
  },
  'interaction.completeConference': {
    given: consulting,
    seen: (now) => {
      const parent = interactionOf(now.state, interactionOf(now.before, now.subject)?.parentInteractionId ?? '');
      return [stateOf(now), parent?.state, parent?.parties.at(-1)];
    },
    is: ['gone', 'TALKING', { name: '5550177' }],
  },
} as const satisfies Record<string, Run>;

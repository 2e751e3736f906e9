import { newest } from './run';
import type { Run, Stage } from './run';

/** A Run after calls of the widget without arguments. */
const once =
  (...services: readonly string[]) =>
  async ({ call }: Stage): Promise<string> => {
    for (const service of services) await call(service);
    return '';
  };
const noParameters = () => [];

const notReady = async ({ page }: Stage): Promise<string> => {
  await page.evaluate(() => window.workspace.act({ do: 'setAgentState', operationName: 'NotReady' }));
  return '';
};

/** What concerns the agent, the channels and the headset. */
export const deskRuns = {
  'agent.get': { seen: ({ data }) => (data as { username: string }).username, is: 'amorgan' },
  'agent.getStateList': {
    seen: ({ data }) => (data as { operationName: string }[]).map(({ operationName }) => operationName).slice(0, 3),
    is: ['Ready', 'NotReady', 'NotReady_Break'],
  },
  'agent.getState': {
    given: notReady,
    parameters: noParameters,
    seen: ({ data }) => (data as { type: string }).type,
    is: 'NOT_READY',
  },
  'agent.setState': {
    given: notReady,
    parameters: () => ['Ready'],
    seen: ({ state }) => state.agentState.type,
    is: 'READY',
  },
  'media.getMediaList': {
    seen: ({ data }) => (data as { name: string }[]).map(({ name }) => name),
    is: ['voice', 'chat', 'email', 'workitem'],
  },
  'media.getMediaByName': {
    given: notReady,
    parameters: () => ['chat'],
    seen: ({ data }) => (data as { state: { type: string } }).state.type,
    is: 'NOT_READY',
  },
  'media.setState': {
    given: notReady,
    parameters: () => ['chat', 'Ready'],
    seen: ({ state }) => state.media.map(({ name, state: { type } }) => `${name} ${type}`),
    is: ['voice NOT_READY', 'chat READY', 'email NOT_READY', 'workitem NOT_READY'],
  },
  'email.create': {
    parameters: () => ['someone@example.com'],
    seen: (now) => [newest(now)?.media, newest(now)?.state, newest(now)?.parties],
    is: ['email', 'CREATED', [{ name: 'someone@example.com' }]],
  },
  'sipEndpoint.muteMicrophone': { seen: ({ state }) => state.microphoneMuted, is: true },
  'sipEndpoint.isMicrophoneMute': {
    given: once('sipEndpoint.muteMicrophone'),
    parameters: noParameters,
    seen: ({ data }) => data,
    is: true,
  },
  'sipEndpoint.unmuteMicrophone': {
    given: once('sipEndpoint.muteMicrophone'),
    parameters: noParameters,
    seen: ({ state }) => state.microphoneMuted,
    is: false,
  },
  'sipEndpoint.muteSpeaker': { seen: ({ state }) => state.speakerMuted, is: true },
  'sipEndpoint.isSpeakerMute': {
    given: once('sipEndpoint.muteSpeaker'),
    parameters: noParameters,
    seen: ({ data }) => data,
    is: true,
  },
  'sipEndpoint.unmuteSpeaker': {
    given: once('sipEndpoint.muteSpeaker'),
    parameters: noParameters,
    seen: ({ state }) => state.speakerMuted,
    is: false,
  },
} as const satisfies Record<string, Run>;

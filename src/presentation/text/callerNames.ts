import type { Caller } from '../../protocol/records';

/** Who makes calls, in the words of the log and the timeline. */
export const callerNames: Readonly<Record<Caller, string>> = {
  widget: 'widget',
  bridge: 'bridge',
  tool: 'you',
  agent: 'AI agent',
};

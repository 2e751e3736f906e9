import type { LinkStatus } from '../../session/link/toolLink';
import type { Choice } from '../questions/question';

const start = { value: 'deskside.start', label: 'Start Deskside', icon: 'play', detail: 'Lets pages connect here.' };
const restart = {
  value: 'deskside.restart',
  label: 'Start Again',
  icon: 'debug-restart',
  detail: 'With a relay of your windows.',
};
const stop = { value: 'deskside.stop', label: 'Stop Deskside', icon: 'stop-circle' };
const connect = {
  value: 'deskside.connect',
  label: 'Connect to Relay…',
  icon: 'plug',
  detail: 'To one that was started with deskside serve.',
};
const simulator = {
  value: 'deskside.openSimulator',
  label: 'Open Workspace Simulator',
  icon: 'beaker',
  detail: 'Calls, chats and emails without a tenant.',
};
const scriptTag = {
  value: 'deskside.copyScriptTag',
  label: 'Copy Bridge Script Tag',
  icon: 'clippy',
  detail: 'For the page of your widget; it connects when it is loaded with it.',
};
const allowOrigin = {
  value: 'deskside.allowOrigin',
  label: 'Allow Origin…',
  icon: 'unlock',
  detail: 'A page that is not allowed yet was turned away.',
};
const interactions = { value: 'deskside.interactions.focus', label: 'Show Interactions', icon: 'list-tree' };
const invoke = { value: 'deskside.invoke', label: 'Invoke Service…', icon: 'zap' };
const diagnose = {
  value: 'deskside.diagnose',
  label: 'Diagnose Connection',
  icon: 'pulse',
  detail: 'Looks at each step of the way from the page to here.',
};
const events = { value: 'deskside.showEvents', label: 'Show Events', icon: 'output' };

/** How things stand. */
interface Situation {
  readonly status: LinkStatus['kind'];
  readonly hasPages: boolean;
  /** A page was turned away that the user may want to let in. */
  readonly hasRefused: boolean;
}

/** The commands that lead on from a situation, the likeliest first. */
export function fittingActions({ status, hasPages, hasRefused }: Situation): readonly Choice<string>[] {
  switch (status) {
    case 'off':
      return [start, simulator, connect, diagnose];
    case 'connecting':
      return [events, diagnose, stop];
    case 'trouble':
      return [restart, diagnose, connect, events, stop];
    case 'connected':
      return [
        ...(hasRefused ? [allowOrigin] : []),
        ...(hasPages
          ? [interactions, invoke, events, simulator, scriptTag, stop]
          : [simulator, scriptTag, diagnose, events, connect, stop]),
      ];
  }
}

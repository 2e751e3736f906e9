import type { Action } from './userError';

/** The buttons that several messages have. */
export const actions = {
  diagnose: { title: 'Diagnose Connection', command: 'deskside.diagnose' },
  showEvents: { title: 'Show Events', command: 'deskside.showEvents' },
  startAgain: { title: 'Start Again', command: 'deskside.restart' },
  useAnotherPort: { title: 'Use Another Port', command: 'deskside.useAnotherPort' },
  startHere: { title: 'Start Here', command: 'deskside.restart' },
  connect: { title: 'Connect to Relay…', command: 'deskside.connect' },
  openSimulator: { title: 'Open Workspace Simulator', command: 'deskside.openSimulator' },
  openAnew: { title: 'Open Anew', command: 'deskside.openSimulatorAnew' },
  copyScriptTag: { title: 'Copy Bridge Script Tag', command: 'deskside.copyScriptTag' },
} as const satisfies Record<string, Action>;

import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { ReplayPace } from '../../simulator/replay/replayPlan';
import { chooseTrace, makeOfTrace } from '../recording/chosenTrace';
import { requireTrust } from '../settings/trust';
import type { Register } from '../ui/commands';
import { UserError } from '../ui/userError';
import type { WorkspaceSimulator } from './simulator';

const paces: readonly (vscode.QuickPickItem & { readonly pace: ReplayPace })[] = [
  { pace: 'fast', label: '$(run-all) Fast', detail: 'As fast as the widget answers' },
  { pace: 'recorded', label: '$(watch) At Recorded Speed', detail: 'With the pauses of the recording' },
  { pace: 'step', label: '$(debug-step-over) Step by Step', detail: 'The next event when you ask for it' },
];

/** "Replay in Simulator…": the widgets of the settings get the events and replies of a trace. */
export function replayCommand(register: Register, simulator: WorkspaceSimulator): Disposable {
  return register('deskside.replayTrace', async (target, wanted) => {
    requireTrust();
    const trace = await chooseTrace('Replay in Simulator', target);
    if (trace === undefined) return undefined;
    const pace = paces.find((each) => each.pace === wanted)?.pace ?? (await askForPace());
    if (pace === undefined) return undefined;
    const [{ encodePlan }, { planOfTrace, ReplayError }, { withReplay }] = await Promise.all([
      import('../../trace/replay/encodePlan'),
      import('../../trace/replay/planOfTrace'),
      import('../../simulator/replay/replayAddress'),
    ]);
    try {
      const encoded = await makeOfTrace(trace, 'Preparing the replay', async (read, name, signal) =>
        encodePlan(await planOfTrace(read, name, signal)),
      );
      if (encoded === undefined) return undefined;
      await simulator.openAnew((address) => withReplay(address, encoded, pace));
      return true;
    } catch (error) {
      throw error instanceof ReplayError ? new UserError(error.message) : error;
    }
  });
}

async function askForPace(): Promise<ReplayPace | undefined> {
  const picked = await vscode.window.showQuickPick(paces, { title: 'Replay in Simulator', placeHolder: 'How fast?' });
  return picked?.pace;
}

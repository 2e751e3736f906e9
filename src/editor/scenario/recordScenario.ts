import type { Disposable } from '../../base/disposable';
import type { WorkspaceSimulator } from '../simulator/simulator';
import type { Register } from '../ui/commands';

/** "Record Scenario in Simulator": a simulated Workspace beside the code that writes down what is done in it. */
export function recordScenario(register: Register, simulator: WorkspaceSimulator): Disposable {
  return register('deskside.recordScenario', async () => {
    const { withRecording } = await import('../../simulator/scenario/format/scenarioAddress');
    await simulator.openAnew(withRecording);
    return true;
  });
}

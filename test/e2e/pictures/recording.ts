import { until } from '../../support/until';
import { openedSimulator } from '../support/simulatorFrame';
import { photograph } from './photograph';
import type { Theme } from './themes';

/** A scenario that grows while a call is brought in, answered by the agent and noted by the widget, for docs/scenarios.md. */
export async function recording(theme: Theme): Promise<void> {
  await photograph(theme, { viewport: { width: 1250, height: 900 } }, async ({ workbench }, take) => {
    const { page } = workbench;
    await workbench.showContainer('Deskside');
    await workbench.runCommand('View: Close Primary Side Bar');
    const simulator = await openedSimulator(page, () => workbench.runCommand('Deskside: Record Scenario in Simulator'));
    await simulator.getByText('Recording: 0 steps').waitFor();
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    await simulator.getByRole('button', { name: 'Answer' }).click();
    const widget = simulator.locator('iframe').first().contentFrame();
    await widget.getByRole('button', { name: 'setUserData', exact: true }).click();
    const recorded = simulator.getByLabel('Save it as a file');
    await until('the call in the scenario', async () => (await recorded.inputValue()).includes('setUserData'));
    await simulator.getByRole('button', { name: 'Copy' }).scrollIntoViewIfNeeded();
    await take('recording');
  });
}

import { photograph } from './photograph';
import type { Theme } from './themes';

/** The interactions, the simulated Workspace beside them and the event log below, for the README. */
export async function overview(theme: Theme): Promise<void> {
  await photograph(
    theme,
    { viewport: { width: 1300, height: 820 }, settings: { 'editor.fontSize': 12 } },
    async (product, take) => {
      const { workbench } = product;
      await workbench.showContainer('Deskside');
      await product.startDeskside();
      const simulator = await product.openSimulatorBeside();
      await simulator.getByRole('button', { name: 'Inbound call' }).click();
      const call = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
      await workbench.act(call, 'Accept');
      await workbench.expand(call);
      await workbench.expand(workbench.tree('Interactions').filter({ hasText: 'User Data' }));
      await simulator.getByRole('button', { name: 'Chat' }).click();
      await workbench.runCommand('Deskside: Show Events');
      await workbench.outputLine('ESTABLISHED').waitFor();
      await workbench.clearNotifications();
      await take('overview');
    },
  );
}

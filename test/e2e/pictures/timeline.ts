import { timelineFrame } from '../support/timelineFrame';
import { photograph } from './photograph';
import type { Theme } from './themes';

/** The timeline of what was done in the simulated Workspace, for docs/timeline.md. */
export async function timeline(theme: Theme): Promise<void> {
  await photograph(theme, { viewport: { width: 1300, height: 700 } }, async (product, take) => {
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    await workbench.runCommand('Deskside: Show Timeline');
    const simulator = await product.openSimulator(await product.pageKey());
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    const call = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
    await workbench.act(call, 'Accept');
    await simulator.getByRole('button', { name: 'Chat' }).click();
    await workbench.clearNotifications();
    await workbench.runCommand('View: Toggle Maximized Panel');
    const frame = await timelineFrame(workbench.page);
    await frame.getByRole('row').filter({ hasText: 'ESTABLISHED' }).first().click();
    await frame.getByRole('tree', { name: 'Record as JSON' }).waitFor();
    await frame.getByRole('img', { name: /^Timeline of/ }).press('Home');
    await take('timeline');
  });
}

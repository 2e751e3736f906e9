import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';
import { say } from '../../../scripts/hosts/say';
import { Product } from '../support/product';
import { timelineFrame } from '../support/timelineFrame';
import { themes } from './themes';

/** The timeline below the simulated Workspace, for docs/timeline.md. */
export async function timeline(scheme: keyof typeof themes): Promise<void> {
  const product = await Product.start({
    colorScheme: scheme,
    settings: { 'workbench.colorTheme': themes[scheme] },
    viewport: { width: 1400, height: 1000 },
  });
  try {
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    await workbench.runCommand('Deskside: Show Timeline');
    const simulator = await product.openSimulatorBeside();
    await simulator.getByRole('button', { name: 'Inbound call' }).click();
    const call = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
    await workbench.act(call, 'Accept');
    await simulator.getByRole('button', { name: 'Chat' }).click();
    await workbench.clearNotifications();
    const frame = await timelineFrame(workbench.page);
    await frame.getByRole('row').filter({ hasText: 'ESTABLISHED' }).first().click();
    await frame.getByRole('tree', { name: 'Record as JSON' }).waitFor();
    await frame.getByRole('img', { name: /^Timeline of/ }).press('Home');
    const path = join(root, 'media', 'pictures', `timeline-${scheme}.png`);
    await workbench.page.screenshot({ path });
    say(path);
  } finally {
    await product.stop();
  }
}

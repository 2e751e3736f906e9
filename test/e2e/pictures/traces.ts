import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenWidget, brokenFile } from '../../support/brokenWidget';
import { openedSimulator } from '../support/simulatorFrame';
import { timelineFrame } from '../support/timelineFrame';
import { photograph } from './photograph';
import type { Theme } from './themes';

const trace = 'noted.deskside-trace';

/** A trace that is opened, and its replay to a widget that was changed meanwhile, for docs/traces.md. */
export async function traces(theme: Theme): Promise<void> {
  await photograph(theme, { viewport: { width: 1250, height: 800 } }, async (product, take) => {
    const { workbench, folder } = product;
    const { page } = workbench;
    const widget = await BrokenWidget.start(folder);
    const change = async (text: string, other: string) => {
      const file = join(folder, brokenFile);
      await writeFile(file, (await readFile(file, 'utf8')).replace(text, other));
    };
    try {
      await change('setUserDta', 'setUserData');
      await product.changeSettings({ 'deskside.simulator.widgets': [widget.address] });
      await workbench.showContainer('Deskside');
      const live = await product.openSimulatorBeside();
      const call = workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
      await live.getByRole('button', { name: 'Inbound call' }).click();
      await workbench.act(call, 'Accept');
      await live.getByText('Seen').waitFor();
      await workbench.runCommand('Deskside: Save the Last Minutes…');
      await workbench.answer('Where to Write the Trace', join(folder, trace));
      await page.getByRole('dialog').getByRole('button', { name: 'Write It There' }).click();
      await workbench.message(trace).waitFor();
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('View: Close Primary Side Bar');
      await workbench.clearNotifications();
      await workbench.quickOpen(trace);
      const frame = await timelineFrame(page);
      await frame.getByRole('row').filter({ hasText: 'ESTABLISHED' }).first().click();
      await frame.getByRole('tree', { name: 'Record as JSON' }).waitFor();
      await take('trace');
      await change('Seen:', 'Noted:');
      const replay = await openedSimulator(page, async () => {
        await workbench.runCommand('Deskside: Replay in Simulator…');
        await workbench.pick('Fast');
      });
      await replay.getByText('noted: failed').waitFor();
      await workbench.runCommand('View: Close Editor');
      await replay.getByText('Instead').scrollIntoViewIfNeeded();
      await take('replay');
    } finally {
      await widget.stop();
    }
  });
}

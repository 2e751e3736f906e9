import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../../../scripts/hosts/say';
import { BrokenWidget } from '../../support/brokenWidget';
import { buildCommand } from '../../support/builtCommand';
import { McpAgent } from '../../support/mcpAgent';
import { mendWidget } from '../../support/scriptedAgent';
import { putPages } from '../../browser/support/webAssets';
import { connectLiveCall, transfer } from '../support/liveCall';
import { Probe } from '../support/probe';
import { folder, photograph } from './photograph';
import type { Theme } from './themes';

/** VS Code asks about a call that an agent wants to make on a live page. */
export async function agentQuestion(theme: Theme): Promise<void> {
  const probe = await Probe.make();
  const options = {
    viewport: { width: 1100, height: 640 },
    settings: { 'deskside.agents.livePages': true },
    extension: probe.folder,
  };
  try {
    await photograph(theme, options, async (product, take) => {
      const { workbench } = product;
      const customer = { ani: '5550111', contact: { displayName: 'Jane Roe' } };
      const live = await connectLiveCall(product, 'Customer card', customer);
      await workbench.expand(workbench.tree('Interactions').filter({ hasText: 'TALKING' }));
      await workbench.clearNotifications();
      await probe.during([transfer], async () => {
        await workbench.runCommand('Probe: Invoke');
        await workbench.page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click();
        const question = workbench.page.getByRole('dialog').filter({ hasText: 'An AI agent wants to call' });
        await question.waitFor();
        await take('agent-question');
        await question.getByRole('button', { name: 'Refuse' }).click();
      });
      await live.close();
    });
  } finally {
    await probe.remove();
  }
}

/** What an agent sees of a widget that it has mended. */
export async function agentSimulator(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'deskside-picture-'));
  const widget = await BrokenWidget.start(work);
  try {
    const agent = await McpAgent.start(await buildCommand(work, putPages), [], { cwd: work });
    await mendWidget(agent, widget);
    const { picture } = await agent.call('deskside_view_simulator', { picture: 'workspace' });
    if (picture === undefined) throw new Error('there is no picture');
    const path = join(folder, 'agent-simulator.png');
    await writeFile(path, picture);
    say(path);
    await agent.close();
  } finally {
    await widget.stop();
    await rm(work, { recursive: true });
  }
}

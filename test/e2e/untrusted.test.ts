import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { chosenRelease, vscodeReleases } from '../../scripts/hosts/vscodeReleases';
import { agentTools } from '../../src/agents/catalogue';
import { until } from '../support/until';
import { Probe } from './support/probe';
import { Product } from './support/product';
import { TestingView } from './support/testingView';

const refusal = 'Deskside connects to nothing in a workspace that is not trusted';

describe('a window whose folder is not trusted', () => {
  let product: Product;
  let probe: Probe;
  before(async () => {
    probe = await Probe.make();
    const widget = "genesys.wwe.service.interaction.acept('1', () => {}, () => {});\n";
    product = await Product.start({
      trusted: false,
      files: {
        'widget.js': widget,
        'call.scenario.yaml': 'scenario: A call\nsteps:\n  - expect: { subscribed: interaction }\n',
      },
      extension: probe.folder,
    });
  });
  after(async () => {
    await product.stop();
    await probe.remove();
  });

  /** Who connects to the port of the relay meanwhile. Fails where somebody listens there. */
  async function connectionsDuring(action: () => Promise<void>): Promise<number> {
    const server = createServer().listen(product.relayPort, '127.0.0.1');
    await once(server, 'listening');
    let connections = 0;
    server.on('connection', () => connections++);
    await action();
    server.close();
    await once(server, 'close');
    return connections;
  }

  /** The tools that VS Code offers its models. */
  async function offeredTools(): Promise<readonly string[]> {
    return (await probe.during([], () => product.workbench.runCommand('Probe: Invoke'))).tools;
  }

  /** Does something, and waits until Deskside says why it does nothing. */
  async function isRefused(action: () => Promise<void>): Promise<void> {
    const { workbench } = product;
    await workbench.clearNotifications();
    await workbench.message(refusal).waitFor({ state: 'detached' });
    await action();
    await workbench.message(refusal).waitFor();
  }

  const commands = [
    'Start',
    'Open Workspace Simulator',
    'Open Workspace Simulator in Browser',
    'Copy Bridge Script Tag',
    // It refuses before it asks for an address and a key.
    'Connect to Relay…',
  ];
  for (const command of commands) {
    it(`refuses ${command}`, async () => {
      await isRefused(() => product.workbench.runCommand(`Deskside: ${command}`));
    });
  }

  it('has not started a relay, and connects to none on its port', async () => {
    const connections = await connectionsDuring(async () => {
      for (const command of commands) await isRefused(() => product.workbench.runCommand(`Deskside: ${command}`));
    });
    assert.equal(connections, 0);
  });

  it('checks scripts, and writes neither types nor a new widget', async () => {
    const { workbench } = product;
    await workbench.openFile('widget.js');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.runCommand('Deskside: Add API Types to Workspace');
    const writesNothing = workbench.message('Deskside writes nothing into a workspace that is not trusted');
    await writesNothing.waitFor();
    await workbench.clearNotifications();
    await writesNothing.waitFor({ state: 'detached' });
    await workbench.runCommand('Deskside: New Widget…');
    await writesNothing.waitFor();
  });

  it('lists scenarios as tests, and plays none', async () => {
    const { workbench } = product;
    const view = await TestingView.open(workbench, 1);
    for (const button of ['Run Test', 'Debug Test']) {
      await view.press('call', button);
      // VS Code itself asks.
      const question = workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'trust' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });
      await view.waitFor('call', 'Not yet run');
    }
  });

  it('lets AI agents read the documentation and check files, and refuses all other tools with the reason', async () => {
    const usable = ['deskside_describe_method', 'deskside_check_file'];
    // Newer versions show extensions tools that they do not offer to models.
    if (chosenRelease() === vscodeReleases.oldest) {
      await until('the tools', async () => (await offeredTools()).length === usable.length);
      assert.deepEqual((await offeredTools()).toSorted(), usable.toSorted());
    }
    const others = agentTools.map(({ name }) => name).filter((name) => !usable.includes(name));
    const calls = [
      { name: 'deskside_describe_method', input: { method: 'interaction.accept' } },
      { name: 'deskside_check_file', input: { path: 'widget.js' } },
      ...others.map((name) => ({ name, input: {} })),
    ];
    let answers: readonly string[] = [];
    const connections = await connectionsDuring(async () => {
      ({ answers } = await probe.during(calls, () => product.workbench.runCommand('Probe: Invoke')));
    });
    const [documentation = '', checks = '', ...refusals] = answers;
    assert.match(documentation, /^interaction\.accept\(/);
    assert.match(checks, /^1 problem found\.[^]*unknown-service/);
    for (const [index, name] of others.entries()) {
      assert.equal(
        refusals[index],
        `The user does not trust this folder, so ${name} cannot be used. The user can trust it with "Workspaces: Manage Workspace Trust".`,
      );
    }
    assert.equal(connections, 0);
  });

  it('starts when the user has trusted the folder, and offers all tools', async () => {
    const { page } = product.workbench;
    await product.workbench.runCommand('Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await product.startDeskside();
    await until('the tools', async () => (await offeredTools()).length === agentTools.length);
  });
});

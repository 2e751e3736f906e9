import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Product } from './support/product';
import { TestingView } from './support/testingView';

const refusal = 'Deskside connects to nothing in a workspace that is not trusted';

describe('a window whose folder is not trusted', () => {
  let product: Product;
  before(async () => {
    const widget = "genesys.wwe.service.interaction.acept('1', () => {}, () => {});\n";
    product = await Product.start({
      trusted: false,
      files: {
        'widget.js': widget,
        'call.scenario.yaml': 'scenario: A call\nsteps:\n  - expect: { subscribed: interaction }\n',
      },
    });
  });
  after(() => product.stop());

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
    // Fails where somebody listens.
    const server = createServer().listen(product.relayPort, '127.0.0.1');
    await once(server, 'listening');
    let connections = 0;
    server.on('connection', () => connections++);
    for (const command of commands) await isRefused(() => product.workbench.runCommand(`Deskside: ${command}`));
    assert.equal(connections, 0);
    server.close();
    await once(server, 'close');
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
      const question = workbench.page.getByRole('dialog').filter({ hasText: 'trust' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });
      await view.waitFor('call', 'Not yet run');
    }
  });

  it('starts when the user has trusted the folder', async () => {
    const { page } = product.workbench;
    await product.workbench.runCommand('Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await product.startDeskside();
  });
});

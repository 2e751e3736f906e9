import assert from 'node:assert/strict';
import { Product } from './support/product';
import { Probe } from './support/probe';
import { FakePage } from '../support/fakePage';
import { until } from '../support/until';

describe('an AI agent in VS Code, with a live page', () => {
  let product: Product;
  let probe: Probe;
  let live: FakePage;
  before(async () => {
    probe = await Probe.make();
    product = await Product.start({
      // What users set who let tools run by themselves.
      settings: { 'chat.tools.autoApprove': true, 'deskside.agents.livePages': true },
      extension: probe.folder,
    });
    const { workbench } = product;
    await workbench.showContainer('Deskside');
    await product.startDeskside();
    const key = await product.pageKey();
    live = await FakePage.connect(product.relayPort, key, { place: 'widget', id: 'live-page-1', title: 'Live desk' });
    live.record({
      ...{ kind: 'desk', whole: true },
      interactions: [{ interactionId: '7', caseId: 'c-7', media: 'voice', callType: 'INBOUND', state: 'TALKING' }],
    });
    await workbench.tree('Interactions').filter({ hasText: 'TALKING' }).waitFor();
  });
  after(async () => {
    await live.close();
    await product.stop();
    await probe.remove();
  });

  const call = {
    name: 'deskside_invoke_service',
    input: {
      page: 'live-page-1',
      service: 'interaction.singleStepTransfer',
      parameters: ['7', { type: 'AGENT', destination: '1002' }],
    },
  };

  for (const [button, sent] of [
    ['Cancel', 0],
    ['Make This Call', 1],
    ['Cancel', 1],
  ] as const) {
    it(`asks the user about each call, though tools run by themselves: ${button}`, async () => {
      const { workbench } = product;
      const answer = await probe.during(call, async () => {
        await workbench.runCommand('Probe: Invoke');
        // Outside of a chat VS Code asks once more, whatever the setting says. Its question is no answer to ours.
        await workbench.page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click();
        const question = workbench.page.getByRole('dialog').filter({ hasText: 'An AI agent wants to call' });
        await question.filter({ hasText: '"7"' }).filter({ hasText: 'TALKING' }).waitFor();
        assert.match((await question.textContent()) ?? '', /targetQuery: .*1002/);
        await question.getByRole('button', { name: button }).click();
      });
      assert.match(answer, button === 'Cancel' ? /The user did not allow this call/ : /singleStepTransfer succeeded/);
      await until('the calls', () => live.invoked.length === sent);
    });
  }

  it('shows the call as the agent’s in the event log', async () => {
    const { workbench } = product;
    live.record({
      kind: 'call',
      callId: 'x',
      by: 'agent',
      service: 'interaction.singleStepTransfer',
      parameters: ['7'],
    });
    await workbench.runCommand('Deskside: Show Events');
    await workbench.outputLine('by AI agent').waitFor();
  });
});

import assert from 'node:assert/strict';
import { chosenRelease, vscodeReleases } from '../../scripts/hosts/vscodeReleases';
import type { Settings } from '../../scripts/hosts/vscodeServer';
import { Product } from './support/product';
import { connectLiveCall, transfer } from './support/liveCall';
import { Probe } from './support/probe';
import type { FakePage } from '../support/fakePage';
import { until } from '../support/until';

const announced = 'Call interaction.singleStepTransfer with';

type Answer = 'Cancel' | 'Refuse' | 'Make This Call' | 'Enter';

/** How the user answers one call after the other, and how many calls the page has got by then. */
const answers: readonly (readonly [Answer, number])[] = [
  ['Enter', 0],
  ['Cancel', 0],
  ['Make This Call', 1],
  ['Refuse', 1],
];

/** VS Code with an agent that lets tools run by themselves, and a live page with a call. */
class LiveDesk {
  private constructor(
    readonly product: Product,
    readonly page: FakePage,
  ) {}

  static async open(probe: Probe, settings: Settings, proposedApi = false): Promise<LiveDesk> {
    const product = await Product.start({
      settings: { ...settings, 'deskside.agents.livePages': true },
      extension: probe.folder,
      proposedApi,
    });
    return new LiveDesk(product, await connectLiveCall(product, 'Live desk'));
  }

  /** Answers Deskside's question about the call: by a button, or by Enter, as somebody does who types when it comes. */
  async answer(answer: Answer): Promise<void> {
    const { page } = this.product.workbench;
    const question = page.getByRole('dialog').filter({ hasText: 'An AI agent wants to call' });
    await question.filter({ hasText: '"7"' }).filter({ hasText: 'TALKING' }).waitFor();
    assert.match((await question.textContent()) ?? '', /targetQuery: .*1002/);
    if (answer === 'Enter') {
      await question.getByRole('button', { name: 'Refuse' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
    } else {
      await question.getByRole('button', { name: answer }).click();
    }
    await question.waitFor({ state: 'detached' });
  }

  async close(): Promise<void> {
    await this.page.close();
    await this.product.stop();
  }
}

describe('an AI agent in VS Code, with a live page', () => {
  let probe: Probe;
  let desk: LiveDesk;
  before(async () => {
    probe = await Probe.make();
    desk = await LiveDesk.open(probe, {});
  });
  after(async () => {
    await desk.close();
    await probe.remove();
  });

  for (const [answer, sent] of answers) {
    it(`asks the user about each call, beside what VS Code asks: ${answer}`, async () => {
      const { workbench } = desk.product;
      const during = await probe.during([transfer], async () => {
        await workbench.runCommand('Probe: Invoke');
        // VS Code's question is no answer to ours.
        await workbench.page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click();
        await desk.answer(answer);
      });
      assert.match(
        during.answers[0] ?? '',
        answer === 'Make This Call' ? /singleStepTransfer succeeded/ : /The user did not allow this call/,
      );
      await until('the calls', () => desk.page.invoked.length === sent);
    });
  }

  it('shows the call as the agent’s in the event log', async () => {
    const { workbench } = desk.product;
    desk.page.record({
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

// The parts of VS Code's interface that make an extension the agent of a chat are proposals, and others in each version.
const describeWithChat = chosenRelease() === vscodeReleases.oldest ? describe : describe.skip;

describeWithChat('an AI agent in a chat of VS Code whose tools run by themselves, with a live page', () => {
  let probe: Probe;
  let desk: LiveDesk;
  before(async () => {
    probe = await Probe.makeForChat();
    desk = await LiveDesk.open(probe, { 'chat.tools.autoApprove': true }, true);
  });
  after(async () => {
    await desk.close();
    await probe.remove();
  });

  for (const [answer, sent] of answers) {
    it(`asks the user about each call, where VS Code asks about none: ${answer}`, async () => {
      const { workbench } = desk.product;
      const during = await probe.during([transfer], async () => {
        await workbench.runCommand('Probe: Invoke');
        await desk.answer(answer);
      });
      assert.match(
        during.answers[0] ?? '',
        answer === 'Make This Call' ? /singleStepTransfer succeeded/ : /The user did not allow this call/,
      );
      await until('the calls', () => desk.page.invoked.length === sent);
    });
  }

  it('is asked about by VS Code too once tools do not run by themselves', async () => {
    const { workbench } = desk.product;
    await desk.product.changeSettings({ 'chat.tools.autoApprove': false });
    await probe.during([transfer], async () => {
      await workbench.runCommand('Probe: Invoke');
      const asked = workbench.page.locator('.chat-confirmation-widget').filter({ hasText: announced });
      await asked.getByRole('button', { name: 'Continue' }).click();
      await desk.answer('Cancel');
    });
    assert.equal(desk.page.invoked.length, 1);
  });
});

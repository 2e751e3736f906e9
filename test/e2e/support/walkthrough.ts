import { openedSimulator, simulatorFrame } from './simulatorFrame';
import type { Product } from './product';

/** The files of the folder in which the steps are done. */
export const walkthroughFiles = {
  'answer.js': `// Ends a call as soon as its customer is known.
function end(interactionId) {

}
`,
  'short-call.scenario.yaml': `scenario: A short call
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { interaction: call, is: TALKING }
  - world: { happens: farEndHangsUp, interactionId: call }
  - expect: { event: interaction, data: { eventType: RELEASED } }
`,
} as const;

interface WalkthroughStep {
  /** As the manifest calls it. */
  readonly id: string;
  /** Does what the step asks for, up to where a picture is worth taking. */
  readonly begin: () => Promise<void>;
  /** Does the rest, if there is any. */
  readonly end?: () => Promise<void>;
}

/** The steps of the walkthrough, in its order, as a user does them. */
export function walkthroughSteps(product: Product, widget: { readonly address: string }): readonly WalkthroughStep[] {
  const { workbench } = product;
  const { page } = workbench;
  const call = () => workbench.tree('Interactions').filter({ hasText: 'Inbound call' });
  const widgetInTree = (name: string) =>
    workbench.tree('Interactions').filter({ hasText: name }).filter({ hasText: 'subscribed' });
  const lens = () => page.locator('.codelens-decoration').getByText('Run in Simulator');
  const suggestion = (name: RegExp) => page.locator('.suggest-widget').getByRole('option', { name });
  return [
    {
      id: 'simulator',
      begin: async () => {
        await workbench.showContainer('Deskside');
        await product.openSimulatorBeside();
        await widgetInTree('Sample widget').waitFor();
      },
    },
    {
      id: 'call',
      begin: async () => {
        await (await simulatorFrame(page)).getByRole('button', { name: 'Inbound call' }).click();
        await call().filter({ hasText: 'RINGING' }).waitFor();
      },
    },
    {
      id: 'answer',
      begin: async () => {
        await workbench.act(call(), 'Accept');
        await call().filter({ hasText: 'TALKING' }).waitFor();
        await workbench.expand(call());
      },
    },
    {
      id: 'widget',
      begin: async () => {
        await product.changeSettings({ 'deskside.simulator.widgets': [widget.address] });
        await workbench.runCommand('Deskside: Open Workspace Simulator Anew');
        await widgetInTree('localhost:').waitFor();
        // The simulated Workspace that was there before is gone from the tree, too.
        await widgetInTree('Sample widget').waitFor({ state: 'detached' });
      },
    },
    {
      id: 'write',
      begin: async () => {
        await workbench.openFile('answer.js');
        await workbench.goTo(3);
        await page.keyboard.type('  genesys.wwe.service.voice.');
        await suggestion(/^hangUp,/).waitFor();
      },
      end: async () => {
        await page.keyboard.type('hang');
        await suggestion(/^hangUp\(…\)/).click();
      },
    },
    {
      id: 'scenario',
      begin: async () => {
        await workbench.openFile('short-call.scenario.yaml');
        await lens().waitFor();
      },
      end: async () => {
        const simulator = await openedSimulator(page, () => lens().click());
        await simulator.getByText('A short call: passed').waitFor();
      },
    },
  ];
}

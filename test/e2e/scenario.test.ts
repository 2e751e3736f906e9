import { Product } from './support/product';
import { simulatorFrame } from './support/simulatorFrame';

const text = `scenario: A short call
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { interaction: call, is: TALKING }
`;

describe('a scenario in the folder', () => {
  let product: Product;
  before(async () => {
    product = await Product.start({ files: { 'short.scenario.yaml': text } });
  });
  after(() => product.stop());

  it('is played beside the code, and the tree shows the call', async () => {
    const { page } = product.workbench;
    await page.getByRole('treeitem', { name: 'short.scenario.yaml' }).dblclick();
    // Nothing of Deskside has been used in this window so far.
    await page.getByText('Run in Simulator', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Run Scenario in Simulator' }).click();
    const simulator = await simulatorFrame(page);
    await simulator.getByText('A short call: passed').waitFor();
    await product.workbench.showContainer('Deskside');
    await product.workbench.tree('Interactions').filter({ hasText: 'TALKING' }).first().waitFor();
  });
});

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

// The server host has no ripgrep, by which VS Code looks for files that wake an extension: so the editor's own button comes first.
describe('a scenario in the folder', () => {
  let product: Product;
  before(async () => {
    product = await Product.start({ files: { 'short.scenario.yaml': text } });
  });
  after(() => product.stop());

  it('is played beside the code, and the tree shows the call', async () => {
    const { page } = product.workbench;
    await page.getByRole('treeitem', { name: 'short.scenario.yaml' }).dblclick();
    await page.getByRole('button', { name: 'Run Scenario in Simulator' }).click();
    const simulator = await simulatorFrame(page);
    await simulator.getByText('A short call: passed').waitFor();
    // An editor without the focus may have asked for its lenses before the extension was there; it asks again with the focus.
    await page.locator('.monaco-editor .view-line', { hasText: 'expect' }).click();
    await page.getByText('Run in Simulator', { exact: true }).waitFor();
    await product.workbench.showContainer('Deskside');
    await product.workbench.tree('Interactions').filter({ hasText: 'TALKING' }).first().waitFor();
  });
});

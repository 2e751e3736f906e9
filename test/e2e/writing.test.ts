import { withChecksum } from '../../src/language/project/declarations';
import { Product } from './support/product';

const older = withChecksum(
  '// Types of an older Deskside\n// Checksum:\ndeclare namespace genesys.wwe { const service: any; }\n',
);
const widget = "genesys.wwe.service.voice.hold('7', () => {}, () => {});\n";

describe('a widget that is written', () => {
  let product: Product;
  before(async () => {
    const files = { 'jsconfig.json': '{}', 'genesys-wwe.d.ts': older, 'widget.js': widget };
    product = await Product.start({ files });
  });
  after(() => product.stop());

  it('is offered newer types than it has', async () => {
    const { workbench } = product;
    await workbench.openFile('widget.js');
    const offer = workbench.message('holds the types of an older Deskside');
    await offer.getByRole('button', { name: 'Update', exact: true }).click();
    await workbench.message('Newer types are in genesys-wwe.d.ts').waitFor();
  });

  it('runs over the code, and shows the reply from the hover of the outcome', async () => {
    const { workbench } = product;
    const { page } = workbench;
    await product.startDeskside();
    const simulator = await product.openSimulator(await product.pageKey());
    await workbench.openFile('widget.js');
    const lens = page.locator('.codelens-decoration');
    await lens.getByText('Run on Page').click();
    await lens.getByText('Show Reply').waitFor();
    await workbench.clearNotifications();
    await page.locator('.view-line').getByText('hold', { exact: true }).hover();
    await page.locator('.monaco-hover').getByText('Show Reply').click();
    await page.locator('.view-line').filter({ hasText: '"service": "voice.hold"' }).waitFor();
    await simulator.close();
  });
});

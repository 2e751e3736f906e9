import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Product } from './support/product';
import { TestingView } from './support/testingView';

const widget =
  'genesys.wwe.service.voice.hangup("7", () => {}, () => {});\ngenesys.wwe.service.voice.hold("7", undefined, () => {});\n';
const scenario = (name: string): string => `scenario: ${name}\nsteps:\n  - world: { happens: inbound, media: voice }\n`;

describe('a workspace of several folders', () => {
  let product: Product;
  before(async () => {
    product = await Product.start({
      workspaceFolders: ['one', 'two'],
      files: {
        'one/first.js': widget,
        'one/shop.scenario.yaml': scenario('First'),
        'two/second.js': widget,
        'two/.vscode/settings.json': '{ "deskside.checks": { "missing-succeeded": false } }',
        'two/shop.scenario.yaml': scenario('Second'),
        'two/src/tsconfig.json': '{}',
      },
    });
  });
  after(() => product.stop());

  it('gets the types in the folder that the user picks', async () => {
    const { workbench } = product;
    await workbench.runCommand('Deskside: Add API Types to Workspace');
    await workbench.answer('', 'two');
    await workbench.message('genesys-wwe.d.ts').waitFor();
    const made = await readdir(join(product.folder, 'two'), { recursive: true });
    assert.equal(made.filter((name) => name.endsWith('genesys-wwe.d.ts')).length, 1, made.join());
    assert.deepEqual((await readdir(join(product.folder, 'one'))).sort(), ['first.js', 'shop.scenario.yaml']);
    assert.match(await readFile(join(product.folder, 'two/src/tsconfig.json'), 'utf8'), /^\{/);
  });

  it('has the checks of each folder as that sets them', async () => {
    const { workbench } = product;
    const marked = workbench.page.locator(
      '.editor-group-container.active .squiggly-error, .editor-group-container.active .squiggly-warning',
    );
    await workbench.openFile('first.js');
    await marked.nth(1).waitFor();
    await workbench.openFile('second.js');
    await marked.nth(1).waitFor({ state: 'detached' });
    await marked.waitFor();
  });

  it('has the scenarios of all in the Testing view, told apart by their folders', async () => {
    const view = await TestingView.open(product.workbench, 2);
    await view.test('one').waitFor();
    await view.test('two').waitFor();
  });
});

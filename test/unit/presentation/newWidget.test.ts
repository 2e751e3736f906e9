import assert from 'node:assert/strict';
import { projectFiles, projectIndex, readWidgetName } from '../../../src/presentation/newWidget/widgetProject';

describe('the name of a new widget', () => {
  it('is one that each system takes for a folder, and npm for a package', () => {
    for (const name of ['order-widget', 'w', 'a1.b_c', ' order-widget ']) {
      assert.deepEqual(readWidgetName(name), { value: name.trim() });
    }
    for (const name of [
      '',
      'Order',
      '../up',
      'a/b',
      '.hidden',
      'a b',
      'ä',
      'a--b',
      '1st',
      'a'.repeat(61),
      'deskside',
    ]) {
      assert.ok('problem' in readWidgetName(name), name);
    }
  });
});

describe('the files of a new widget', () => {
  const files: Readonly<Record<string, string>> = {
    [projectIndex]: JSON.stringify({
      package: { 'client.mjs': 'dist/project/client.mjs', 'client.d.mts': 'dist/project/client.d.ts' },
      kinds: { plain: { 'README.md': 'templates/common/README.md' }, typescript: {}, react: {} },
    }),
    'templates/common/README.md': '# my-widget\n',
    'dist/project/client.mjs': '// my-widget stays here\n',
    'dist/project/client.d.ts': 'types',
  };
  const read = (path: string) => Promise.resolve(new TextEncoder().encode(files[path] ?? ''));

  it('are those of its kind, under its name, and the package as it is', async () => {
    const made = await projectFiles('plain', 'order-widget', read);
    assert.deepEqual(Object.fromEntries(made.map(({ path, content }) => [path, new TextDecoder().decode(content)])), {
      'README.md': '# order-widget\n',
      'deskside/client.mjs': '// my-widget stays here\n',
      'deskside/client.d.mts': 'types',
    });
  });
});

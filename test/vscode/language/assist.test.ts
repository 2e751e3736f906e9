import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../support/until';
import { extension } from '../support/manifest';
import { textOf, WorkFolder } from '../support/workFolder';

const service = 'genesys.wwe.service';
/** A place of a script in each language, and what may be typed there. */
const languages: Readonly<Record<string, (script: string) => string>> = {
  'plain.js': (script) => script,
  'typed.ts': (script) => `const count: number = 1;\n${script}`,
  'parts.jsx': (script) => `const part = <b>{count}</b>;\n${script}`,
  'parts.tsx': (script) => `const part = <b>{count as number}</b>;\n${script}`,
  'page.html': (script) => `<!doctype html>\n<script>\n${script}\n</script>\n`,
};

describe('the language support for scripts', () => {
  let folder: WorkFolder;
  before(async () => {
    await extension().activate();
    folder = await WorkFolder.make();
  });
  after(() => folder.remove());

  const completionsAt = async (name: string, marked: string): Promise<vscode.CompletionItem[]> => {
    const { document, position } = await folder.openAt(name, marked);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    return list.items;
  };
  const labels = (items: readonly vscode.CompletionItem[]): readonly string[] =>
    items.map(({ label }) => (typeof label === 'string' ? label : label.label));

  for (const [name, around] of Object.entries(languages)) {
    it(`completes, explains and shows signatures in ${name}`, async () => {
      const items = await completionsAt(name, around(`${service}.interaction.ac|`));
      const accept = items.find(({ label }) => label === 'accept');
      assert.ok(accept, labels(items).join(', '));
      assert.equal(accept.detail, 'interaction.accept(interactionId, succeeded, failed)');

      const over = await folder.openAt(name, around(`${service}.interaction.acc|ept('1');`));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        over.document.uri,
        over.position,
      );
      const text = hovers.flatMap(({ contents }) => contents.map(textOf));
      assert.ok(
        text.some((each) => each.includes('interaction.accept(interactionId, succeeded, failed)')),
        text.join(),
      );
      assert.ok(
        text.some((each) => each.includes('Makes sense in')),
        text.join(),
      );

      const inside = await folder.openAt(name, around(`${service}.interaction.setUserData('1', |)`));
      const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
        'vscode.executeSignatureHelpProvider',
        inside.document.uri,
        inside.position,
      );
      assert.equal(help.signatures[0]?.label, 'interaction.setUserData(interactionId, keyValues, succeeded, failed)');
      assert.equal(help.activeParameter, 1);
    });
  }

  for (const name of ['part.vue', 'part.svelte']) {
    it(`does so in <script> of ${name}, also where VS Code takes the file for plain text`, async () => {
      const items = await completionsAt(name, `<script>\n${service}.agent.|\n</script>\n<p>{{ count }}</p>\n`);
      assert.ok(labels(items).includes('getStateList'), labels(items).join(', '));
    });
  }

  it('completes event names between quotes, and replaces what stands there', async () => {
    const items = await completionsAt('names.js', `${service}.subscribe(['inter|act'], f);`);
    const item = items.find(({ label }) => label === 'interaction');
    assert.ok(item, labels(items).join(', '));
    const { range } = item;
    assert.ok(range !== undefined && !(range instanceof vscode.Range));
    assert.deepEqual([range.inserting.end.character, range.replacing.end.character], [37, 40]);
  });

  it('follows an import of a local wrapper, also when that changes', async () => {
    await folder.write('api.js', `export const { voice } = ${service};\n`);
    const marked = "import { voice } from './api';\nvoice.|";
    assert.ok(labels(await completionsAt('widget.js', marked)).includes('hangUp'));
    const wrapper = await vscode.workspace.openTextDocument(folder.uri('api.js'));
    const editor = await vscode.window.showTextDocument(wrapper);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 15, 0, 20), 'email: voice'));
    assert.ok(await wrapper.save());
    await until('the members of what the wrapper now exports', async () => {
      const found = labels(await completionsAt('widget.js', marked));
      return found.includes('create') && !found.includes('hangUp');
    });
  });

  it('says nothing of code that does not use the API', async () => {
    const items = await completionsAt('other.js', 'const interaction = { accept() {} };\ninteraction.|');
    assert.equal(
      items.find(({ detail }) => detail?.includes('interactionId') === true),
      undefined,
    );
  });
});

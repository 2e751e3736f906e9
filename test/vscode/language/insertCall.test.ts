import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deskside } from '../support/deskside';
import { WorkFolder } from '../support/workFolder';

const lines = (...texts: readonly string[]): string => texts.join('\n');
const callbacks = (indent: string, name: string, values: readonly string[], reply: string): readonly string[] => [
  ...values.map((value) => `${indent}  ${value},`),
  `${indent}  ${reply}`,
  `${indent}  },`,
  `${indent}  (failure) => {`,
  `${indent}    const reason = typeof failure === 'string' ? failure : failure.errorMessage;`,
  `${indent}    console.error('${name} failed:', reason);`,
  `${indent}  },`,
];

describe('Insert Call', () => {
  let folder: WorkFolder;
  before(async () => {
    await deskside();
    folder = await WorkFolder.make();
  });
  after(() => folder.remove());

  const openEditor = async (name: string, marked: string): Promise<vscode.TextEditor> => {
    const { document, position } = await folder.openAt(name, marked);
    const editor = await vscode.window.showTextDocument(document);
    editor.options = { insertSpaces: true, tabSize: 2 };
    editor.selection = new vscode.Selection(position, position);
    return editor;
  };
  const insert = (id: string): Thenable<unknown> =>
    vscode.commands.executeCommand('deskside.insertCall', { kind: 'service', id });

  it('writes the call at the cursor in the style of the file, with its indentation', async () => {
    const editor = await openEditor(
      'widget.js',
      'const { voice } = genesys.wwe.service;\nfunction answer() {\n  |\n}\n',
    );
    assert.equal(await insert('voice.hold'), true);
    assert.equal(
      editor.document.getText(),
      lines(
        'const { voice } = genesys.wwe.service;',
        'function answer() {',
        '  voice.hold(',
        ...callbacks('  ', 'hold', ['interactionId'], "() => {\n      console.log('hold succeeded');"),
        '  );',
        '}',
        '',
      ),
    );
    assert.equal(editor.document.getText(editor.selection), 'interactionId');
  });

  it('puts it into a script of a page, and makes one where there is none', async () => {
    const page = await openEditor('page.html', '<p></p>\n|\n');
    assert.equal(await insert('agent.get'), true);
    const text = page.document.getText();
    assert.match(text, /^<p><\/p>\n<script>\n {2}genesys\.wwe\.service\.agent\.get\(\n/);
    assert.match(text, /\n {2}\);\n<\/script>\n$/);
  });

  it('says what to do where no script is open', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(await insert('agent.get'), undefined);
  });

  it('is offered by completion behind a namespace, as long as no call is there', async () => {
    const offered = async (marked: string): Promise<vscode.CompletionItem | undefined> => {
      const { document, position } = await folder.openAt('offer.js', marked);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.find(({ label }) => typeof label === 'object' && label.label === 'hold(…)');
    };
    const item = await offered('genesys.wwe.service.voice.ho|');
    assert.ok(item?.insertText instanceof vscode.SnippetString);
    assert.ok(item.insertText.value.startsWith('hold(\n  ${1:interactionId},\n'), item.insertText.value);
    assert.equal(await offered("genesys.wwe.service.voice.ho|('1')"), undefined);
  });
});

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { withChecksum } from '../../../src/language/project/declarations';
import { until } from '../../support/until';
import { deskside } from '../support/deskside';
import { extension } from '../support/manifest';
import { textOf } from '../support/workFolder';

const script = "genesys.wwe.service.interaction.accept('1', () => {}, () => {});\n";

describe('Add API Types to Workspace', () => {
  let folder: string;
  let shipped: string;
  before(async () => {
    await deskside();
    shipped = await readFile(join(extension().extensionPath, 'media/types/genesys-wwe.d.ts'), 'utf8');
  });
  beforeEach(async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(workspace !== undefined);
    folder = await mkdtemp(join(workspace, 'types-'));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, text: string): Promise<vscode.Uri> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
    return vscode.Uri.file(join(folder, name));
  };
  const read = (name: string): Promise<string | undefined> =>
    readFile(join(folder, name), 'utf8').catch(() => undefined);
  const add = (uri: vscode.Uri): Thenable<unknown> => vscode.commands.executeCommand('deskside.addApiTypes', uri);
  const hoverTexts = async (uri: vscode.Uri): Promise<readonly string[]> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(0, script.indexOf('accept') + 1),
    );
    return hovers.flatMap(({ contents }) => contents.map(textOf));
  };
  const ownSignature = 'interaction.accept(interactionId, succeeded, failed)';

  it('puts them where a tsconfig looks, and then TypeScript tells of the API alone', async () => {
    await write('tsconfig.json', '{\n  // strict as ever\n  "include": ["src"],\n}\n');
    const uri = await write('src/widget.ts', script);
    await vscode.window.showTextDocument(uri);
    await until('our hover', async () => (await hoverTexts(uri)).some((text) => text.includes(ownSignature)));
    assert.equal(await add(uri), true);
    assert.equal(await read('src/genesys-wwe.d.ts'), shipped);
    assert.equal(await read('tsconfig.json'), '{\n  // strict as ever\n  "include": ["src"],\n}\n');
    let texts: readonly string[] = [];
    await until(
      () => `TypeScript’s hover alone instead of ${JSON.stringify(texts)}`,
      async () => {
        texts = await hoverTexts(uri);
        return (
          texts.some((text) => text.includes('InteractionService.accept(')) &&
          !texts.some((text) => text.includes(ownSignature))
        );
      },
    );
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, script.indexOf('accept') + 3),
    );
    const named = list.items.filter(({ label }) => (typeof label === 'string' ? label : label.label) === 'accept');
    assert.equal(named.length, 1);
    // Without the file, ours tell again.
    await vscode.workspace.fs.delete(vscode.Uri.file(join(folder, 'src/genesys-wwe.d.ts')));
    await until('our hover again', async () => (await hoverTexts(uri)).some((text) => text.includes(ownSignature)));
  });

  it('puts them into the folder types of a jsconfig that names no folders', async () => {
    await write('jsconfig.json', '{}');
    assert.equal(await add(await write('widget.js', script)), true);
    assert.equal(await read('types/genesys-wwe.d.ts'), shipped);
    assert.equal(await read('jsconfig.json'), '{}');
  });

  it('finds the project that a tsconfig references', async () => {
    await write('tsconfig.json', '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }');
    await write('tsconfig.app.json', '{ "extends": "./base.json" }');
    await write('base.json', '{ "include": ["source/**/*"] /* all */ }');
    assert.equal(await add(await write('source/widget.ts', script)), true);
    assert.equal(await read('source/genesys-wwe.d.ts'), shipped);
  });

  it('names them in a tsconfig that lists its files, and keeps its comments', async () => {
    await write('tsconfig.json', '{\n  // one by one\n  "files": ["widget.ts"]\n}\n');
    assert.equal(await add(await write('widget.ts', script)), true);
    assert.equal(await read('types/genesys-wwe.d.ts'), shipped);
    assert.equal(
      await read('tsconfig.json'),
      '{\n  // one by one\n  "files": [\n    "widget.ts",\n    "types/genesys-wwe.d.ts"\n  ]\n}\n',
    );
  });

  it('makes a jsconfig where there is none yet', async () => {
    const workspace = dirname(folder);
    const uri = vscode.Uri.file(join(workspace, 'alone.js'));
    await writeFile(uri.fsPath, script);
    try {
      assert.equal(await add(uri), true);
      assert.equal(await readFile(join(workspace, 'types/genesys-wwe.d.ts'), 'utf8'), shipped);
      assert.match(await readFile(join(workspace, 'jsconfig.json'), 'utf8'), /"compilerOptions"/);
    } finally {
      for (const made of ['alone.js', 'jsconfig.json', 'types']) await rm(join(workspace, made), { recursive: true });
    }
  });

  it('renews what an older Deskside wrote, and never what somebody changed', async () => {
    await write('jsconfig.json', '{}');
    const uri = await write('widget.js', script);
    await write(
      'types/genesys-wwe.d.ts',
      withChecksum('// Types, older\n// Checksum:\ndeclare namespace genesys {}\n'),
    );
    assert.equal(await add(uri), true);
    assert.equal(await read('types/genesys-wwe.d.ts'), shipped);
    const changed = `${shipped}interface Window { ours: true }\n`;
    await write('types/genesys-wwe.d.ts', changed);
    assert.equal(await add(uri), true);
    assert.equal(await read('types/genesys-wwe.d.ts'), changed);
  });

  it('changes nothing where it can’t write', async () => {
    await write('jsconfig.json', '{}');
    const uri = await write('widget.js', script);
    // A file stands where the folder would be.
    await write('types', 'none\n');
    assert.equal(await add(uri), undefined);
    assert.deepEqual((await readdir(folder)).sort(), ['jsconfig.json', 'types', 'widget.js']);
    assert.equal(await read('types'), 'none\n');
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { catalogue } from '../../src/api/catalogue';
import { declaredCommands, deskside, extensionId } from './support/deskside';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly snippets: readonly { readonly language: string; readonly path: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(extensionId);
  assert.ok(found);
  return found;
}

function manifest(): Manifest {
  return extension().packageJSON as Manifest;
}

describe('what the extension contributes', () => {
  it('starts nothing by itself, but for the lens over scenarios', async () => {
    assert.deepEqual(manifest().activationEvents, ['onLanguage:json', 'onLanguage:yaml']);
    const { session } = await deskside();
    assert.equal(session.status.kind, 'off');
  });

  it('has a command registered for every command that it declares, and for each of the 15 interaction methods', async () => {
    await deskside();
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared = declaredCommands();
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
    const methods = catalogue.filter(({ namespace }) => namespace === 'interaction');
    assert.equal(methods.length, 15);
    for (const { namespace, name } of methods) assert.ok(declared.includes(`deskside.${namespace}.${name}`), name);
  });

  it('takes no setting from a workspace that is not trusted', () => {
    const { untrustedWorkspaces } = manifest().capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      [...untrustedWorkspaces.restrictedConfigurations].sort(),
      Object.keys(manifest().contributes.configuration.properties).sort(),
    );
  });

  it('describes each setting with a default that it takes itself', () => {
    for (const id of Object.keys(manifest().contributes.configuration.properties)) {
      assert.notEqual(vscode.workspace.getConfiguration().inspect(id)?.defaultValue, undefined, id);
    }
  });

  it('offers snippets that VS Code inserts in each language', async () => {
    for (const { language, path } of manifest().contributes.snippets) {
      const snippets = JSON.parse(await readFile(join(extension().extensionPath, path), 'utf8')) as object;
      const name = Object.keys(snippets).find((each) => each.endsWith('interaction.accept'));
      const document = await vscode.workspace.openTextDocument({ language });
      const editor = await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: language, name });
      assert.match(document.getText(), /genesys\.wwe\.service\.interaction\.accept\(\s+interactionId,/, language);
      assert.equal(editor.selections.length, 1);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { catalogue } from '../../src/api/catalogue';
import { checks } from '../../src/language/checks/checks';
import { checksSetting as checksSetting, settings } from '../../src/editor/settings/settings';
import { deskside } from './support/deskside';
import { declaredCommands, extension, manifest, missingCommands } from './support/manifest';

describe('what the extension contributes', () => {
  it('has a command registered for every command that it declares, and for each of the 15 interaction methods', async () => {
    await deskside();
    assert.deepEqual(await missingCommands(), []);
    const declared = declaredCommands();
    const methods = catalogue.filter(({ namespace }) => namespace === 'interaction');
    assert.equal(methods.length, 15);
    for (const { namespace, name } of methods) assert.ok(declared.includes(`deskside.${namespace}.${name}`), name);
  });

  it('takes no setting from a workspace that is not trusted, but which mistakes in its scripts are shown', () => {
    const { untrustedWorkspaces } = manifest().capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      [...untrustedWorkspaces.restrictedConfigurations].sort(),
      Object.keys(manifest().contributes.configuration.properties)
        .filter((id) => id !== checksSetting.id)
        .sort(),
    );
  });

  it('describes each setting with the default that it takes itself', () => {
    assert.deepEqual(
      Object.fromEntries(
        Object.keys(manifest().contributes.configuration.properties).map((id) => [
          id,
          vscode.workspace.getConfiguration().inspect(id)?.defaultValue,
        ]),
      ),
      {
        ...Object.fromEntries(Object.values(settings).map(({ id, fallback }) => [id, fallback])),
        // A check that is not named is on.
        [checksSetting.id]: Object.fromEntries(checks.map(({ name }) => [name, true])),
      },
    );
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

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { declaredCommands, extensionId } from './support/deskside';

// Runs before the other files, so that nothing of Deskside has been used.
describe('the extension', () => {
  it('is found and activates', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, `VS Code does not know ${extensionId}`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has every command that it declares at once, and runs it although the rest has to be loaded first', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declaredCommands().filter((command) => !registered.has(command)),
      [],
    );
    assert.equal(await vscode.commands.executeCommand('deskside.stop'), true);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, missingCommands } from './support/manifest';

// Runs before the other files, so that nothing of Deskside has been used.
describe('the extension', () => {
  it('is found and activates', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('has every command that it declares at once, and runs it although the rest has to be loaded first', async () => {
    assert.deepEqual(await missingCommands(), []);
    assert.equal(await vscode.commands.executeCommand('deskside.stop'), true);
  });
});

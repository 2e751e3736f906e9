import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is found and activates', async () => {
    const extension = vscode.extensions.getExtension('deskside.deskside');
    assert.ok(extension, 'VS Code does not know deskside.deskside');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});

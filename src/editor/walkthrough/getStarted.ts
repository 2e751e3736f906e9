import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { Register } from '../ui/commands';

/** "Get Started": opens the walkthrough. */
export function getStartedCommand(register: Register, { id }: vscode.Extension<unknown>): Disposable {
  return register('deskside.getStarted', async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${id}#getStarted`, false);
    return true;
  });
}

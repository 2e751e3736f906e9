import * as vscode from 'vscode';
import { tellError } from './messages';

export type Register = (id: string, run: (...args: unknown[]) => unknown) => vscode.Disposable;

/**
 * Registers commands that tell the user when they fail. A caller in code gets undefined then: if the command threw, VS Code
 * would show the error a second time, and would show a cancellation as an error.
 */
export function commandRegistry(log: vscode.LogOutputChannel): Register {
  return (id, run) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await run(...args);
      } catch (error) {
        if (!(error instanceof vscode.CancellationError)) tellError(error, log);
        return undefined;
      }
    });
}

import * as vscode from 'vscode';
import { tellError } from './messages';

export type Register = (id: string, run: (...args: unknown[]) => unknown) => vscode.Disposable;

/**
 * Registers commands that tell the user themselves when they fail. Whoever runs one from code gets undefined then: VS Code
 * would show an error once more, and a cancellation as an error too.
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

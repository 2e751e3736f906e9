import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';

/** The part of the manifest that is looked at; VS Code has checked it. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Stands for all commands that the manifest declares, until it is disposed of: whichever is run first loads the real ones,
 * and is then run as the real one.
 * @param load disposes of this and registers them
 */
export function lateCommands(extension: vscode.Extension<unknown>, load: () => Promise<unknown>): Disposable {
  const owned = new DisposableStore();
  const { contributes } = extension.packageJSON as Manifest;
  for (const { command } of contributes.commands) {
    owned.add(
      vscode.commands.registerCommand(command, async (...args: unknown[]): Promise<unknown> => {
        await load();
        return vscode.commands.executeCommand(command, ...args);
      }),
    );
  }
  return owned;
}

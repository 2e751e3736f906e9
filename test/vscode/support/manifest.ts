import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extensionId = 'deskside.deskside';

/** What tests look at of package.json. */
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly snippets: readonly { readonly language: string; readonly path: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
}

/** The extension as VS Code knows it, active or not; `T` is what its activation gives. */
export function extension<T>(): vscode.Extension<T> {
  const found = vscode.extensions.getExtension<T>(extensionId);
  assert.ok(found, `VS Code does not know ${extensionId}`);
  return found;
}

export function manifest(): Manifest {
  return extension().packageJSON as Manifest;
}

/** The commands that the manifest declares. */
export function declaredCommands(): readonly string[] {
  return manifest().contributes.commands.map(({ command }) => command);
}

/** Those of them that nobody has registered so far. */
export async function missingCommands(): Promise<readonly string[]> {
  const registered = new Set(await vscode.commands.getCommands(true));
  return declaredCommands().filter((command) => !registered.has(command));
}

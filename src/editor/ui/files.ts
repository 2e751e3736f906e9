import * as vscode from 'vscode';

/** The address of a file as a path: with scheme and authority before it, and nothing of it encoded. */
export function pathOf({ scheme, authority, path }: vscode.Uri): string {
  return `${scheme}://${authority}${path}`;
}

/** The address that `pathOf` wrote. */
export function uriOf(path: string): vscode.Uri {
  const [, scheme = 'file', authority = '', rest = '/'] = /^([^:]+):\/\/([^/]*)(.*)$/.exec(path) ?? [];
  return vscode.Uri.from({ scheme, authority, path: rest });
}

/**
 * The text of a file, as an editor shows it or else as it is stored.
 * @param path as `pathOf` writes it
 * @returns undefined where there is no file that can be read
 */
export async function readText(path: string): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => pathOf(uri) === path);
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(path)));
  } catch {
    return undefined;
  }
}

/** Whether there is a file or a folder. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

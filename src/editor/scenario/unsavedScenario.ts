import * as vscode from 'vscode';
import { exists } from '../ui/files';

/** How the name of a scenario's file ends. */
export const scenarioEnding = '.scenario.yaml';

/**
 * Opens a scenario in an editor. The file comes into being when the user saves it, under the name that it has already.
 * @param name of the file, without its ending; a number follows where there is such a file
 */
export async function openUnsavedScenario(name: string, text: string): Promise<vscode.Uri> {
  const uri = await freeUri(name);
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
  return uri;
}

/** An address for a file that does not exist yet, in the first folder where there is one. */
async function freeUri(name: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  for (let count = 1; ; count += 1) {
    const file = `${name}${count === 1 ? '' : `-${count}`}${scenarioEnding}`;
    const uri = (folder === undefined ? vscode.Uri.file(`/${file}`) : vscode.Uri.joinPath(folder, file)).with({
      scheme: 'untitled',
    });
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (isOpen) continue;
    if (folder === undefined || !(await exists(vscode.Uri.joinPath(folder, file)))) return uri;
  }
}

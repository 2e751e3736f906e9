import * as vscode from 'vscode';
import { oneLine } from '../../presentation/text/text';
import type { RecordOf } from '../../protocol/records';
import { UserError } from '../ui/userError';

type CodePlace = NonNullable<RecordOf<'call'>['at']>;

/**
 * Opens a place in a page's code, if it is in a file of a workspace folder: under the path that the page loaded it from, or
 * below a folder of it.
 * @throws UserError with the place as the page told it, where no such file is there
 */
export async function openCodePlace({ file, line, column }: CodePlace): Promise<void> {
  const uri = await fileFor(file);
  if (uri === undefined) {
    throw new UserError(
      `${oneLine(file, 200)}:${line}:${column} is in no folder of this workspace. Open the folder with the page's code to go there.`,
    );
  }
  const position = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position), preview: true });
}

async function fileFor(file: string): Promise<vscode.Uri | undefined> {
  const parts = pathOf(file);
  if (parts.length === 0 || parts.includes('..')) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    // A server may serve a folder of the workspace under any path, so the longest part that is there counts.
    for (let from = 0; from < parts.length; from++) {
      const candidate = vscode.Uri.joinPath(uri, ...parts.slice(from));
      if (await isFile(candidate)) return candidate;
    }
  }
  return undefined;
}

function pathOf(file: string): readonly string[] {
  const path = URL.canParse(file) ? new URL(file).pathname : file;
  try {
    return decodeURIComponent(path)
      .split('/')
      .filter((part) => part !== '');
  } catch {
    return [];
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}

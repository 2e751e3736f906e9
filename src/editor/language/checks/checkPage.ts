import * as vscode from 'vscode';
import { explainCheck } from '../commandNames';

/** The link that shows the page of a check. */
export function checkPageLink(check: string): vscode.Uri {
  return vscode.Uri.parse(`command:${explainCheck}?${encodeURIComponent(JSON.stringify([check]))}`);
}

/** Shows the page of a check, with its wrong and its right example, as VS Code shows Markdown. */
export async function showCheckPage(extensionUri: vscode.Uri, check: unknown): Promise<void> {
  if (typeof check !== 'string' || !/^[a-z-]+$/.test(check)) return;
  await vscode.commands.executeCommand(
    'markdown.showPreview',
    vscode.Uri.joinPath(extensionUri, 'docs', 'checks', `${check}.md`),
  );
}

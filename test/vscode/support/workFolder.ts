import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

let count = 0;

/** A folder of files that are opened as a user opens them. */
export class WorkFolder {
  private constructor(readonly path: string) {}

  static async make(files: Readonly<Record<string, string>> = {}): Promise<WorkFolder> {
    const folder = new WorkFolder(await mkdtemp(join(tmpdir(), 'deskside-work-')));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.path, name));
  }

  async write(name: string, text: string): Promise<vscode.Uri> {
    await mkdir(dirname(join(this.path, name)), { recursive: true });
    await writeFile(join(this.path, name), text);
    return this.uri(name);
  }

  async open(name: string, text: string): Promise<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(await this.write(name, text));
  }

  /** Opens a text in which `|` marks a place, under a name that no other file had. */
  async openAt(name: string, marked: string): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
    const offset = marked.indexOf('|');
    const document = await this.open(`${++count}-${name}`, marked.slice(0, offset) + marked.slice(offset + 1));
    return { document, position: document.positionAt(offset) };
  }

  async remove(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(this.path, { recursive: true });
  }
}

/** The text of a part of a hover. */
export function textOf(part: vscode.Hover['contents'][number]): string {
  return part instanceof vscode.MarkdownString ? part.value : JSON.stringify(part);
}

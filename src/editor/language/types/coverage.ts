import * as vscode from 'vscode';
import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { dialectOf } from '../../../language/documents';
import { declarationsName } from '../../../language/project/declarations';
import { folderOf, projectOf } from '../../../language/project/projectConfig';
import type { ProjectConfig } from '../../../language/project/projectConfig';
import { pathOf, readText, uriOf } from '../../ui/files';

/** The extension that VS Code brings along. */
const builtInTypeScript = 'vscode.typescript-language-features';

/** Any of them shows what declarations tell. */
const typeScriptExtensions = [builtInTypeScript, 'TypeScriptTeam.native-preview'];

/** The declarations that TypeScript takes into account in a document. */
export interface Declarations {
  /** The file with them; undefined where a package brings them. */
  readonly file: vscode.Uri | undefined;
}

interface Known {
  readonly found: Promise<Declarations | undefined>;
  /** The files on which that depends, whether they are there or not. */
  readonly read: ReadonlySet<string>;
}

/** Knows in which documents TypeScript itself shows the types of the API, so that nothing appears twice. */
export class Coverage implements Disposable {
  readonly #owned = new DisposableStore();
  /** By document. */
  readonly #known = new Map<string, Known>();

  constructor() {
    const { workspace } = vscode;
    const watcher = this.#owned.add(workspace.createFileSystemWatcher(`**/{*.json,${declarationsName}}`));
    const changed = (uri: vscode.Uri): void => this.#forget(uri);
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.#owned.add(event(changed));
    // A file outside of the workspace is not watched.
    this.#owned.add(workspace.onDidSaveTextDocument(({ uri }) => changed(uri)));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(pathOf(uri))));
    this.#owned.add(vscode.extensions.onDidChange(() => this.#known.clear()));
  }

  /** The declarations in a document of JavaScript or TypeScript; undefined where ours have to tell all. */
  find(document: vscode.TextDocument): Promise<Declarations | undefined> {
    const { uri, languageId } = document;
    // TypeScript knows no projects of folders that are not on a disk, and nothing of scripts in pages.
    if (dialectOf(languageId) === undefined || !['file', 'vscode-remote'].includes(uri.scheme)) {
      return Promise.resolve(undefined);
    }
    const path = pathOf(uri);
    let known = this.#known.get(path);
    if (known === undefined) {
      const read = new Set<string>();
      const noted = (each: string): Promise<string | undefined> => {
        read.add(each);
        return readText(each);
      };
      known = { found: findDeclarations(path, noted), read };
      this.#known.set(path, known);
    }
    return known.found;
  }

  /** Looks again for all documents, and lets TypeScript do so: watchers can miss a file in a folder that is new. */
  async lookAgain(): Promise<void> {
    this.#known.clear();
    if (vscode.extensions.getExtension(builtInTypeScript)?.isActive !== true) return;
    await vscode.commands.executeCommand('typescript.reloadProjects');
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #forget(uri: vscode.Uri): void {
    const path = pathOf(uri);
    const areDeclarations = path.endsWith(`/${declarationsName}`);
    for (const [document, { read }] of this.#known) {
      if (areDeclarations || read.has(path)) this.#known.delete(document);
    }
  }
}

async function findDeclarations(
  path: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<Declarations | undefined> {
  if (typeScriptExtensions.every((id) => vscode.extensions.getExtension(id) === undefined)) return undefined;
  const project = await projectOf(path, read);
  if (project === undefined) return undefined;
  const [file] = await declarationFiles(project);
  if (file !== undefined) return { file };
  return (await hasPackage(project, read)) ? { file: undefined } : undefined;
}

/** The files with declarations of the API that a project includes. */
export async function declarationFiles({ folder, includes }: ProjectConfig): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(uriOf(folder), `**/${declarationsName}`);
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
  return found.filter((uri) => includes(pathOf(uri)));
}

const packageTypes = 'deskside/types';

/** Whether a project names the types of the package `deskside`, and has that package. */
async function hasPackage(
  { folder, types }: ProjectConfig,
  read: (path: string) => Promise<string | undefined>,
): Promise<boolean> {
  if (!types.includes(packageTypes)) return false;
  for (let each = folder; uriOf(each).path.length > 1; each = folderOf(each)) {
    if ((await read(`${each}/node_modules/deskside/package.json`)) !== undefined) return true;
  }
  return false;
}

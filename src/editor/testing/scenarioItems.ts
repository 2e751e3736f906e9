import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';
import { isScenario, scenarioGlob } from '../scenario/scenarioFiles';

/** Folders whose scenarios are not the user's own. */
const leftOut = '**/node_modules/**';

/** Keeps the tests of the Testing view: one for each scenario file of the workspace, and below it its steps. */
export class ScenarioItems implements Disposable {
  readonly #owned = new DisposableStore();
  /** Files whose steps somebody has looked at: they are kept up to date. */
  readonly #resolved = new Set<string>();

  constructor(private readonly controller: vscode.TestController) {
    controller.resolveHandler = (item) => (item === undefined ? this.#discover() : this.resolve(item));
    controller.refreshHandler = () => this.#discover();
    const watcher = this.#owned.add(vscode.workspace.createFileSystemWatcher(scenarioGlob));
    this.#owned.add(watcher.onDidCreate((uri) => this.#add(uri)));
    this.#owned.add(watcher.onDidDelete((uri) => this.#remove(uri)));
    this.#owned.add(watcher.onDidChange((uri) => this.#update(uri)));
    this.#owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isScenario(document)) this.#update(document.uri);
      }),
    );
    // The gutter of a scenario that is open shows its steps.
    this.#owned.add(vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)));
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** All files. */
  get all(): readonly vscode.TestItem[] {
    return [...this.controller.items].map(([, item]) => item);
  }

  find(uri: vscode.Uri): vscode.TestItem | undefined {
    return this.controller.items.get(uri.toString());
  }

  /** Reads the steps of a file anew. Where that is wrong, the steps that were there stay, and the file says why. */
  async resolve(item: vscode.TestItem): Promise<void> {
    const { uri } = item;
    if (uri === undefined || item.parent !== undefined) return;
    this.#resolved.add(item.id);
    const { stepsOf } = await import('./scenarioSource');
    const steps = await stepsOf(uri);
    if (this.find(uri) !== item) return;
    if ('wrong' in steps) {
      item.error = steps.wrong;
      return;
    }
    item.error = undefined;
    item.range = steps.range;
    item.description = [folderOf(uri), steps.name].filter((text) => text !== '').join(' · ');
    item.children.replace(
      steps.steps.map(({ text, range }, index) => {
        const step = this.controller.createTestItem(`${item.id}#${index + 1}`, text, uri);
        step.range = range;
        step.sortText = String(index).padStart(5, '0');
        return step;
      }),
    );
  }

  async #discover(): Promise<void> {
    const uris = await vscode.workspace.findFiles(scenarioGlob, leftOut);
    const found = new Set(uris.map((uri) => uri.toString()));
    for (const item of this.all) if (item.uri !== undefined && !found.has(item.id)) this.#remove(item.uri);
    for (const uri of uris) this.#add(uri);
  }

  #add(uri: vscode.Uri): vscode.TestItem | undefined {
    const known = this.find(uri);
    if (known !== undefined || vscode.workspace.getWorkspaceFolder(uri) === undefined) return known;
    if (/[\\/]node_modules[\\/]/.test(uri.path)) return undefined;
    const name = uri.path.replace(/^.*\//, '').replace(/\.scenario\.\w+$/, '');
    const item = this.controller.createTestItem(uri.toString(), name, uri);
    item.canResolveChildren = true;
    item.description = folderOf(uri);
    this.controller.items.add(item);
    return item;
  }

  #remove(uri: vscode.Uri): void {
    this.#resolved.delete(uri.toString());
    this.controller.items.delete(uri.toString());
  }

  #open(document: vscode.TextDocument): void {
    if (document.uri.scheme === 'untitled' || !isScenario(document)) return;
    const item = this.#add(document.uri);
    if (item !== undefined) this.resolve(item).catch(reportError);
  }

  #update(uri: vscode.Uri): void {
    const item = this.find(uri);
    if (item !== undefined && this.#resolved.has(item.id)) this.resolve(item).catch(reportError);
  }
}

/** The folder of a file within the workspace; empty for its root. */
function folderOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri).replace(/\/?[^/]*$/, '');
}

import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { Answer } from '../../presentation/questions/question';
import type { Register } from '../ui/commands';
import { UserError } from '../ui/userError';

const scheme = 'deskside-value';
/** JSON in a language of its own: formatters, fixes on save and schemas for JSON files leave it alone. */
const language = 'deskside-value';

/** A text that is being edited. */
interface Edit {
  bytes: Uint8Array;
  readonly read: (text: string) => Answer;
  readonly end: (use: boolean) => void;
}

/**
 * Edits the value of a question in an editor of several lines, until the user takes it or closes the editor. The text stays
 * in memory: VS Code backs up what is not saved on disk, so each change is saved at once, and saving writes no file.
 */
export class ValueEditor implements vscode.FileSystemProvider, vscode.CodeLensProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #problems: vscode.DiagnosticCollection;
  readonly #edits = new Map<string, Edit>();
  #count = 0;

  constructor(register: Register) {
    const selector = { scheme };
    this.#owned.add(this.#changed);
    this.#problems = this.#owned.add(vscode.languages.createDiagnosticCollection(scheme));
    this.#owned.add(vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true }));
    this.#owned.add(vscode.languages.registerCodeLensProvider(selector, this));
    this.#owned.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)));
    this.#owned.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.forEach((tab) => this.#closed(tab))),
    );
    this.#owned.add(register('deskside.useValue', () => this.#use()));
  }

  /** Opens the text, and waits until the user takes it or closes the editor. */
  async edit(
    title: string,
    text: string,
    read: (text: string) => Answer,
  ): Promise<{ readonly text: string; readonly use: boolean }> {
    // Its number makes it another one than the last of this name, and is not seen.
    const path = `/${title.replace(/[/\\?]/g, '')}.json`;
    const uri = vscode.Uri.from({ scheme, path, query: String(++this.#count) });
    const ended = new Promise<boolean>((end) => {
      const bytes = new TextEncoder().encode('value' in read(text) ? spread(text) : text);
      this.#edits.set(uri.toString(), { bytes, read, end });
    });
    try {
      const opened = await vscode.workspace.openTextDocument(uri);
      const document = await vscode.languages.setTextDocumentLanguage(opened, language);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      editor.selection = new vscode.Selection(endOf(document), endOf(document));
      this.#check(document);
      const use = await ended;
      await close(uri);
      return { text: document.getText(), use };
    } finally {
      this.#edits.delete(uri.toString());
      this.#problems.delete(uri);
    }
  }

  provideCodeLenses(): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    return [
      new vscode.CodeLens(top, { title: '$(check) Use This Value', command: 'deskside.useValue' }),
      new vscode.CodeLens(top, {
        title: '$(close) Back to the Question',
        command: 'workbench.action.closeActiveEditor',
      }),
    ];
  }

  dispose(): void {
    for (const { end } of this.#edits.values()) end(false);
    this.#owned.dispose();
  }

  watch(): Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const edit = this.#edits.get(uri.toString());
    if (edit === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return edit.bytes;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const edit = this.#edits.get(uri.toString());
    if (edit === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    edit.bytes = content;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #edited(document: vscode.TextDocument): void {
    if (!this.#edits.has(document.uri.toString())) return;
    this.#check(document);
    if (document.isDirty) void document.save();
  }

  #check(document: vscode.TextDocument): void {
    const answer = this.#edits.get(document.uri.toString())?.read(document.getText());
    if (answer === undefined) return;
    const all = new vscode.Range(new vscode.Position(0, 0), endOf(document));
    this.#problems.set(document.uri, 'problem' in answer ? [new vscode.Diagnostic(all, answer.problem)] : []);
  }

  #use(): void {
    const document = vscode.window.activeTextEditor?.document;
    const edit = document && this.#edits.get(document.uri.toString());
    if (document === undefined || edit === undefined) {
      throw new UserError('There is no value to use. Ask a question of a call first and edit its answer in an editor.');
    }
    const answer = edit.read(document.getText());
    if ('problem' in answer) throw new UserError(`${answer.problem} Correct it, or close the editor to go back.`);
    edit.end(true);
  }

  #closed({ input }: vscode.Tab): void {
    if (input instanceof vscode.TabInputText) this.#edits.get(input.uri.toString())?.end(false);
  }
}

async function close(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}

/** JSON on several lines; any other text as it is. */
function spread(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function endOf(document: vscode.TextDocument): vscode.Position {
  return document.lineAt(document.lineCount - 1).range.end;
}

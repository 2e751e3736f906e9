import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { setBounded } from '../../base/collections';
import type { ReadDocument } from '../../language/checks/findProblems';
import { readCode } from '../../language/code';
import type { Code } from '../../language/code';
import { longestText, scriptEndings } from '../../language/documents';
import { Modules } from '../../language/modules';
import { scriptsOf } from '../../language/syntax/script';
import type { Script } from '../../language/syntax/script';
import { languageIn } from './apiUse';
import { pathOf, readText } from '../ui/files';

/** Documents whose trees are kept: each is about ten times its text. */
const mostKept = 20;

interface Kept {
  readonly version: number;
  readonly text: string;
  /** Undefined where the text is too long. */
  readonly scripts: readonly Script[] | undefined;
  /** Undefined once a module changed on which it may depend. */
  read: Promise<ReadDocument> | undefined;
}

/** A script of a document, and a place in it. */
export interface CodePlace {
  readonly code: Code;
  readonly offset: number;
}

/** Reads documents as they are edited: parses again only what changed, and follows what they import. */
export class DocumentReader implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #kept = new Map<string, Kept>();
  readonly #modules = new Modules(readText);
  readonly #modulesChanged = this.#owned.add(new vscode.EventEmitter<void>());
  /** What documents import has changed, so that they may have another meaning. */
  readonly onModulesChanged = this.#modulesChanged.event;

  /** @param tooLong is told once of each document that is too long to be read */
  constructor(private readonly tooLong: (document: vscode.TextDocument) => void) {
    const { workspace } = vscode;
    const watcher = this.#owned.add(workspace.createFileSystemWatcher(`**/*.{${scriptEndings.join(',')}}`));
    const changed = (uri: vscode.Uri): void => {
      if (!this.#modules.forget(pathOf(uri))) return;
      for (const kept of this.#kept.values()) kept.read = undefined;
      this.#modulesChanged.fire();
    };
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.#owned.add(event(changed));
    this.#owned.add(workspace.onDidChangeTextDocument(({ document: { uri } }) => changed(uri)));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#kept.delete(uri.toString())));
  }

  /** The scripts of a document as it is now; undefined if it is too long. Never throws at what is half typed. */
  read(document: vscode.TextDocument): Promise<ReadDocument | undefined> {
    const key = document.uri.toString();
    const before = this.#kept.get(key);
    const kept = before?.version === document.version ? before : this.#parse(document, before);
    if (kept.scripts === undefined) return Promise.resolve(undefined);
    kept.read ??= this.#analyze(document, kept.text, kept.scripts);
    return kept.read;
  }

  /** The script at a place of a document; undefined where there is none, or where the document is too long. */
  async codeAt(document: vscode.TextDocument, position: vscode.Position): Promise<CodePlace | undefined> {
    const offset = document.offsetAt(position);
    const read = await this.read(document);
    const code = read?.code.find(({ meaning: { script } }) => script.range.from <= offset && offset <= script.range.to);
    return code && { code, offset };
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #parse(document: vscode.TextDocument, before: Kept | undefined): Kept {
    const text = document.getText();
    const isTooLong = text.length > longestText;
    const scripts = isTooLong ? undefined : scriptsOf(text, languageIn(document), before?.scripts);
    if (isTooLong && before === undefined) this.tooLong(document);
    const kept: Kept = { version: document.version, text, scripts, read: undefined };
    setBounded(this.#kept, document.uri.toString(), kept, mostKept);
    return kept;
  }

  #analyze(document: vscode.TextDocument, text: string, scripts: readonly Script[]): Promise<ReadDocument> {
    const language = languageIn(document);
    return this.#modules.analyze(pathOf(document.uri), (readModule) => ({
      text,
      language,
      code: scripts.map((script) => readCode(script, readModule)),
    }));
  }
}

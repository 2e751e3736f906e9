import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { setBounded } from '../../base/collections';
import { languageOf, mentionsApi, scriptLanguages } from '../../language/documents';
import { importedPaths, importsApi } from '../../language/imports';
import { pathOf, readText } from '../ui/files';

/** The documents that are read: those of the languages in which the API is used, from wherever they come. */
export const scriptDocuments: vscode.DocumentSelector = [
  ...scriptLanguages.map((language) => ({ language })),
  // Without their extensions VS Code takes them for plain text.
  { language: 'plaintext', pattern: '**/*.{vue,svelte}' },
];

/** VS Code's id of the language of a document, told from its name where VS Code has no extension for it. */
export function languageIn({ languageId, uri }: vscode.TextDocument): string {
  return languageId === 'plaintext' ? (languageOf(uri.path) ?? languageId) : languageId;
}

const mostKept = 200;

/** Tells which documents may use the API, without parsing them. */
export class ApiUse implements Disposable {
  readonly #owned = new DisposableStore();
  /** By document: what it imports, and whether that uses the API. */
  readonly #kept = new Map<string, { readonly imports: string; readonly uses: Promise<boolean> }>();

  constructor() {
    const { workspace } = vscode;
    const forget = (): void => this.#kept.clear();
    // What a document imports may use the API from now on.
    for (const event of [workspace.onDidCreateFiles, workspace.onDidDeleteFiles, workspace.onDidRenameFiles]) {
      this.#owned.add(event(forget));
    }
    this.#owned.add(workspace.onDidSaveTextDocument(forget));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#kept.delete(uri.toString())));
  }

  /** Whether a document uses words of the API, or imports modules of its project that do. */
  async mayUse(document: vscode.TextDocument): Promise<boolean> {
    const text = document.getText();
    if (mentionsApi(text)) return true;
    const imports = importedPaths(text).join('\n');
    if (imports === '') return false;
    const key = document.uri.toString();
    const kept = this.#kept.get(key);
    if (kept?.imports === imports) return kept.uses;
    const uses = importsApi(pathOf(document.uri), text, readText);
    setBounded(this.#kept, key, { imports, uses }, mostKept);
    return uses;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

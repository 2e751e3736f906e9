import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';
import { Retryable } from '../../base/retryable';
import { ApiUse, scriptDocuments } from './apiUse';
import { showCheckPage } from './checks/checkPage';
import { explainCheck } from './commandNames';
import type { LanguageContext, LanguageSupport } from './languageSupport';

/**
 * What VS Code asks about scripts: completion, hover, signatures, quick fixes and diagnostics. The first document that may
 * use the API loads the parser and all that needs it; until then each question is answered with nothing.
 */
export class LanguageFeatures implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #use = this.#owned.add(new ApiUse());
  readonly #support = new Retryable(() => this.#load());
  readonly #waiting = this.#owned.add(new DisposableStore());

  /**
   * @param used is told once, when a document is met that may use the API
   * @param written is told once, when somebody has written a call of a service
   */
  constructor(
    private readonly context: LanguageContext,
    private readonly used: () => void,
    private readonly written: () => void,
  ) {
    const { languages, workspace } = vscode;
    this.#owned.add(
      languages.registerCompletionItemProvider(
        scriptDocuments,
        {
          provideCompletionItems: async (document, position) =>
            (await this.#supportFor(document))?.completions(document, position),
        },
        ...['.', "'", '"', '`', '{', ' '],
      ),
    );
    this.#owned.add(
      languages.registerHoverProvider(scriptDocuments, {
        provideHover: async (document, position) => (await this.#supportFor(document))?.hover(document, position),
      }),
    );
    this.#owned.add(
      languages.registerSignatureHelpProvider(
        scriptDocuments,
        {
          provideSignatureHelp: async (document, position) =>
            (await this.#supportFor(document))?.signature(document, position),
        },
        ...['(', ','],
      ),
    );
    this.#owned.add(
      languages.registerCodeActionsProvider(
        scriptDocuments,
        { provideCodeActions: async (document, range) => (await this.#supportFor(document))?.fixes(document, range) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
    this.#owned.add(
      vscode.commands.registerCommand(explainCheck, (name: unknown) => showCheckPage(context.extensionUri, name)),
    );
    this.#waiting.add(workspace.onDidOpenTextDocument((document) => this.#wake(document)));
    this.#waiting.add(workspace.onDidChangeTextDocument(({ document }) => this.#wake(document)));
    for (const document of workspace.textDocuments) this.#wake(document);
  }

  /** What answers for a document; undefined where it does not use the API. */
  async supportFor(document: vscode.TextDocument): Promise<LanguageSupport | undefined> {
    if (vscode.languages.match(scriptDocuments, document) === 0) return undefined;
    return this.#supportFor(document);
  }

  /** What answers for documents, loaded if it is not yet. */
  load(): Promise<LanguageSupport> {
    return this.#support.load();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #supportFor(document: vscode.TextDocument): Promise<LanguageSupport | undefined> {
    return (await this.#use.mayUse(document)) ? this.#support.load() : undefined;
  }

  /** Loads what is needed for the diagnostics of a document that uses the API. */
  #wake(document: vscode.TextDocument): void {
    this.supportFor(document).catch(reportError);
  }

  async #load(): Promise<LanguageSupport> {
    const { LanguageSupport } = await import('./languageSupport');
    this.#waiting.dispose();
    this.used();
    return this.#owned.add(new LanguageSupport(this.context, this.#use, this.written));
  }
}

import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';
import type { ScenarioProblem } from '../../simulator/scenario/format/readScenario';
import { isScenario, scenarioFiles, toldByOthers } from './scenarioFiles';

/** How long a file must be left alone before it is read, in milliseconds. */
const pauseMs = 150;

/** Shows what is wrong in each scenario that is open, while it is typed, and offers what probably was meant. */
export class ScenarioDiagnostics implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #shown = this.#owned.add(vscode.languages.createDiagnosticCollection('deskside.scenario'));
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** What was found last, by diagnostic: fixes belong to it. */
  readonly #problems = new WeakMap<vscode.Diagnostic, ScenarioProblem>();
  #isDisposed = false;

  constructor() {
    const { workspace } = vscode;
    this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)));
    this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, pauseMs)));
    this.#owned.add(workspace.onDidCloseTextDocument((document) => this.#forget(document)));
    // The YAML extension came or went.
    this.#owned.add(vscode.extensions.onDidChange(() => this.#lookAtAll()));
    this.#owned.add(
      vscode.languages.registerCodeActionsProvider(
        scenarioFiles,
        { provideCodeActions: (document, _range, { diagnostics }) => this.#fixes(document, diagnostics) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
    this.#lookAtAll();
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#owned.dispose();
  }

  #lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  #soon(document: vscode.TextDocument, ms: number): void {
    if (!isScenario(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        this.#look(document).catch(reportError);
      }, ms),
    );
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const { readScenario } = await import('../../simulator/scenario/format/readScenario');
    if (document.isClosed || this.#isDisposed) return;
    const read = readScenario(document.getText());
    const told = toldByOthers(document);
    const problems = 'problems' in read ? read.problems.filter(({ kind }) => !told.has(kind)) : [];
    this.#shown.set(
      document.uri,
      problems.map((problem) => this.#diagnostic(document, problem)),
    );
  }

  #diagnostic(document: vscode.TextDocument, problem: ScenarioProblem): vscode.Diagnostic {
    const range = new vscode.Range(document.positionAt(problem.start), document.positionAt(problem.end));
    const diagnostic = new vscode.Diagnostic(visible(document, range), problem.problem);
    diagnostic.source = 'Deskside';
    this.#problems.set(diagnostic, problem);
    return diagnostic;
  }

  #forget({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(uri.toString()));
    this.#waiting.delete(uri.toString());
    this.#shown.delete(uri);
  }

  /** VS Code hands over copies of diagnostics, so those of a file are looked through for the ones that are meant. */
  #fixes(document: vscode.TextDocument, asked: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const own = this.#shown.get(document.uri) ?? [];
    return own.flatMap((diagnostic) => {
      const fix = this.#problems.get(diagnostic)?.fix;
      const isAsked = asked.some(
        ({ message, range }) => message === diagnostic.message && range.isEqual(diagnostic.range),
      );
      return fix === undefined || !isAsked ? [] : [action(document, diagnostic, fix)];
    });
  }
}

function action(
  { uri }: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { title, text }: NonNullable<ScenarioProblem['fix']>,
): vscode.CodeAction {
  const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  fix.diagnostics = [diagnostic];
  fix.isPreferred = true;
  fix.edit = new vscode.WorkspaceEdit();
  fix.edit.replace(uri, diagnostic.range, text);
  return fix;
}

/** Of a long piece only its first line is underlined, so that the file stays readable; of an empty one its word. */
function visible(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  if (range.isEmpty) return document.getWordRangeAtPosition(range.start) ?? range;
  return range.isSingleLine ? range : new vscode.Range(range.start, document.lineAt(range.start.line).range.end);
}

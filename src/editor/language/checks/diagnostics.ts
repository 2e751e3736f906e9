import * as vscode from 'vscode';
import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { reportError } from '../../../base/reportError';
import type { Severity } from '../../../language/checks/check';
import type { Problem, ReadDocument } from '../../../language/checks/findProblems';
import { checksSetting } from '../../settings/settings';
import type { ApiUse } from '../apiUse';
import { scriptDocuments } from '../apiUse';
import { rangeIn } from '../assistance';
import { checkPageLink } from './checkPage';
import type { DocumentReader } from '../documentReader';
import type { FoundProblems } from './foundProblems';

/** A document is looked at when nobody has typed in it for so long. */
const quietMs = 300;
/** Nobody reads more of them. */
const mostShown = 200;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A document, and what was read of it; undefined where it does not use the API, or is too long. */
export interface LookedAt {
  readonly document: vscode.TextDocument;
  readonly read: ReadDocument | undefined;
}

/** Shows what the checks find in the open documents, a while after each change. */
export class Diagnostics implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #shown = this.#owned.add(vscode.languages.createDiagnosticCollection('deskside'));
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #read = this.#owned.add(new vscode.EventEmitter<LookedAt>());
  /** A document was looked at as it is now. */
  readonly onRead = this.#read.event;

  constructor(
    private readonly reader: DocumentReader,
    private readonly use: ApiUse,
    private readonly found: FoundProblems,
  ) {
    const { workspace } = vscode;
    this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#look(document)));
    this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => this.#lookLater(document)));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)));
    this.#owned.add(reader.onModulesChanged(() => this.#lookAtAll()));
    this.#owned.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(checksSetting.id)) this.#lookAtAll();
      }),
    );
    this.#lookAtAll();
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#owned.dispose();
  }

  #lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#lookLater(document);
  }

  #lookLater(document: vscode.TextDocument): void {
    if (!isChecked(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      this.#look(document);
    }, quietMs);
    this.#waiting.set(key, timer);
  }

  #look(document: vscode.TextDocument): void {
    if (isChecked(document)) this.#show(document).catch(reportError);
  }

  /** Shows nothing of a document that was changed or closed meanwhile: another look follows, or none. */
  async #show(document: vscode.TextDocument): Promise<void> {
    const { uri, version } = document;
    const read = (await this.use.mayUse(document)) ? await this.reader.read(document) : undefined;
    if (document.isClosed || document.version !== version) return;
    this.#read.fire({ document, read });
    const problems = read === undefined ? [] : this.found.in(read, uri);
    this.#shown.set(
      uri,
      problems.slice(0, mostShown).map((problem) => diagnosticOf(document, problem)),
    );
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#waiting.get(uri.toString()));
    this.#waiting.delete(uri.toString());
    this.#shown.delete(uri);
  }
}

/** In a browser VS Code can't tell whether files are writable. */
const ownSchemes: ReadonlySet<string> = new Set(['file', 'vscode-remote', 'untitled']);

/** Only what its author can change: neither an old version in a comparison, nor somebody else's package. */
function isChecked(document: vscode.TextDocument): boolean {
  const { uri } = document;
  if (vscode.languages.match(scriptDocuments, document) === 0 || uri.path.includes('/node_modules/')) return false;
  return ownSchemes.has(uri.scheme) || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** How a problem is shown in the editor. */
export function diagnosticOf(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const { range, message, severity, check } = problem;
  const diagnostic = new vscode.Diagnostic(rangeIn(document, range), message, severities[severity]);
  diagnostic.source = 'Deskside';
  diagnostic.code = { value: check, target: checkPageLink(check) };
  return diagnostic;
}

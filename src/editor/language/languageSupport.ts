import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { reportError } from '../../base/reportError';
import type { MethodSpec } from '../../api/method';
import { dialectOf, isMarkup, longestText } from '../../language/documents';
import { callSnippet, plainStyle } from '../../language/insert/callSnippet';
import { callStyleAt } from '../../language/insert/callStyle';
import { runnableCalls } from '../../language/assist/runnableCalls';
import type { RunnableCall } from '../../language/assist/runnableCalls';
import { languageIn, scriptDocuments } from './apiUse';
import type { ApiUse } from './apiUse';
import { completionItems, hover, signatureHelp } from './assistance';
import { Coverage } from './types/coverage';
import { Diagnostics } from './checks/diagnostics';
import { DocumentReader } from './documentReader';
import type { CodePlace } from './documentReader';
import { TypesOffer } from './types/typesOffer';
import { FoundProblems } from './checks/foundProblems';
import { watchForWrittenCall } from './calls/writtenCall';
import { quickFixes } from './checks/quickFixes';

/** What it takes of the extension's context. */
export type LanguageContext = Pick<vscode.ExtensionContext, 'extensionUri' | 'workspaceState'>;

/** Answers what VS Code asks about documents that use the API. */
export class LanguageSupport implements Disposable {
  readonly #owned = new DisposableStore();
  readonly reader: DocumentReader;
  readonly #found = new FoundProblems();
  readonly coverage = this.#owned.add(new Coverage());
  #log: vscode.LogOutputChannel | undefined;

  /** @param written is told once, when somebody has written a call of a service */
  constructor(context: LanguageContext, use: ApiUse, written: () => void) {
    this.reader = this.#owned.add(new DocumentReader((document) => this.#tellTooLong(document)));
    const diagnostics = this.#owned.add(new Diagnostics(this.reader, use, this.#found));
    this.#owned.add(watchForWrittenCall(diagnostics.onRead, written));
    const offer = new TypesOffer(context, this.coverage);
    const look = (document: vscode.TextDocument): void => {
      if (vscode.languages.match(scriptDocuments, document) === 0) return;
      (async () => (await use.mayUse(document)) && offer.look(document))().catch(reportError);
    };
    this.#owned.add(vscode.workspace.onDidOpenTextDocument(look));
    vscode.workspace.textDocuments.forEach(look);
  }

  async completions(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
    const isCovered = (await this.coverage.find(document)) !== undefined;
    const place = await this.reader.codeAt(document, position);
    return place === undefined ? [] : completionItems(document, place, isCovered);
  }

  async hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const place = await this.#uncoveredPlace(document, position);
    return place && hover(document, place);
  }

  async signature(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.SignatureHelp | undefined> {
    const place = await this.#uncoveredPlace(document, position);
    return place && signatureHelp(place);
  }

  async fixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const read = await this.reader.read(document);
    return read === undefined ? [] : quickFixes(document, read, this.#found.in(read, document.uri), range);
  }

  /** The calls of services in a document that can be made on a page. */
  async calls(document: vscode.TextDocument): Promise<readonly RunnableCall[]> {
    const read = await this.reader.read(document);
    return read === undefined ? [] : runnableCalls(read);
  }

  /** The call of a method as the lines of a snippet, in the style of the code at a place. */
  async callLines(
    document: vscode.TextDocument,
    position: vscode.Position,
    method: MethodSpec,
  ): Promise<readonly string[]> {
    const place = await this.reader.codeAt(document, position);
    if (place !== undefined) return callSnippet(method, callStyleAt(place.code, place.offset, method));
    const lines = callSnippet(method, plainStyle(method, dialectOf(languageIn(document))?.startsWith('ts')));
    return isMarkup(languageIn(document)) ? ['<script>', ...lines.map((line) => `  ${line}`), '</script>'] : lines;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** A place in a document in which TypeScript does not tell of the API. */
  async #uncoveredPlace(document: vscode.TextDocument, position: vscode.Position): Promise<CodePlace | undefined> {
    if ((await this.coverage.find(document)) !== undefined) return undefined;
    return this.reader.codeAt(document, position);
  }

  #tellTooLong({ uri }: vscode.TextDocument): void {
    this.#log ??= this.#owned.add(vscode.window.createOutputChannel('Deskside Language Support', { log: true }));
    this.#log.warn(
      `${vscode.workspace.asRelativePath(uri)} is longer than ${longestText} characters. It gets no completion, no hover and no checks.`,
    );
  }
}

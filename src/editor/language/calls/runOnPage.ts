import * as v from 'valibot';
import * as vscode from 'vscode';
import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import type { RunnableCall } from '../../../language/assist/runnableCalls';
import { outcomeText } from '../../../presentation/calls/outcomeText';
import type { OutcomeText } from '../../../presentation/calls/outcomeText';
import { connectedPages } from '../../../presentation/connection/pageFacts';
import type { CallParts } from '../../calls/callCommands';
import type { Register } from '../../ui/commands';
import { pickPage } from '../../ui/pagePick';
import { UserError } from '../../ui/userError';
import { scriptDocuments } from '../apiUse';
import type { LanguageFeatures } from '../languageFeatures';

const runCall = 'deskside.runCall';
const showReply = 'deskside.showCallReply';

/** What the lens over a call hands to its command. */
const placeSchema = v.object({ document: v.string(), offset: v.number() });

/** A line of a document, as offsets. */
interface Line {
  readonly from: number;
  readonly to: number;
}

interface Outcome extends OutcomeText {
  readonly id: number;
  /** Where the name of the method stands, as the document is now, and its line. */
  readonly offset: number;
  readonly line: Line;
  readonly show: () => Promise<void>;
}

const marks: Readonly<Record<OutcomeText['tone'], string>> = { done: '✓', information: '✓', warning: '▲', error: '✗' };
const colors: Readonly<Record<OutcomeText['tone'], string>> = {
  done: 'charts.green',
  information: 'charts.green',
  warning: 'editorWarning.foreground',
  error: 'editorError.foreground',
};

export interface RunParts extends CallParts {
  readonly language: LanguageFeatures;
}

/**
 * *Run on Page* over each call of a service in the code, where a page is connected. How a run ended stands behind its line,
 * until the call is edited.
 */
export class RunOnPage implements vscode.CodeLensProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #decoration = this.#owned.add(
    vscode.window.createTextEditorDecorationType({
      after: { margin: '0 0 0 2em' },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  /** By document. */
  readonly #outcomes = new Map<string, Outcome[]>();
  #count = 0;
  #hasPages: boolean;

  constructor(
    register: Register,
    private readonly parts: RunParts,
  ) {
    const { session } = parts;
    this.#hasPages = this.#isPageConnected();
    this.#owned.add(register(runCall, (place) => this.#run(place)));
    this.#owned.add(register(showReply, (id) => this.#showReply(id)));
    this.#owned.add(
      session.onPages.on(() => {
        if (this.#hasPages === this.#isPageConnected()) return;
        this.#hasPages = !this.#hasPages;
        this.#changed.fire();
      }),
    );
    const { window, workspace } = vscode;
    this.#owned.add(workspace.onDidChangeTextDocument((change) => this.#edited(change)));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#outcomes.delete(uri.toString())));
    this.#owned.add(window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#draw(editor))));
    // Once the events are there that it fires.
    this.#owned.add(vscode.languages.registerCodeLensProvider(scriptDocuments, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.#hasPages) return [];
    const outcomes = this.#outcomes.get(document.uri.toString()) ?? [];
    return (await this.#calls(document)).flatMap(({ method, offset }) => {
      const at = document.positionAt(offset);
      const range = new vscode.Range(at, at);
      const place: v.InferOutput<typeof placeSchema> = { document: document.uri.toString(), offset };
      const run = new vscode.CodeLens(range, {
        title: '$(play) Run on Page',
        tooltip: `${method.title}: takes literals from the code, asks for the rest, and calls the service on the connected page`,
        command: runCall,
        arguments: [place],
      });
      const outcome = outcomes.find((each) => each.offset === offset);
      if (outcome === undefined) return [run];
      const reply = { title: '$(json) Show Reply', tooltip: outcome.text, command: showReply, arguments: [outcome.id] };
      return [run, new vscode.CodeLens(range, reply)];
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #isPageConnected(): boolean {
    return connectedPages(this.parts.session.pages.values()).length > 0;
  }

  async #calls(document: vscode.TextDocument): Promise<readonly RunnableCall[]> {
    const support = await this.parts.language.supportFor(document);
    return (await support?.calls(document)) ?? [];
  }

  /** @param place as a lens gives it; anything else stands for the call at the cursor */
  async #run(place: unknown) {
    const { document, call } = await this.#callAt(place);
    const { session, forms, caller } = this.parts;
    const page = await pickPage(session, call.method.title);
    const parameters = await forms.fill(call.method, page, {}, { written: call.written() });
    if (parameters === 'back') throw new vscode.CancellationError();
    const before = document.version;
    const { result, show } = await caller.callQuietly(page, call.method, parameters);
    // Where the call stands by now, nobody knows; its outcome is not shown beside another one.
    const offset = document.version === before ? call.offset : (await this.#sameCall(document, call))?.offset;
    if (offset !== undefined && !document.isClosed) {
      const { range } = document.lineAt(document.positionAt(offset).line);
      const line = { from: document.offsetAt(range.start), to: document.offsetAt(range.end) };
      this.#keep(document, { ...outcomeText(call.method, result), id: ++this.#count, offset, line, show });
    }
    return result;
  }

  async #callAt(place: unknown): Promise<{ readonly document: vscode.TextDocument; readonly call: RunnableCall }> {
    const given = v.safeParse(placeSchema, place);
    const editor = vscode.window.activeTextEditor;
    if (!given.success && editor === undefined)
      throw new UserError('Open a script and put the cursor into a call first.');
    const document = given.success
      ? await vscode.workspace.openTextDocument(vscode.Uri.parse(given.output.document))
      : editor?.document;
    if (document === undefined) throw new UserError('Open a script and put the cursor into a call first.');
    const calls = await this.#calls(document);
    const call = given.success
      ? calls.find(({ offset }) => offset === given.output.offset)
      : callOnLine(calls, document, editor?.selection.active ?? new vscode.Position(0, 0));
    if (call === undefined)
      throw new UserError('There is no call of a service here. Put the cursor into one and try again.');
    return { document, call };
  }

  /** The call in an edited document, if there is no doubt which one it is. */
  async #sameCall(document: vscode.TextDocument, { method }: RunnableCall): Promise<RunnableCall | undefined> {
    const same = (await this.#calls(document)).filter((each) => each.method === method);
    return same.length === 1 ? same[0] : undefined;
  }

  async #showReply(id: unknown): Promise<boolean> {
    const outcome = [...this.#outcomes.values()].flat().find((each) => each.id === id);
    if (outcome === undefined) throw new UserError('This reply is no longer kept. Run the call again.');
    await outcome.show();
    return true;
  }

  #keep(document: vscode.TextDocument, outcome: Outcome): void {
    const key = document.uri.toString();
    const others = (this.#outcomes.get(key) ?? []).filter(({ offset }) => offset !== outcome.offset);
    this.#outcomes.set(key, [...others, outcome]);
    this.#show(document);
  }

  /** Moves outcomes along with their calls, and drops those on lines that were edited. */
  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const before = this.#outcomes.get(key);
    if (before === undefined || contentChanges.length === 0) return;
    const kept = before.flatMap((outcome) => {
      // VS Code names the changes from the last one in the text to the first one.
      const line = contentChanges.reduce<Line | undefined>(
        (each, change) => each && movedLine(each, change),
        outcome.line,
      );
      return line === undefined ? [] : [{ ...outcome, line, offset: outcome.offset + line.from - outcome.line.from }];
    });
    this.#outcomes.set(key, kept);
    this.#show(document);
  }

  #show(document: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.#draw(editor);
    this.#changed.fire();
  }

  #draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    const outcomes = this.#outcomes.get(document.uri.toString()) ?? [];
    editor.setDecorations(
      this.#decoration,
      outcomes.map((outcome) => {
        const start = document.positionAt(outcome.offset);
        const { end } = document.lineAt(start.line).range;
        return {
          range: new vscode.Range(start, end),
          hoverMessage: hoverOf(outcome),
          renderOptions: {
            after: {
              contentText: `${marks[outcome.tone]} ${outcome.text}`,
              color: new vscode.ThemeColor(colors[outcome.tone]),
            },
          },
        };
      }),
    );
  }
}

/** Where a line is after a change elsewhere; undefined if the change touches it. */
function movedLine(
  { from, to }: Line,
  { rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent,
): Line | undefined {
  if (rangeOffset > to) return { from, to };
  const isBefore = rangeOffset + rangeLength < from || (rangeOffset + rangeLength === from && /[\r\n]$/.test(text));
  const by = text.length - rangeLength;
  return isBefore ? { from: from + by, to: to + by } : undefined;
}

/** The innermost call around a place, or else the first one on its line. */
function callOnLine(
  calls: readonly RunnableCall[],
  document: vscode.TextDocument,
  position: vscode.Position,
): RunnableCall | undefined {
  const offset = document.offsetAt(position);
  const around = calls.findLast((call) => call.offset <= offset && offset <= call.end);
  return around ?? calls.find((call) => document.positionAt(call.offset).line === position.line);
}

function hoverOf({ text, id }: Outcome): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString().appendText(text);
  markdown.appendMarkdown(`\n\n[Show Reply](command:${showReply}?${encodeURIComponent(JSON.stringify([id]))})`);
  markdown.isTrusted = { enabledCommands: [showReply] };
  return markdown;
}

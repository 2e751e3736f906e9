import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import type { ScenarioCompletion } from '../../simulator/scenario/assist/completion';
import { isJsonDocument, scenarioFiles, toldByOthers } from './scenarioFiles';

const kinds = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  interaction: vscode.CompletionItemKind.Variable,
} as const satisfies Record<ScenarioCompletion['kind'], vscode.CompletionItemKind>;

/** Completes scenarios and explains their keys and values, where no other extension does so from a schema of the file. */
export function scenarioHelp(): Disposable {
  const owned = new DisposableStore();
  owned.add(
    vscode.languages.registerCompletionItemProvider(
      scenarioFiles,
      { provideCompletionItems: completions },
      ...[':', ' ', '{', '[', ',', '"', "'", '$', '.'],
    ),
  );
  owned.add(vscode.languages.registerHoverProvider(scenarioFiles, { provideHover: hover }));
  return owned;
}

async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[] | undefined> {
  if (toldByOthers(document).has('schema')) return undefined;
  const { scenarioCompletions } = await import('../../simulator/scenario/assist/completion');
  const language = isJsonDocument(document) ? 'json' : 'yaml';
  const found = scenarioCompletions(document.getText(), document.offsetAt(position), language);
  if (found === undefined) return undefined;
  const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
  const [quote = ''] = /^["']/.exec(document.getText(range)) ?? [];
  return found.items.map((completion, index) => itemOf(completion, range, index, quote));
}

function itemOf(
  { label, kind, doc, insert, goesOn }: ScenarioCompletion,
  range: vscode.Range,
  index: number,
  quote: string,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.range = range;
  // A quote that is replaced, too, is part of what VS Code compares with.
  item.filterText = `${quote}${label}`;
  item.sortText = String(index).padStart(4, '0');
  item.insertText = new vscode.SnippetString(insert);
  if (doc !== '') item.documentation = new vscode.MarkdownString(doc);
  if (goesOn) item.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  return item;
}

async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
  if (toldByOthers(document).has('schema')) return undefined;
  const { scenarioHover } = await import('../../simulator/scenario/assist/hover');
  const found = scenarioHover(document.getText(), document.offsetAt(position));
  if (found === undefined) return undefined;
  const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
  return new vscode.Hover(new vscode.MarkdownString(found.doc), range);
}

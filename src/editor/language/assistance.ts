import * as vscode from 'vscode';
import { completionsAt } from '../../language/assist/completion';
import type { Completion } from '../../language/assist/completion';
import { describeMethod, methodsOf } from '../../language/assist/describe';
import type { Description } from '../../language/assist/describe';
import type { MethodSpec } from '../../api/method';
import { methodSnippet } from '../../language/insert/callSnippet';
import { hoverAt } from '../../language/assist/hover';
import { signatureAt } from '../../language/assist/signature';
import type { Range } from '../../language/syntax/nodes';
import { paragraph } from '../../presentation/text/tooltip';
import { markdownOf } from '../ui/markdown';
import type { CodePlace } from './documentReader';

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  namespace: vscode.CompletionItemKind.Module,
  method: vscode.CompletionItemKind.Method,
  property: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Constant,
};

/**
 * What can be typed at a place of a document.
 * @param isCovered whether TypeScript completes names there, so that only whole calls are ours to offer
 */
export function completionItems(
  document: vscode.TextDocument,
  { code, offset }: CodePlace,
  isCovered: boolean,
): vscode.CompletionItem[] {
  const found = completionsAt(code, offset);
  if (found === undefined) return [];
  const replacing = rangeIn(document, found.range);
  // What half-typed code seems to replace may go on in the next line.
  if (!replacing.isSingleLine) return [];
  const range = { inserting: replacing.with({ end: document.positionAt(offset) }), replacing };
  const names = isCovered ? [] : found.items.map((completion, index) => nameItem(completion, index));
  const typed = code.meaning.script.dialect.startsWith('ts');
  const calls = found.callable === undefined ? [] : methodsOf(found.callable).map((method) => callItem(method, typed));
  return [...names, ...calls].map((item) => Object.assign(item, { range }));
}

function nameItem({ label, kind, description }: Completion, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  if (description.code !== label) item.detail = description.code;
  item.documentation = paragraphs(description);
  item.sortText = String(index).padStart(3, '0');
  return item;
}

/** The whole call of a method, with its arguments as tab stops; it comes after the names. */
function callItem(method: MethodSpec, typed: boolean): vscode.CompletionItem {
  const label = { label: `${method.name}(…)`, description: 'Insert Call' };
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Snippet);
  item.insertText = new vscode.SnippetString(methodSnippet(method, typed).join('\n'));
  item.filterText = method.name;
  item.sortText = `9${method.name}`;
  item.documentation = paragraphs(describeMethod(method));
  return item;
}

/** What is known of the word at a place of a document. */
export function hover(document: vscode.TextDocument, { code, offset }: CodePlace): vscode.Hover | undefined {
  const found = hoverAt(code, offset);
  if (found === undefined) return undefined;
  const text = new vscode.MarkdownString().appendCodeblock(found.description.code, 'typescript');
  return new vscode.Hover([text, paragraphs(found.description)], rangeIn(document, found.range));
}

/** The call in whose arguments a place stands. */
export function signatureHelp({ code, offset }: CodePlace): vscode.SignatureHelp | undefined {
  const found = signatureAt(code, offset);
  if (found === undefined) return undefined;
  const signature = new vscode.SignatureInformation(found.label, plainText(found.doc));
  let end = found.label.indexOf('(');
  for (const { label, doc } of found.parameters) {
    const start = found.label.indexOf(label, end);
    end = start + label.length;
    signature.parameters.push(new vscode.ParameterInformation([start, end], plainText(doc)));
  }
  const help = new vscode.SignatureHelp();
  help.signatures = [signature];
  help.activeSignature = 0;
  help.activeParameter = found.active;
  return help;
}

export function rangeIn(document: vscode.TextDocument, { from, to }: Range): vscode.Range {
  return new vscode.Range(document.positionAt(from), document.positionAt(to));
}

function paragraphs({ paragraphs: texts }: Description): vscode.MarkdownString {
  return plainText(...texts);
}

function plainText(...texts: readonly string[]): vscode.MarkdownString {
  return markdownOf(texts.flatMap(paragraph)) ?? new vscode.MarkdownString();
}

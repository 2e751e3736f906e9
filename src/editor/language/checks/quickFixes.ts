import * as vscode from 'vscode';
import { ignoringComment } from '../../../language/checks/ignoringComment';
import type { Problem, ReadDocument } from '../../../language/checks/findProblems';
import type { Edit } from '../../../language/checks/check';
import { rangeIn } from '../assistance';
import { diagnosticOf } from './diagnostics';

/**
 * The ways to mend what the checks find in a range, or to switch the check off there.
 * @param found what they find in the whole document
 */
export function quickFixes(
  document: vscode.TextDocument,
  read: ReadDocument,
  found: readonly Problem[],
  range: vscode.Range,
): vscode.CodeAction[] {
  const problems = found.filter((problem) => rangeIn(document, problem.range).intersection(range) !== undefined);
  return [
    ...problems.flatMap((problem) => mendingActions(document, problem)),
    ...problems.flatMap((problem) => ignoringActions(document, read, problem)),
  ];
}

function mendingActions(document: vscode.TextDocument, problem: Problem): vscode.CodeAction[] {
  const fixes = problem.fixes ?? [];
  return fixes.map(({ title, edits }) => {
    const action = actionFor(document, problem, title, edits);
    action.isPreferred = fixes.length === 1;
    return action;
  });
}

function ignoringActions(document: vscode.TextDocument, read: ReadDocument, problem: Problem): vscode.CodeAction[] {
  const { check } = problem;
  const places = [
    { title: `Disable ${check} for this line`, edit: ignoringComment(read, problem, 'line') },
    { title: `Disable ${check} for this file`, edit: ignoringComment(read, problem, 'file') },
  ];
  return places.flatMap(({ title, edit }) => (edit === undefined ? [] : [actionFor(document, problem, title, [edit])]));
}

function actionFor(
  document: vscode.TextDocument,
  problem: Problem,
  title: string,
  edits: readonly Edit[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnosticOf(document, problem)];
  action.edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) action.edit.replace(document.uri, rangeIn(document, range), text);
  return action;
}

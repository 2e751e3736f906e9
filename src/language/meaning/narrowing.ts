import type { SyntaxNode } from '@lezer/common';
import { childrenOf, contentOf, keyOf } from '../syntax/nodes';
import type { Meaning } from './meaning';
import { textValueOf } from './values';

/** Which of these events a place can be reached with: `switch (message.event)` and `if (message.event === …)` tell. */
export function eventNamesAt(node: SyntaxNode, names: readonly string[], meaning: Meaning): readonly string[] {
  let possible = names;
  for (let each: SyntaxNode = node; each.parent !== null; each = each.parent) {
    const told = namesToldBy(each.parent, each, meaning);
    if (told !== undefined) possible = possible.filter((name) => told.includes(name));
  }
  return possible;
}

/** The events that a statement lets through to one of its parts; undefined where it says nothing of events. */
function namesToldBy(statement: SyntaxNode, part: SyntaxNode, meaning: Meaning): readonly string[] | undefined {
  if (statement.name === 'SwitchBody') return namesOfCase(statement, part, meaning);
  if (statement.name !== 'IfStatement' && statement.name !== 'ConditionalExpression') return undefined;
  const condition =
    statement.name === 'IfStatement'
      ? contentOf(statement.getChild('ParenthesizedExpression') ?? statement)[0]
      : statement.firstChild;
  const comparison = condition?.name === 'BinaryExpression' ? condition : undefined;
  const [left, operator, right] = comparison === undefined ? [] : childrenOf(comparison);
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  const isFirstBranch = keyOf(firstBranch(statement) ?? statement) === keyOf(part);
  if (!isFirstBranch || !/^={2,3}$/.test(meaning.textOf(operator)) || !isEventName(left, meaning)) return undefined;
  const name = textValueOf(right, meaning);
  return name === undefined ? undefined : [name];
}

function firstBranch(statement: SyntaxNode): SyntaxNode | undefined {
  const parts = contentOf(statement).filter(({ name }) => !['if', 'else', 'LogicOp'].includes(name));
  return parts[1];
}

/** The labels that lead to a part of a switch: those right before it, and those from which the code before falls through. */
function namesOfCase(body: SyntaxNode, part: SyntaxNode, meaning: Meaning): readonly string[] | undefined {
  const about = body.parent?.getChild('ParenthesizedExpression');
  const [subject] = about ? contentOf(about) : [];
  if (subject === undefined || !isEventName(subject, meaning)) return undefined;
  let names: string[] = [];
  let leaves = true;
  for (const child of childrenOf(body)) {
    if (child.name === 'DefaultLabel') return undefined;
    if (child.name === 'CaseLabel') {
      if (leaves) names = [];
      leaves = false;
      const label = contentOf(child).find(({ name }) => name !== 'case');
      const name = label && textValueOf(label, meaning);
      if (name !== undefined) names.push(name);
    } else if (['BreakStatement', 'ReturnStatement'].includes(child.name)) leaves = true;
    if (child.from === part.from && child.to === part.to) return names;
  }
  return undefined;
}

/** `message.event`, or a variable that was taken from there. */
function isEventName(node: SyntaxNode, meaning: Meaning): boolean {
  return meaning.valueOf(node)?.kind === 'eventName';
}

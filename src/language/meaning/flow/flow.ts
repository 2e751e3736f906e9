import type { SyntaxNode } from '@lezer/common';
import { childrenOf, isFunctionNode, keyOf } from '../../syntax/nodes';

const branchNames: ReadonlySet<string> = new Set([
  'IfStatement',
  'SwitchBody',
  'ConditionalExpression',
  'ForStatement',
  'WhileStatement',
  'DoStatement',
  'TryStatement',
]);

const loopNames: ReadonlySet<string> = new Set(['ForStatement', 'WhileStatement', 'DoStatement']);

const leaving: ReadonlySet<string> = new Set(['ReturnStatement', 'ThrowStatement']);

/** The function in whose body a node stands; undefined at the top of a script. */
export function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  for (let each = node.parent; each !== null; each = each.parent) if (isFunctionNode(each)) return each;
  return undefined;
}

/** Whether two nodes stand in the same function, or both at the top of a script. */
export function inSameFunction(one: SyntaxNode, other: SyntaxNode): boolean {
  const [first, second] = [functionAround(one), functionAround(other)];
  return (first && keyOf(first)) === (second && keyOf(second));
}

/** The innermost loop around a node within its function. */
export function loopAround(node: SyntaxNode): SyntaxNode | undefined {
  for (let each = node.parent; each !== null && !isFunctionNode(each); each = each.parent) {
    if (loopNames.has(each.name)) return each;
  }
  return undefined;
}

/** Whether a node runs whenever another does that stands after it in the same function: no branch holds only the first. */
export function runsBefore(first: SyntaxNode, second: SyntaxNode): boolean {
  return first.to <= second.from && runsWhenever(first, second);
}

/** Whether a node runs whenever another of the same function does: no branch holds only the first. */
export function runsWhenever(node: SyntaxNode, other: SyntaxNode): boolean {
  const around = ancestorsOf(other);
  for (let each = node.parent; each !== null && !isFunctionNode(each); each = each.parent) {
    if (!branchNames.has(each.name)) continue;
    return around.has(keyOf(each)) && !branchesApart(each, node, other);
  }
  return true;
}

/** Whether no run of a function comes to both nodes: they are in branches apart, or the function ends after the first. */
export function neverBoth(first: SyntaxNode, second: SyntaxNode): boolean {
  const around = ancestorsOf(second);
  for (let each = first.parent; each !== null && !isFunctionNode(each); each = each.parent) {
    if (around.has(keyOf(each))) return branchNames.has(each.name) && branchesApart(each, first, second);
    if (endsFunction(each, first)) return true;
  }
  return false;
}

/** Whether a function waits between two nodes of its own, so that others run there. */
export function waitsBetween(first: SyntaxNode, second: SyntaxNode): boolean {
  const owner = functionAround(second);
  let waits = false;
  (owner ?? topOf(second)).cursor().iterate((cursor) => {
    if (cursor.name !== 'AwaitExpression' || cursor.from < first.to || cursor.to > second.from) return;
    if (inSameFunction(cursor.node, second)) waits = true;
  });
  return waits;
}

function ancestorsOf(node: SyntaxNode): ReadonlySet<string> {
  const around = new Set<string>();
  for (let each = node.parent; each !== null; each = each.parent) around.add(keyOf(each));
  return around;
}

function topOf(node: SyntaxNode): SyntaxNode {
  let top = node;
  while (top.parent !== null) top = top.parent;
  return top;
}

/** Whether a block leaves the function behind a node that stands in it, in a statement of its own. */
function endsFunction(block: SyntaxNode, node: SyntaxNode): boolean {
  if (leaving.has(block.name)) return true;
  if (block.name !== 'Block' && block.name !== 'SwitchBody') return false;
  return childrenOf(block).some(({ name, from }) => from >= node.to && leaving.has(name));
}

/** Whether two nodes stand in different branches of one statement. */
function branchesApart(statement: SyntaxNode, first: SyntaxNode, second: SyntaxNode): boolean {
  const [one, other] = [partWith(statement, first), partWith(statement, second)];
  if (statement.name !== 'SwitchBody') return keyOf(one) !== keyOf(other);
  return childrenOf(statement).some(
    ({ name, from, to }) => from >= one.to && to <= other.from && (name === 'BreakStatement' || leaving.has(name)),
  );
}

function partWith(statement: SyntaxNode, node: SyntaxNode): SyntaxNode {
  let child = node;
  while (child.parent !== null && keyOf(child.parent) !== keyOf(statement)) child = child.parent;
  return child;
}

import type { SyntaxNode } from '@lezer/common';

/** A stretch of a text, as offsets in UTF-16 units: `from` belongs to it, `to` does not. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The direct children of a node, in order. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', ';', ':', '.', '?.', '...']);

/** The first direct child of a name. Cheaper than the tree's own `getChild`, which makes a cursor each time. */
export function childOf(node: SyntaxNode, name: string): SyntaxNode | null {
  let child = node.firstChild;
  while (child !== null && child.name !== name) child = child.nextSibling;
  return child;
}

/** Whether a node stands for something of its own: neither punctuation, nor a comment, nor a place of an error. */
function isContent(node: SyntaxNode): boolean {
  return !punctuation.has(node.name) && !node.type.isError && !node.name.endsWith('Comment');
}

/** The children of a list that stand for something of their own, such as the arguments of a call. */
export function contentOf(list: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(list).filter(isContent);
}

/** The nearest node around this one, itself included, that has one of these names. */
export function enclosing(node: SyntaxNode | null, names: ReadonlySet<string>): SyntaxNode | undefined {
  for (let each = node; each !== null; each = each.parent) if (names.has(each.name)) return each;
  return undefined;
}

const functionNames: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
]);

/** Whether a node is a function, a method of an object such as `{ save() {} }` included. */
export function isFunctionNode(node: SyntaxNode): boolean {
  return functionNames.has(node.name) || (node.name === 'Property' && childOf(node, 'ParamList') !== null);
}

/** Identifies a node: nodes are made anew at each visit, so that they can't be compared themselves. */
export function keyOf({ from, to, name }: Range & { readonly name: string }): string {
  return `${from}-${to}-${name}`;
}

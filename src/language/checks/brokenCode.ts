import type { SyntaxNode } from '@lezer/common';
import { isFunctionNode } from '../syntax/nodes';
import type { Range } from '../syntax/nodes';
import type { Script } from '../syntax/script';

const statement = /(?:Statement|Declaration|Script)$/;

/**
 * Whether a place stands in a statement that does not parse, as while it is being typed: what is meant there is not yet
 * said. A function that does not parse is no fault of the statement in which it stands.
 */
export function isInBrokenCode({ tree }: Script, { from }: Range): boolean {
  let around: SyntaxNode = tree.resolveInner(from, 1);
  while (around.parent !== null && !statement.test(around.name)) around = around.parent;
  const { from: start } = around;
  let isBroken = false;
  around.cursor().iterate((cursor) => {
    if (cursor.type.isError) isBroken = true;
    return !isBroken && (cursor.from === start || !isFunctionNode(cursor.node));
  });
  return isBroken;
}

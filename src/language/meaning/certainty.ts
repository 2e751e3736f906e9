import type { SyntaxNode } from '@lezer/common';
import { contentOf } from '../syntax/nodes';
import type { ApiValue } from './apiValue';
import { unwrapped } from './meaning';
import type { Meaning } from './meaning';
import type { Origin } from './names/scopes';
import { kindOf } from './values';

/** A chain of names is followed so far. */
const deepest = 20;

/**
 * Whether an expression surely stands for what `meaning.valueOf` says. That is the first part of the API among the values
 * that it may have, such as those of a variable that is assigned twice; this asks whether there is no other.
 */
export function isCertain(node: SyntaxNode, meaning: Meaning, depth = 0): boolean {
  const value = meaning.valueOf(node);
  if (value === undefined || depth > deepest) return false;
  const inner = unwrapped(node);
  switch (inner.name) {
    case 'VariableName': {
      const origins = meaning.variableOf(inner)?.origins ?? [];
      return origins.every((origin) => isCertainOrigin(origin, value, origins.length > 1, meaning, depth));
    }
    case 'MemberExpression':
      return (
        inner.firstChild === null || inner.firstChild.name === 'this' || isCertain(inner.firstChild, meaning, depth + 1)
      );
    case 'ConditionalExpression':
    case 'BinaryExpression': {
      const parts = contentOf(inner).filter(({ name }) => name !== 'LogicOp');
      const isChoice = inner.name === 'ConditionalExpression' || meaning.textOf(inner).includes('||');
      const possible = isChoice ? parts.slice(inner.name === 'ConditionalExpression' ? 1 : 0) : parts.slice(-1);
      return possible.every((part) => isAlike(part, value, meaning, depth));
    }
    default:
      return true;
  }
}

function isCertainOrigin(
  origin: Origin,
  value: ApiValue,
  isOneOfSeveral: boolean,
  meaning: Meaning,
  depth: number,
): boolean {
  if (origin.kind === 'value') return isAlike(origin.node, value, meaning, depth);
  return origin.kind !== 'import' || !isOneOfSeveral;
}

/** Whether an expression gives a value of that kind, or none. */
function isAlike(node: SyntaxNode, value: ApiValue, meaning: Meaning, depth: number): boolean {
  if (['null', 'undefined'].includes(kindOf(node, meaning))) return true;
  return meaning.valueOf(node)?.kind === value.kind && isCertain(node, meaning, depth + 1);
}

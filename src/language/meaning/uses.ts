import type { SyntaxNode } from '@lezer/common';
import { contentOf } from '../syntax/nodes';
import type { Range } from '../syntax/nodes';
import type { Meaning } from './meaning';

/** The places in a function where a variable is used, and those where another variable holds the same. */
export function usesOf(definition: Range, owner: SyntaxNode, meaning: Meaning): readonly SyntaxNode[] {
  const held = new Set([definition.from]);
  const uses: SyntaxNode[] = [];
  // An alias is declared before it is used, so that one pass in the order of the text finds its uses, too.
  owner.lastChild?.cursor().iterate((cursor) => {
    if (cursor.name !== 'VariableName') return;
    const { node } = cursor;
    const variable = meaning.variableOf(node);
    if (variable === undefined || !held.has(variable.definition.from)) return;
    const alias = aliasOf(node);
    if (alias === undefined) uses.push(node);
    else held.add(alias.from);
  });
  return uses;
}

/** The variable that is declared to hold what a use gives: `const alias = use`. */
function aliasOf(use: SyntaxNode): SyntaxNode | undefined {
  const definition = use.prevSibling?.name === 'Equals' ? use.prevSibling.prevSibling : null;
  return definition?.name === 'VariableDefinition' && use.parent?.name === 'VariableDeclaration'
    ? definition
    : undefined;
}

/** Whether a place only asks if there is something: `if (x)`, `!x`, `x ? … : …`, `x && …`. */
export function asksWhether(node: SyntaxNode, meaning: Meaning): boolean {
  const { parent } = node;
  switch (parent?.name) {
    case 'ParenthesizedExpression':
      return (
        parent.parent?.name === 'IfStatement' ||
        parent.parent?.name === 'WhileStatement' ||
        asksWhether(parent, meaning)
      );
    case 'ConditionalExpression':
      return parent.firstChild?.from === node.from;
    case 'UnaryExpression':
      return meaning.textOf(parent).startsWith('!');
    case 'BinaryExpression': {
      const [left, operator] = [parent.firstChild, parent.firstChild?.nextSibling];
      return (
        left?.from === node.from && operator !== null && operator !== undefined && meaning.textOf(operator) === '&&'
      );
    }
    default:
      return false;
  }
}

/** The first parameter of a function, be it a name or a pattern. */
export function firstParameter(written: SyntaxNode): SyntaxNode | undefined {
  const list = written.getChild('ParamList');
  return list === null ? undefined : contentOf(list)[0];
}

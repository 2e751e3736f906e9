import type { SyntaxNode } from '@lezer/common';
import { contentOf } from '../syntax/nodes';
import { unwrapped } from './meaning';
import type { Meaning } from './meaning';
import { ownKeysOf, sourceOf } from './values';
import type { ObjectKey } from './values';

/**
 * The keys of the objects that an expression may give, as far as the code writes them: those of a literal and those that are
 * put into a variable afterwards, less those that are deleted. What is spread into an object is not known.
 */
export function objectsOf(node: SyntaxNode, meaning: Meaning, depth = 0): readonly (readonly ObjectKey[])[] {
  if (depth > 5) return [];
  const inner = unwrapped(node);
  const source = sourceOf(inner, meaning);
  switch (source.name) {
    case 'ObjectExpression': {
      const later =
        inner.name === 'VariableName' ? laterKeys(inner, meaning) : { added: [], deleted: new Set<string>() };
      const keys = [...ownKeysOf(source, meaning), ...later.added];
      return [keys.filter(({ name }) => !later.deleted.has(name))];
    }
    case 'ConditionalExpression': {
      const [, ...branches] = contentOf(source).filter(({ name }) => name !== 'LogicOp');
      return branches.flatMap((branch) => objectsOf(branch, meaning, depth + 1));
    }
    case 'CallExpression':
      return meaning.returnedBy(source).flatMap((each) => objectsOf(each, meaning, depth + 1));
    default:
      return [];
  }
}

/** What is done to an object behind its declaration: `query.type = …`, `delete query.type`. */
function laterKeys(
  variable: SyntaxNode,
  meaning: Meaning,
): { readonly added: readonly ObjectKey[]; readonly deleted: ReadonlySet<string> } {
  const declared = meaning.variableOf(variable)?.definition.from;
  const added: ObjectKey[] = [];
  const deleted = new Set<string>();
  for (const member of meaning.script.nodes.all('MemberExpression')) {
    const { firstChild: object, parent } = member;
    const name = meaning.keyOfMember(member);
    if (object?.name !== 'VariableName' || name === undefined || parent === null) continue;
    if (meaning.variableOf(object)?.definition.from !== declared) continue;
    if (parent.name === 'UnaryExpression' && parent.firstChild?.name === 'delete') deleted.add(name);
    const isTarget = parent.name === 'AssignmentExpression' && parent.firstChild?.from === member.from;
    if (isTarget) added.push({ name, node: keyNode(member), value: contentOf(parent).at(-1) });
  }
  return { added, deleted };
}

function keyNode(member: SyntaxNode): SyntaxNode {
  return member.getChild('PropertyName') ?? member.getChild('String') ?? member;
}

import type { SyntaxNode } from '@lezer/common';
import { childrenOf, isFunctionNode } from '../syntax/nodes';
import type { Meaning } from './meaning';
import { unwrapped } from './meaning';

/** What kind of value an expression surely gives; `unknown` wherever the code does not say so itself. */
export type ValueKind =
  'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'object' | 'array' | 'function' | 'regexp' | 'unknown';

const kinds: Readonly<Record<string, ValueKind>> = {
  String: 'string',
  TemplateString: 'string',
  Number: 'number',
  BooleanLiteral: 'boolean',
  null: 'null',
  ObjectExpression: 'object',
  ArrayExpression: 'array',
  RegExp: 'regexp',
  ClassExpression: 'function',
};

/** The expression that gives a value: a constant is followed to what it is given. */
export function sourceOf(node: SyntaxNode, meaning: Meaning): SyntaxNode {
  let each = unwrapped(node);
  for (let step = 0; step < 10 && each.name === 'VariableName'; step++) {
    const [origin, another] = meaning.variableOf(each)?.origins ?? [];
    if (origin?.kind !== 'value' || another !== undefined) break;
    each = unwrapped(origin.node);
  }
  return each;
}

export function kindOf(node: SyntaxNode, meaning: Meaning): ValueKind {
  if (meaning.functionOf(node) !== undefined) return 'function';
  const source = sourceOf(node, meaning);
  if (isFunctionNode(source)) return 'function';
  if (source.name === 'VariableName' && meaning.textOf(source) === 'undefined') return 'undefined';
  if (source.name === 'CallExpression') return callKind(source, meaning);
  if (source.name === 'UnaryExpression') return unaryKind(meaning.textOf(source));
  return kinds[source.name] ?? 'unknown';
}

/** What the functions of JavaScript itself give. */
const builtIns: ReadonlyMap<string, ValueKind> = new Map([
  ['JSON.stringify', 'string'],
  ['String', 'string'],
  ['Number', 'number'],
  ['parseInt', 'number'],
  ['parseFloat', 'number'],
  ['Boolean', 'boolean'],
]);

function callKind({ firstChild: callee }: SyntaxNode, meaning: Meaning): ValueKind {
  const owner = callee?.name === 'MemberExpression' ? callee.firstChild : callee;
  const isGlobal = owner?.name === 'VariableName' && meaning.variableOf(owner) === undefined;
  return (callee && isGlobal ? builtIns.get(meaning.textOf(callee)) : undefined) ?? 'unknown';
}

function unaryKind(text: string): ValueKind {
  if (text.startsWith('void')) return 'undefined';
  return /^[-+]\s*\d/.test(text) ? 'number' : 'unknown';
}

/** The text that an expression surely gives, without its quotes. */
export function textValueOf(node: SyntaxNode, meaning: Meaning): string | undefined {
  const source = sourceOf(node, meaning);
  const text = meaning.textOf(source);
  if (source.name === 'TemplateString') return text.includes('${') ? undefined : text.slice(1, -1);
  if (source.name !== 'String' || text.length < 2) return undefined;
  return text.slice(1, -1).replace(/\\(['"\\])/g, '$1');
}

/** A key of an object as it is written. */
export interface ObjectKey {
  readonly name: string;
  /** Where the key stands. */
  readonly node: SyntaxNode;
  /** Undefined for `{ name }` and for a method. */
  readonly value: SyntaxNode | undefined;
}

/** The keys of an object that is written in the code; undefined if it is no such, or if it also spreads others. */
export function keysOf(node: SyntaxNode, meaning: Meaning): readonly ObjectKey[] | undefined {
  const source = sourceOf(node, meaning);
  if (source.name !== 'ObjectExpression') return undefined;
  const spreads = source.getChildren('Property').some((property) => property.getChild('Spread') !== null);
  return spreads ? undefined : ownKeysOf(source, meaning);
}

/** The keys that an object literal itself has, whatever it spreads. */
export function ownKeysOf(literal: SyntaxNode, meaning: Meaning): readonly ObjectKey[] {
  const keys: ObjectKey[] = [];
  for (const property of literal.getChildren('Property')) {
    if (property.getChild('Spread') !== null) continue;
    const first = childrenOf(property).find(({ name }) => ['PropertyDefinition', 'String', 'Number'].includes(name));
    if (first === undefined) continue;
    const text = meaning.textOf(first);
    const value = property.lastChild;
    keys.push({
      name: first.name === 'String' ? text.slice(1, -1) : text,
      node: first,
      value: value === null || value.from === first.from || property.getChild(':') === null ? undefined : value,
    });
  }
  return keys;
}

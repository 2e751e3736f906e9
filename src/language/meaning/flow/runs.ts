import type { SyntaxNode } from '@lezer/common';
import { append } from '../../../base/collections';
import { functionAround } from './flow';
import { contentOf, isFunctionNode, keyOf } from '../../syntax/nodes';
import type { Meaning } from '../meaning';

/** Code that is tangled more than this is generated: not all of its ways are followed. */
const mostSteps = 200;

/** Methods that call at once, or as soon as they can, the function that they get. */
const calling: ReadonlySet<string> = new Set([
  'then',
  'catch',
  'finally',
  'forEach',
  'map',
  'flatMap',
  'filter',
  'find',
  'some',
  'every',
  'reduce',
  'call',
  'apply',
]);

/**
 * The ways from a function, or from the functions that it runs, to a node: each a chain of places, from the place in the
 * function itself to the node. A function runs those that it calls by a name, and those that it hands to a service, a
 * promise or a list; what it hands to others, such as the handler of a click, runs when somebody else wants.
 */
export function waysTo(
  node: SyntaxNode,
  from: ReadonlySet<string>,
  meaning: Meaning,
): readonly (readonly SyntaxNode[])[] {
  const callers = callersOf(meaning);
  const ways: (readonly SyntaxNode[])[] = [];
  let steps = 0;
  const climb = (place: SyntaxNode, way: readonly SyntaxNode[], seen: ReadonlySet<string>) => {
    const owner = functionAround(place);
    if (owner === undefined || seen.has(keyOf(owner)) || ++steps > mostSteps) return;
    const chain = [place, ...way];
    if (from.has(keyOf(owner))) {
      ways.push(chain);
      return;
    }
    const more = new Set([...seen, keyOf(owner)]);
    const outside = placeOfRun(owner, meaning);
    if (outside !== undefined) climb(outside, chain, more);
    for (const call of callers.get(keyOf(owner)) ?? []) climb(call, chain, more);
  };
  climb(node, [], new Set());
  return ways;
}

/** Where a function that is written as an argument, or called on the spot, is run; undefined if others decide about that. */
function placeOfRun(written: SyntaxNode, meaning: Meaning): SyntaxNode | undefined {
  const around = written.parent;
  if (around?.name === 'ParenthesizedExpression' && around.parent?.name === 'CallExpression') return around.parent;
  const call = around?.name === 'ArgList' ? around.parent : null;
  const callee = call?.firstChild;
  if (!call || !callee) return undefined;
  if (call.name === 'NewExpression') return meaning.textOf(call).startsWith('new Promise') ? call : undefined;
  const value = meaning.valueOf(callee);
  const isService = value?.kind === 'method' || (value?.kind === 'core' && value.name === 'sendMessage');
  const method = callee.name === 'MemberExpression' ? meaning.keyOfMember(callee) : undefined;
  return isService || calling.has(method ?? '') ? call : undefined;
}

const known = new WeakMap<Meaning, ReadonlyMap<string, readonly SyntaxNode[]>>();

/** The calls of each function that is written in the script, by its key. */
function callersOf(meaning: Meaning): ReadonlyMap<string, readonly SyntaxNode[]> {
  const present = known.get(meaning);
  if (present !== undefined) return present;
  const callers = new Map<string, SyntaxNode[]>();
  const add = (called: SyntaxNode | undefined, call: SyntaxNode) => {
    if (called !== undefined) append(callers, keyOf(called), call);
  };
  for (const call of meaning.script.nodes.all('CallExpression')) {
    const callee = call.firstChild;
    if (callee === null) continue;
    if (!isFunctionNode(callee)) add(meaning.functionOf(callee), call);
    // A function that is handed by its name to a service, a promise or a list.
    for (const argument of contentOf(call.getChild('ArgList') ?? call)) {
      if (argument.name !== 'VariableName' && argument.name !== 'MemberExpression') continue;
      const value = meaning.valueOf(callee);
      const method = callee.name === 'MemberExpression' ? meaning.keyOfMember(callee) : undefined;
      if (value?.kind === 'method' || calling.has(method ?? '')) add(meaning.functionOf(argument), call);
    }
  }
  known.set(meaning, callers);
  return callers;
}

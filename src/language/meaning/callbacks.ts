import type { SyntaxNode } from '@lezer/common';
import { contentOf, keyOf } from '../syntax/nodes';
import type { ApiValue } from './apiValue';
import type { ApiCalls, CoreCall, ServiceCall } from './calls';
import { readArguments } from './calls';
import type { HandedValues, Meaning } from './meaning';
import { sourceOf, textValueOf } from './values';

/** Finds the functions that a script hands to the API as handlers and callbacks. */
export function handedValues({ services, core }: ApiCalls, meaning: Meaning): HandedValues {
  const functions = new Map<string, ApiValue>();
  const names = new Map<string, ApiValue>();
  const hand = (node: SyntaxNode | undefined, value: ApiValue) => {
    if (node === undefined) return;
    const found = meaning.functionOf(node);
    if (found !== undefined) functions.set(keyOf(found), value);
    const variable = found === undefined && node.name === 'VariableName' ? meaning.variableOf(node) : undefined;
    if (variable !== undefined) names.set(keyOf({ ...variable.definition, name: 'VariableDefinition' }), value);
  };
  for (const call of core) {
    if (call.member === 'subscribe') hand(call.arguments[1], { kind: 'event', names: eventNamesOf(call, meaning) });
  }
  for (const call of services) {
    const read = readArguments(call, meaning);
    hand(read?.succeeded, { kind: 'reply', service: serviceOf(call) });
    hand(read?.failed, { kind: 'failure' });
  }
  return { functions, names };
}

/** The events to which a call of `subscribe` subscribes; empty where the code does not say them all. */
export function eventNamesOf(call: CoreCall, meaning: Meaning): readonly string[] {
  const texts = eventNameNodes(call, meaning).map((node) => textValueOf(node, meaning));
  return texts.every((text) => text !== undefined) ? texts : [];
}

/** The expressions by which a call of `subscribe` names its events: one, or the elements of a list. */
export function eventNameNodes({ arguments: [names] }: CoreCall, meaning: Meaning): readonly SyntaxNode[] {
  if (names === undefined) return [];
  const source = sourceOf(names, meaning);
  return source.name === 'ArrayExpression' ? contentOf(source) : [source];
}

export function serviceOf({ namespace, name }: ServiceCall): string {
  return `${namespace}.${name}`;
}

import type { SyntaxNode } from '@lezer/common';
import { findDocumentedMethod } from '../../api/catalogue';
import type { MethodSpec, ParameterSpec } from '../../api/method';
import { childOf, contentOf } from '../syntax/nodes';
import type { CoreMember } from './apiValue';
import type { Meaning } from './meaning';
import { keysOf, sourceOf, textValueOf } from './values';

interface Call {
  readonly node: SyntaxNode;
  /** The name of what is called: `accept` of `interaction.accept(id)`. */
  readonly nameNode: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
  /** Whether some arguments are spread, so that nobody can tell which is which. */
  readonly isSpread: boolean;
  /** Where the list of arguments stands, its parentheses included. */
  readonly list: SyntaxNode;
}

/** A call of a service in the code. */
export interface ServiceCall extends Call {
  /** As the code has it, whether such a service exists or not. */
  readonly namespace: string;
  readonly name: string;
  /** Undefined if no source knows the service. */
  readonly method: MethodSpec | undefined;
  /** Where the call is written as `sendMessage({ request, parameters }, …)`: the parameters. */
  readonly parameters?: readonly SyntaxNode[];
}

/** A call of a core member of the service, such as `subscribe`. */
export interface CoreCall extends Call {
  readonly member: CoreMember;
}

/** A call of a member that the service does not have. */
export interface UnknownCall extends Call {
  readonly name: string;
}

export interface ApiCalls {
  readonly services: readonly ServiceCall[];
  readonly core: readonly CoreCall[];
  readonly unknown: readonly UnknownCall[];
}

/** All calls of the API in a script, in the order in which they stand there. */
export function callsOf(meaning: Meaning): ApiCalls {
  const services: ServiceCall[] = [];
  const core: CoreCall[] = [];
  const unknown: UnknownCall[] = [];
  for (const node of meaning.script.nodes.all('CallExpression')) {
    const callee = node.firstChild;
    const value = callee === null ? undefined : meaning.valueOf(callee);
    // Most calls are of something else.
    const list = value === undefined ? null : childOf(node, 'ArgList');
    if (callee === null || list === null) continue;
    const isSpread = childOf(list, 'Spread') !== null;
    const call = { node, nameNode: nameIn(callee), arguments: contentOf(list), isSpread, list };
    if (value?.kind === 'core') {
      core.push({ ...call, member: value.name });
      const sent = value.name === 'sendMessage' ? sentService(call, meaning) : undefined;
      if (sent !== undefined) services.push(sent);
    } else if (value?.kind === 'namespace') unknown.push({ ...call, name: value.name });
    else if (value?.kind === 'method') services.push({ ...call, ...serviceNamed(value.namespace, value.name) });
  }
  return { services, core, unknown };
}

function serviceNamed(namespace: string, name: string) {
  return { namespace, name, method: findDocumentedMethod(`${namespace}.${name}`) };
}

/** The service that `sendMessage({ request: 'namespace.method', parameters: […] }, succeeded, failed)` calls. */
function sentService(call: Call, meaning: Meaning): ServiceCall | undefined {
  const [message] = call.arguments;
  const keys = message && keysOf(message, meaning);
  const request = keys?.find(({ name }) => name === 'request')?.value;
  const [namespace, name, more] = (request && textValueOf(request, meaning)?.split('.')) ?? [];
  if (request === undefined || namespace === undefined || name === undefined || more !== undefined) return undefined;
  const list = keys?.find((key) => key.name === 'parameters');
  const written = list?.value && sourceOf(list.value, meaning);
  if (list !== undefined && written?.name !== 'ArrayExpression') return undefined;
  const isSpread = call.isSpread || (written?.getChild('Spread') ?? null) !== null;
  const parameters = written === undefined ? [] : contentOf(written);
  return { ...call, nameNode: request, isSpread, ...serviceNamed(namespace, name), parameters };
}

/** What the arguments of a call stand for. */
export interface ReadArguments {
  /** The arguments before the callbacks, each with its parameter. */
  readonly values: readonly { readonly parameter: ParameterSpec; readonly node: SyntaxNode }[];
  readonly succeeded: SyntaxNode | undefined;
  readonly failed: SyntaxNode | undefined;
  /** Arguments beyond those that the method takes. */
  readonly surplus: readonly SyntaxNode[];
  /** Parameters that must be there and are not. */
  readonly missing: readonly ParameterSpec[];
}

/**
 * Tells the arguments of a call apart as the client library does: where the argument for a parameter that may be left out
 * is a function, that one is `succeeded`.
 * @returns undefined where the method is not known or arguments are spread
 */
export function readArguments(call: ServiceCall, meaning: Meaning): ReadArguments | undefined {
  if (call.method === undefined || call.isSpread) return undefined;
  const { parameters } = call.method;
  const required = parameters.filter(({ optional }) => optional !== true).length;
  if (call.parameters !== undefined) return sentArguments(call, call.parameters, parameters);
  const given = call.arguments;
  const early = given.findIndex((node, index) => index >= required && index < parameters.length && isCallback(node));
  const taken = early < 0 ? parameters.length : early;
  const values = parameters.slice(0, Math.min(taken, given.length)).flatMap((parameter, index) => {
    const node = given[index];
    return node === undefined ? [] : [{ parameter, node }];
  });
  return {
    values,
    succeeded: given[taken],
    failed: given[taken + 1],
    surplus: given.slice(taken + 2),
    missing: parameters.slice(values.length, required),
  };

  function isCallback(node: SyntaxNode): boolean {
    return meaning.functionOf(node) !== undefined;
  }
}

function sentArguments(
  { arguments: [, succeeded, failed] }: ServiceCall,
  given: readonly SyntaxNode[],
  parameters: readonly ParameterSpec[],
): ReadArguments {
  const values = parameters.flatMap((parameter, index) => {
    const node = given[index];
    return node === undefined ? [] : [{ parameter, node }];
  });
  const missing = parameters.slice(values.length).filter(({ optional }) => optional !== true);
  return { values, succeeded, failed, surplus: given.slice(parameters.length), missing };
}

/** The last name of a callee: the property of `a.b.c`, or the whole of a plain name. */
function nameIn(callee: SyntaxNode): SyntaxNode {
  return childOf(callee, 'PropertyName') ?? childOf(callee, 'String') ?? callee;
}

import { serviceName, signatureOf } from '../../../api/catalogue';
import type { MethodSpec, ParameterKind, ParameterSpec } from '../../../api/method';
import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../meaning/calls';
import type { CoreCall, ReadArguments } from '../../meaning/calls';
import type { Meaning } from '../../meaning/meaning';
import { kindOf } from '../../meaning/values';
import type { ValueKind } from '../../meaning/values';
import { rangeOf } from '../check';
import type { Check, Finding } from '../check';

/** Arguments that do not fit: the client library sends them as they are, and Workspace gets them in the wrong places. */
export const serviceArguments: Check = {
  name: 'service-arguments',
  severity: 'error',
  summary: 'Too few or too many arguments, or an argument of the wrong kind.',
  find: ({ meaning, calls }) => [
    ...calls.services.flatMap((call) => {
      const read = readArguments(call, meaning);
      if (call.method === undefined || read === undefined) return [];
      return [
        ...missing(call.method, read, rangeOf(call.nameNode)),
        ...surplus(call.method, read),
        ...read.values.flatMap((value) => misfit(value, meaning)),
        ...callbacks(read, meaning),
      ];
    }),
    ...calls.core.flatMap((call) => (call.member === 'subscribe' && !call.isSpread ? subscription(call, meaning) : [])),
  ],
};

/** `subscribe(events, handler)` takes a name or a list of names, and cannot do without a handler. */
function subscription({ arguments: [names, handler], nameNode }: CoreCall, meaning: Meaning): readonly Finding[] {
  if (names === undefined)
    return [{ range: rangeOf(nameNode), message: `subscribe lacks events and handler: ${subscribing}.` }];
  const given = kindOf(names, meaning);
  if (!['string', 'array', 'unknown'].includes(given)) {
    return [
      { range: rangeOf(names), message: `events must be a text or a list, not ${words[given]}: ${subscribing}.` },
    ];
  }
  if (handler === undefined) return [{ range: rangeOf(nameNode), message: `subscribe lacks handler: ${subscribing}.` }];
  const kind = kindOf(handler, meaning);
  if (kind === 'function' || kind === 'unknown') return [];
  return [{ range: rangeOf(handler), message: `handler must be a function, not ${words[kind]}: ${subscribing}.` }];
}

const subscribing = 'subscribe(events, handler, context)';

function missing(
  method: MethodSpec,
  { missing: parameters }: ReadArguments,
  range: Finding['range'],
): readonly Finding[] {
  if (parameters.length === 0) return [];
  const names = parameters.map(({ name }) => name).join(', ');
  return [{ range, message: `${serviceName(method)} lacks ${names}: ${signatureOf(method)}.` }];
}

function surplus(method: MethodSpec, { surplus: nodes }: ReadArguments): readonly Finding[] {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return [];
  const message = `${serviceName(method)} takes no more than ${method.parameters.length + 2} arguments: ${signatureOf(method)}.`;
  return [{ range: { from: first.from, to: last.to }, message }];
}

/** What fits each kind of parameter; the code may leave open what an argument is, which fits always. */
const fitting: Readonly<Record<ParameterKind, readonly ValueKind[]>> = {
  interactionId: ['string'],
  consultInteractionId: ['string'],
  caseId: ['string'],
  userDataKey: ['string'],
  stateOperation: ['string'],
  mediaName: ['string'],
  string: ['string'],
  number: ['number'],
  targetQuery: ['string', 'object'],
  keyValues: ['object'],
  object: ['object'],
  stringOrList: ['string', 'array'],
  json: ['string', 'number', 'boolean', 'null', 'undefined', 'object', 'array', 'regexp'],
};

const words: Readonly<Record<ValueKind, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  undefined: 'undefined',
  object: 'an object',
  array: 'a list',
  function: 'a function',
  regexp: 'a regular expression',
  unknown: 'something else',
};

function misfit(
  { parameter, node }: { readonly parameter: ParameterSpec; readonly node: SyntaxNode },
  meaning: Meaning,
): readonly Finding[] {
  const kind = kindOf(node, meaning);
  if (kind === 'unknown' || fitting[parameter.kind].includes(kind) || mayBeNone(parameter, kind)) return [];
  const wanted = fitting[parameter.kind].map((each) => words[each]).join(' or ');
  const isEarlyCallback = kind === 'function';
  const message = isEarlyCallback
    ? `${parameter.name} must be ${wanted}, and here is a function: the callbacks come after all other arguments.`
    : `${parameter.name} must be ${wanted}, not ${words[kind]}.`;
  return [{ range: rangeOf(node), message }];
}

/** User data and extensions may be none; what the call itself is about may not. */
function mayBeNone({ kind, name, optional }: ParameterSpec, value: ValueKind): boolean {
  if (value !== 'null' && value !== 'undefined') return false;
  return optional === true || (kind === 'keyValues' && name !== 'keyValues');
}

function callbacks({ succeeded, failed }: ReadArguments, meaning: Meaning): readonly Finding[] {
  return [
    { node: succeeded, name: 'succeeded' },
    { node: failed, name: 'failed' },
  ].flatMap(({ node, name }) => {
    if (node === undefined) return [];
    const kind = kindOf(node, meaning);
    if (['unknown', 'function', 'undefined', 'null'].includes(kind)) return [];
    return [{ range: rangeOf(node), message: `${name} must be a function, not ${words[kind]}.` }];
  });
}

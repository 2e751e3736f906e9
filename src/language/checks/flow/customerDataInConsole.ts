import type { SyntaxNode } from '@lezer/common';
import type { ApiValue } from '../../meaning/apiValue';
import { eventNamesOf, serviceOf } from '../../meaning/callbacks';
import { readArguments } from '../../meaning/calls';
import type { Meaning } from '../../meaning/meaning';
import { eventNamesAt } from '../../meaning/narrowing';
import { sourceOf } from '../../meaning/values';
import { contentOf } from '../../syntax/nodes';
import { rangeOf } from '../check';
import type { Code } from '../../code';
import type { Check, Finding } from '../check';

const writing: ReadonlySet<string> = new Set(['log', 'info', 'debug', 'warn', 'error', 'table', 'dir', 'trace']);

/** Customers' data written to the console, which support tools and browser extensions collect. */
export const customerDataInConsole: Check = {
  name: 'customer-data-in-console',
  severity: 'warning',
  summary: 'Customers’ data that is written to the console.',
  find: (code) => [...written(code), ...handed(code)],
};

/** `console.log(reply.data)`. */
function written({ meaning }: Code): readonly Finding[] {
  return meaning.script.nodes.all('CallExpression').flatMap((node) => {
    const callee = node.firstChild;
    if (callee === null || !isConsole(callee, meaning)) return [];
    return contentOf(node.getChild('ArgList') ?? node).flatMap((argument) => {
      const shown = customersPart(argument, meaning);
      return shown === undefined ? [] : [finding(shown)];
    });
  });
}

/** `getInteractions(console.log)`. */
function handed({ meaning, calls }: Code): readonly Finding[] {
  const succeeded = calls.services
    .filter((call) => holdsCustomersData({ kind: 'reply', service: serviceOf(call) }))
    .map((call) => readArguments(call, meaning)?.succeeded);
  const handlers = calls.core
    .filter((call) => call.member === 'subscribe' && eventNamesOf(call, meaning).includes('interaction'))
    .map((call) => call.arguments[1]);
  return [...succeeded, ...handlers].flatMap((node) => (node && isConsole(node, meaning) ? [finding(node)] : []));
}

function finding(node: SyntaxNode): Finding {
  return {
    range: rangeOf(node),
    message:
      'This writes customers’ data to the console, where others can read it. Write the id of the interaction, or the names of the keys.',
  };
}

/** `console.log` and its like, of the console of the page. */
function isConsole(written: SyntaxNode, meaning: Meaning): boolean {
  const node = sourceOf(written, meaning);
  const owner = node.name === 'MemberExpression' ? node.firstChild : null;
  if (owner === null || !writing.has(meaning.keyOfMember(node) ?? '')) return false;
  if (owner.name === 'VariableName')
    return meaning.textOf(owner) === 'console' && meaning.variableOf(owner) === undefined;
  const isOfWindow = owner.name === 'MemberExpression' && meaning.keyOfMember(owner) === 'console';
  return isOfWindow && owner.firstChild !== null && meaning.valueOf(owner.firstChild)?.kind === 'global';
}

/** Functions that write or copy what they get; others may mask it, or take from it what is nobody's secret. */
const passing: ReadonlySet<string> = new Set([
  'JSON.stringify',
  'String',
  'structuredClone',
  'Object.values',
  'Object.entries',
]);

/** The part of an argument that holds customers' data: itself, or what a text, an object or a copy is made of. */
function customersPart(argument: SyntaxNode, meaning: Meaning): SyntaxNode | undefined {
  if (holdsCustomersData(narrowed(argument, meaning)) || isFieldOfCustomersData(argument, meaning)) return argument;
  for (const each of partsOf(argument, meaning)) {
    const found = customersPart(each, meaning);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(node: SyntaxNode, meaning: Meaning): readonly SyntaxNode[] {
  switch (node.name) {
    case 'TemplateString':
      return node.getChildren('Interpolation').flatMap(contentOf);
    case 'ParenthesizedExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
      return contentOf(node);
    case 'Property':
      return node.lastChild === null || node.firstChild?.to === node.to ? [] : [node.lastChild];
    case 'ConditionalExpression':
      return contentOf(node).slice(1);
    case 'BinaryExpression': {
      const operator = node.firstChild?.nextSibling;
      return operator && /^(?:\+|\|\||\?\?|&&)$/.test(meaning.textOf(operator)) ? contentOf(node) : [];
    }
    case 'CallExpression':
      return node.firstChild !== null && passing.has(meaning.textOf(node.firstChild))
        ? contentOf(node.getChild('ArgList') ?? node)
        : [];
    default:
      return [];
  }
}

/** `interaction.userData.Contract` is a value of the customer's. */
function isFieldOfCustomersData(node: SyntaxNode, meaning: Meaning): boolean {
  const object = node.name === 'MemberExpression' ? node.firstChild : null;
  return object !== null && meaning.valueOf(object)?.kind === 'customerData';
}

/** What an argument stands for, where a switch or a condition around it says which event it is. */
function narrowed(argument: SyntaxNode, meaning: Meaning): ApiValue | undefined {
  const value = meaning.valueOf(argument);
  if (value?.kind !== 'event' && value?.kind !== 'eventData') return value;
  return { ...value, names: eventNamesAt(argument, value.names, meaning) };
}

/** Services that bring customers' data. */
const ofCustomers: ReadonlySet<string> = new Set([
  'interaction.getInteractions',
  'interaction.getByInteractionId',
  'outbound.getRecordFields',
  'outbound.getChainedRecords',
]);

function holdsCustomersData(value: ApiValue | undefined): boolean {
  switch (value?.kind) {
    case 'customerData':
    case 'interaction':
      return true;
    case 'event':
    case 'eventData':
      return value.names.includes('interaction');
    case 'reply':
      return ofCustomers.has(value.service);
    case 'list':
      return holdsCustomersData(value.of);
    default:
      return false;
  }
}

import type { SyntaxNode } from '@lezer/common';
import { interactionFields } from '../../api/interaction';
import { namespaces } from '../../api/method';
import { parameterObjects } from '../../api/objects';
import type { Code } from '../code';
import { coreMembers } from '../meaning/apiValue';
import type { ApiValue } from '../meaning/apiValue';
import { readArguments } from '../meaning/calls';
import { keysOf } from '../meaning/values';
import { enclosing } from '../syntax/nodes';
import type { Range } from '../syntax/nodes';
import { coreDescriptions, describeMethod, describeNamespace, evidenceText, methodsOf } from './describe';
import type { Description } from './describe';
import { knownTextsAt } from './knownTexts';

/** One thing that can be typed at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'namespace' | 'method' | 'property' | 'value';
  readonly description: Description;
}

export interface Completions {
  /** What is replaced: the name that is begun, or the text between its quotes. */
  readonly range: Range;
  readonly items: readonly Completion[];
  /** The namespace whose methods these are, where no call follows yet. */
  readonly callable?: string;
}

/** What can be typed at an offset of the document, or undefined where the API has nothing to say. */
export function completionsAt(code: Code, offset: number): Completions | undefined {
  const node = code.meaning.script.tree.resolveInner(offset, -1);
  return textCompletions(code, node) ?? memberCompletions(code, node, offset) ?? keyCompletions(code, node, offset);
}

function textCompletions(code: Code, node: SyntaxNode): Completions | undefined {
  if (node.name !== 'String') return undefined;
  const known = knownTextsAt(node, code);
  if (known.length === 0) return undefined;
  const quote = code.meaning.textOf(node).charAt(0);
  const isClosed = node.to - node.from > 1 && code.meaning.textOf(node).endsWith(quote);
  return {
    range: { from: node.from + 1, to: isClosed ? node.to - 1 : node.to },
    items: known.map(({ text, doc }) => value(text, doc)),
  };
}

const memberNames: ReadonlySet<string> = new Set(['MemberExpression']);

function memberCompletions({ meaning }: Code, node: SyntaxNode, offset: number): Completions | undefined {
  const member = enclosing(node, memberNames);
  const object = member?.firstChild;
  const name = member?.getChild('PropertyName');
  if (object === null || object === undefined || offset <= object.to || (name && offset > name.to)) return undefined;
  const api = meaning.valueOf(object);
  const items = api === undefined ? [] : membersOf(api);
  if (items.length === 0) return undefined;
  // Where a name is still missing, the parser takes the first one of the next line for it.
  const isBegun = name !== null && name !== undefined && name.from <= offset;
  const range = isBegun ? { from: name.from, to: name.to } : { from: offset, to: offset };
  const isCalled = /^\s*\(/.test(meaning.script.text.slice(range.to, range.to + 20));
  return { range, items, ...(api?.kind === 'namespace' && !isCalled ? { callable: api.name } : {}) };
}

function membersOf(api: ApiValue): readonly Completion[] {
  switch (api.kind) {
    case 'genesys':
      return [property('wwe', 'The Service Client API.')];
    case 'wwe':
      return [property('service', 'The client library.')];
    case 'service':
      return [
        ...namespaces.map(namespaceCompletion),
        ...coreMembers.map((label): Completion => ({ label, kind: 'method', description: coreDescriptions[label] })),
      ];
    case 'namespace':
      return methodsOf(api.name).map((method) => ({
        label: method.name,
        kind: 'method',
        description: describeMethod(method),
      }));
    case 'event':
      return [property('event', 'The name that was subscribed to.'), property('data', 'What the event tells.')];
    case 'eventData':
      return eventDataMembers(api.names);
    case 'reply':
      return [property('data', 'What the method brings.')];
    case 'interaction':
      return Object.entries(interactionFields).map(([name, { doc, evidence }]) =>
        property(name, `${doc} ${evidenceText[evidence]}`),
      );
    default:
      return [];
  }
}

function eventDataMembers(names: readonly string[]): readonly Completion[] {
  const [name, another] = names;
  if (another !== undefined) return [];
  switch (name) {
    case 'interaction':
      return [
        property('eventType', `What happened. ${evidenceText.doc}`),
        property('interaction', `The interaction that changed. ${evidenceText.assumed}`),
        property('selectedCaseId', `The case, in CASE_ events. ${evidenceText.doc}`),
      ];
    case 'agent':
      return [property('type', `The state of the agent. ${evidenceText.seen}`)];
    case 'outbound':
      return [
        property('eventType', `What happened. ${evidenceText.doc}`),
        property('campaign', `The name of the campaign. ${evidenceText.doc}`),
        property('mode', `How the campaign gives its records, when it starts. ${evidenceText.doc}`),
      ];
    default:
      return [];
  }
}

function namespaceCompletion(label: string): Completion {
  return { label, kind: 'namespace', description: describeNamespace(label) ?? { code: label, paragraphs: [] } };
}

/** The keys of an object that is the argument of a call. */
function keyCompletions({ meaning, calls }: Code, node: SyntaxNode, offset: number): Completions | undefined {
  const object = node.name === 'ObjectExpression' ? node : node.parent?.parent;
  const isAtKey = node.name === 'ObjectExpression' || node.name === 'PropertyDefinition' || node.name === '{';
  const literal = node.name === '{' ? node.parent : object;
  if (!isAtKey || literal?.name !== 'ObjectExpression') return undefined;
  for (const call of calls.services) {
    const found = readArguments(call, meaning)?.values.find((each) => each.node.from === literal.from);
    if (found === undefined) continue;
    const present = new Set(keysOf(literal, meaning)?.map(({ name }) => name));
    const own = node.name === 'PropertyDefinition' ? meaning.textOf(node) : '';
    const fields = fieldsOf(found.parameter.kind === 'targetQuery', found.parameter.object);
    const items = fields.filter(({ label }) => label === own || !present.has(label));
    if (items.length === 0) return undefined;
    const range = own === '' ? { from: offset, to: offset } : { from: node.from, to: node.to };
    return { range, items };
  }
  return undefined;
}

function fieldsOf(isTarget: boolean, object: keyof typeof parameterObjects | undefined): readonly Completion[] {
  if (isTarget) {
    return [
      property('type', `Kind of target. ${evidenceText.doc}`),
      property('destination', `Whom to reach. ${evidenceText.doc}`),
      property('media', `Another media than the interaction’s own, for consult. ${evidenceText.doc}`),
    ];
  }
  if (object === undefined) return [];
  return parameterObjects[object].map(({ name, type, doc, evidence }) => ({
    label: name,
    kind: 'property',
    description: { code: `${name}: ${type}`, paragraphs: [doc, evidenceText[evidence]] },
  }));
}

function property(label: string, doc: string): Completion {
  return { label, kind: 'property', description: { code: label, paragraphs: [doc] } };
}

function value(label: string, doc: string): Completion {
  return { label, kind: 'value', description: { code: label, paragraphs: [doc] } };
}

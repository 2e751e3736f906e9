import type { SyntaxNode } from '@lezer/common';
import { nearest } from '../../../base/text/nearest';
import { catalogue, documentedExtras, serviceName } from '../../../api/catalogue';
import { namespaces } from '../../../api/method';
import { coreMembers, isCoreMember, isNamespace } from '../../meaning/apiValue';
import type { ServiceCall, UnknownCall } from '../../meaning/calls';
import type { Meaning } from '../../meaning/meaning';
import { sourceOf } from '../../meaning/values';
import { isCertain } from '../../meaning/certainty';
import { rangeOf, replace, withinQuotes } from '../check';
import type { Check, Finding } from '../check';

/** A call of a service that no source knows: it throws, or Workspace refuses it. */
export const unknownService: Check = {
  name: 'unknown-service',
  severity: 'error',
  summary: 'A namespace or method that the Service Client API does not have.',
  find({ meaning, calls }) {
    const own = ownMembers(meaning);
    if (own.isReplaced) return [];
    const found = [
      ...calls.unknown
        .filter(({ node, name }) => !objectMembers.has(name) && !own.names.has(name) && isSure(node, meaning))
        .map((call) => unknownMember(call, meaning)),
      ...calls.services
        .filter(({ method, name }) => method === undefined && !objectMembers.has(name) && !own.names.has(name))
        .filter(
          ({ node, namespace, parameters }) =>
            !own.names.has(namespace) && (parameters !== undefined || isSure(node, meaning)),
        )
        .map((call) => (isNamespace(call.namespace) ? unknownMethod(call, meaning) : unknownNamespace(call, meaning)))
        .filter((finding) => finding !== undefined),
    ];
    return [...new Map(found.map((each) => [each.range.from, each])).values()];
  },
};

function isSure({ firstChild: callee }: SyntaxNode, meaning: Meaning): boolean {
  return callee !== null && isCertain(callee, meaning);
}

/** What a script itself adds to the service, and whether it puts something in its place, as the mock of a test is. */
function ownMembers(meaning: Meaning): { readonly names: ReadonlySet<string>; readonly isReplaced: boolean } {
  const names = new Set<string>();
  let isReplaced = false;
  for (const { firstChild: target, lastChild: value } of meaning.script.nodes.all('AssignmentExpression')) {
    if (target?.name !== 'MemberExpression') continue;
    const kind = meaning.valueOf(target)?.kind;
    const name = meaning.keyOfMember(target);
    if ((kind === 'namespace' || kind === 'method') && name !== undefined) names.add(name);
    const isEmpty = value?.name === 'ObjectExpression' && value.getChild('Property') === null;
    if ((kind === 'genesys' || kind === 'wwe' || kind === 'service') && !isEmpty) isReplaced = true;
  }
  return { names, isReplaced };
}

/** `service.registerWidget(…)`: neither a core member nor a namespace can be called by that name. */
function unknownMember({ name, nameNode }: UnknownCall, meaning: Meaning): Finding {
  if (isNamespace(name)) {
    return {
      range: rangeOf(nameNode),
      message: `${name} is a namespace: call one of its methods, such as ${firstOf(name)}.`,
    };
  }
  return finding(`The client library has no ${name}`, nearest(name, coreMembers), placeOf(nameNode, meaning));
}

function firstOf(namespace: string): string | undefined {
  const method = catalogue.find((each) => each.namespace === namespace);
  return method && serviceName(method);
}

/** What every object or function has, so that what is taken from the service has it, too. */
const objectMembers: ReadonlySet<string> = new Set([
  ...['call', 'apply', 'bind', 'constructor', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
  ...['toLocaleString', 'toString', 'valueOf'],
]);

function unknownMethod(call: ServiceCall, meaning: Meaning): Finding {
  const { namespace, name, nameNode, parameters } = call;
  const known = [...catalogue, ...documentedExtras].filter((method) => method.namespace === namespace);
  const meant =
    nearest(
      name,
      known.map((method) => method.name),
    ) ?? ofAnotherNamespace(name);
  const text = `The Service Client API has no ${namespace}.${name}`;
  const full = meant === undefined || meant.includes('.') ? meant : `${namespace}.${meant}`;
  return parameters === undefined
    ? finding(text, meant, placeOf(nameNode, meaning))
    : finding(text, full, { node: nameNode, isWhole: true });
}

/** `interaction.dial` is `voice.dial`: named, but not put in place, since the path before it is another, too. */
function ofAnotherNamespace(name: string): string | undefined {
  const method = catalogue.find((each) => each.name === name);
  return method && serviceName(method);
}

function unknownNamespace(call: ServiceCall, meaning: Meaning): Finding | undefined {
  const { namespace, name, nameNode, parameters } = call;
  // `service.subscribe.bind(…)` is no namespace.
  if (isCoreMember(namespace)) return undefined;
  const meant = nearest(namespace, namespaces);
  const text = `The Service Client API has no namespace ${namespace}`;
  if (parameters !== undefined) return finding(text, meant && `${meant}.${name}`, { node: nameNode, isWhole: true });
  return finding(text, meant, placeOf(namespaceNode(call) ?? nameNode, meaning));
}

function namespaceNode({ nameNode }: ServiceCall): SyntaxNode | undefined {
  const object = nameNode.parent?.name === 'MemberExpression' ? nameNode.parent.firstChild : null;
  return nameIn(object);
}

function nameIn(node: SyntaxNode | null | undefined): SyntaxNode | undefined {
  if (node?.name === 'VariableName') return node;
  return node?.getChild('PropertyName') ?? node?.getChild('String') ?? undefined;
}

/** Where a name is written: a variable that was taken out of the service has it in the pattern of its declaration. */
interface Place {
  readonly node: SyntaxNode;
  /** The name in `{ name }` of a pattern, which must go on behind the mended one. */
  readonly shorthand?: string;
  /** The whole name of a service, with its namespace. */
  readonly isWhole?: boolean;
}

function placeOf(node: SyntaxNode, meaning: Meaning): Place {
  const variable = node.name === 'VariableName' ? meaning.variableOf(node) : undefined;
  const [origin, another] = variable?.origins ?? [];
  if (variable === undefined || another !== undefined) return { node };
  if (origin?.kind === 'value') return { node: nameIn(sourceOf(origin.node, meaning)) ?? node };
  const definition = meaning.script.tree.resolveInner(variable.definition.from, 1);
  const property =
    origin?.kind === 'property' && definition.parent?.name === 'PatternProperty' ? definition.parent : null;
  if (property === null) return { node };
  const key = property.getChild('PropertyName');
  return key === null ? { node: definition, shorthand: meaning.textOf(definition) } : { node: key };
}

function finding(text: string, meant: string | undefined, { node, shorthand, isWhole }: Place): Finding {
  const message = meant === undefined ? `${text}.` : `${text}. Did you mean ${meant}?`;
  // The name of another namespace does not fit here.
  if (meant === undefined || (meant.includes('.') && isWhole !== true)) return { range: rangeOf(node), message };
  const range = node.name === 'String' ? withinQuotes(node) : rangeOf(node);
  const rest = shorthand === undefined ? '' : `: ${shorthand}`;
  return { range: rangeOf(node), message, fixes: [replace(range, meant + rest, `Change to ${meant}`)] };
}

import type { SyntaxNode } from '@lezer/common';
import { findMethod } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import type { Code } from '../code';
import type { Meaning } from '../meaning/meaning';
import { functionAround } from '../meaning/flow/flow';
import { plainStyle } from './callSnippet';
import type { CallStyle } from './callSnippet';

/**
 * How a call of a method is written at an offset of a document: as the calls around it are. Names that stand for the service
 * or the namespace there are used; promises, where the file has a client whose calls it awaits.
 */
export function callStyleAt({ meaning, calls }: Code, offset: number, method: MethodSpec): CallStyle {
  const client = clientNear(meaning, offset);
  const isCloser = calls.services.every(
    ({ node }) => client === undefined || distance(node, offset) >= client.distance,
  );
  if (client !== undefined && isCloser) {
    const isAsync = mayAwait(meaning, offset);
    return { kind: 'promises', namespace: `${client.name}.${method.namespace}`, isAsync };
  }
  const typed = meaning.script.dialect.startsWith('ts');
  for (const variable of meaning.variablesAt(offset)) {
    const value = meaning.valueOfVariable(variable);
    if (value?.kind === 'namespace' && value.name === method.namespace) {
      return { kind: 'callbacks', namespace: variable.name, typed };
    }
  }
  const service = meaning.variablesAt(offset).find((variable) => meaning.valueOfVariable(variable)?.kind === 'service');
  if (service === undefined) return plainStyle(method, typed);
  return { kind: 'callbacks', namespace: `${service.name}.${method.namespace}`, typed };
}

interface Client {
  /** The expression that stands for the client. */
  readonly name: string;
  readonly distance: number;
}

/**
 * An object of the file's own that has the methods of the API and whose calls give promises: the nearest one whose calls are
 * awaited, or else one that came from `deskside/client`.
 */
function clientNear(meaning: Meaning, offset: number): Client | undefined {
  const clients: Client[] = [];
  for (const node of meaning.script.nodes.all('CallExpression')) {
    const name = isAwaited(node) ? clientOf(node, meaning) : undefined;
    if (name !== undefined) clients.push({ name, distance: distance(node, offset) });
  }
  const [nearest] = clients.sort((one, other) => one.distance - other.distance);
  if (nearest !== undefined) return nearest;
  const made = meaning
    .variablesAt(offset)
    .find((variable) =>
      variable.origins.some((origin) => origin.kind === 'value' && comesFromClient(origin.node, meaning)),
    );
  return made && { name: made.name, distance: 0 };
}

/** The object of `object.namespace.method()`, if that is a method of the API and the object no part of the client library. */
function clientOf(call: SyntaxNode, meaning: Meaning): string | undefined {
  const callee = call.firstChild;
  const namespace = callee?.name === 'MemberExpression' ? callee.firstChild : null;
  const object = namespace?.name === 'MemberExpression' ? namespace.firstChild : null;
  if (!callee || !namespace || !object || meaning.valueOf(object) !== undefined) return undefined;
  const service = `${meaning.keyOfMember(namespace) ?? ''}.${meaning.keyOfMember(callee) ?? ''}`;
  return findMethod(service) === undefined ? undefined : meaning.textOf(object);
}

function isAwaited(call: SyntaxNode): boolean {
  const { parent } = call;
  if (parent?.name === 'AwaitExpression') return true;
  // call.then(…), call.catch(…)
  return parent?.name === 'MemberExpression' && parent.parent?.name === 'CallExpression';
}

/** `connect()` after `import { connect } from 'deskside/client'`, awaited or not, with `new` or without. */
function comesFromClient(node: SyntaxNode, meaning: Meaning): boolean {
  const inner = node.name === 'AwaitExpression' ? node.lastChild : node;
  const callee = inner?.name === 'NewExpression' ? inner.getChild('VariableName') : inner?.firstChild;
  if (callee?.name !== 'VariableName') return false;
  const origins = meaning.variableOf(callee)?.origins ?? [];
  return origins.some((origin) => origin.kind === 'import' && origin.specifier === 'deskside/client');
}

function mayAwait(meaning: Meaning, offset: number): boolean {
  const around = functionAround(meaning.script.tree.resolveInner(offset, -1));
  return around === undefined ? isModule(meaning) : /^(?:static\s+)?async\b/.test(meaning.textOf(around));
}

/** Only a module may await outside of functions. */
function isModule({ script: { tree } }: Meaning): boolean {
  const { topNode } = tree;
  return topNode.getChild('ImportDeclaration') !== null || topNode.getChild('ExportDeclaration') !== null;
}

function distance({ from, to }: SyntaxNode, offset: number): number {
  return Math.min(Math.abs(from - offset), Math.abs(to - offset));
}

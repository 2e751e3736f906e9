import type { SyntaxNode } from '@lezer/common';
import { findDocumentedMethod } from '../../../api/catalogue';
import { isCertain } from '../../meaning/certainty';
import { readArguments } from '../../meaning/calls';
import { asksWhether, firstParameter, usesOf } from '../../meaning/uses';
import { rangeOf } from '../check';
import type { Code } from '../../code';
import type { Check, Finding } from '../check';

/** What the reply itself has; all that a method brings stands under `data`. */
const ownKeys: ReadonlySet<string> = new Set([
  'data',
  'userAgent',
  'protocolVersion',
  'errorMessage',
  'subscriptionId',
  // What every object has.
  'hasOwnProperty',
  'toString',
  'constructor',
  'valueOf',
]);

/** A result read from the reply itself, where it stands under `data`. */
export const replyWithoutData: Check = {
  name: 'reply-without-data',
  severity: 'warning',
  summary: 'A result that is read from the reply instead of reply.data.',
  find: (code) => [...members(code), ...loops(code), ...takenApart(code), ...answers(code)],
};

function members({ meaning }: Code): readonly Finding[] {
  return meaning.script.nodes.all('MemberExpression').flatMap((node) => {
    const object = node.firstChild;
    const key = meaning.keyOfMember(node);
    if (object === null || key === undefined || isAssigned(node) || ownKeys.has(key)) return [];
    const value = meaning.valueOf(object);
    return value?.kind === 'reply' && isCertain(object, meaning) ? [finding(object, value.service, key)] : [];
  });
}

function loops({ meaning }: Code): readonly Finding[] {
  return meaning.script.nodes.all('ForOfSpec').flatMap((node) => {
    const list = node.getChild('of')?.nextSibling;
    const value = list && meaning.valueOf(list);
    return list && value?.kind === 'reply' && isCertain(list, meaning) ? [finding(list, value.service)] : [];
  });
}

/** `({ username }) => …` and `const { username } = reply`. */
function takenApart({ meaning }: Code): readonly Finding[] {
  return meaning.script.nodes.all('ObjectPattern').flatMap((pattern) => {
    const value = meaning.valueTakenApart(pattern);
    if (value?.kind !== 'reply') return [];
    return pattern.getChildren('PatternProperty').flatMap((property) => {
      const key = property.firstChild;
      if (key === null || key.name === 'Spread' || ownKeys.has(meaning.textOf(key))) return [];
      return [{ range: rangeOf(key), message: messageOf(value.service, meaning.textOf(key)) }];
    });
  });
}

/** The reply to a question of yes or no, asked as if it were the answer: an object always says yes. */
function answers({ meaning, calls }: Code): readonly Finding[] {
  return calls.services.flatMap((call) => {
    if (call.method?.result !== 'boolean') return [];
    const succeeded = readArguments(call, meaning)?.succeeded;
    const written = succeeded && meaning.functionOf(succeeded);
    const parameter = written && firstParameter(written);
    if (written === undefined || parameter?.name !== 'VariableDefinition') return [];
    const uses = usesOf(parameter, written, meaning);
    // `if (reply) { … reply.data … }` only asks whether there is a reply.
    if (uses.some((use) => use.parent?.name === 'MemberExpression')) return [];
    return uses
      .filter((use) => asksWhether(use, meaning) && isCertain(use, meaning))
      .map((use) => finding(use, `${call.namespace}.${call.name}`));
  });
}

function finding(node: SyntaxNode, service: string, key?: string): Finding {
  return {
    range: rangeOf(node),
    message: messageOf(service, key),
    fixes: [{ title: 'Read reply.data', edits: [{ range: { from: node.to, to: node.to }, text: '.data' }] }],
  };
}

function messageOf(service: string, key?: string): string {
  const result = findDocumentedMethod(service)?.result;
  const what = key === undefined || result === 'void' ? 'What the method brings' : key;
  return `${what} stands under data: the reply of ${service} is an object around it.`;
}

function isAssigned({ parent, from }: SyntaxNode): boolean {
  return parent?.name === 'AssignmentExpression' && parent.firstChild?.from === from;
}

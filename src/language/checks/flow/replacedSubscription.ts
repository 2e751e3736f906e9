import type { SyntaxNode } from '@lezer/common';
import { eventNamesOf } from '../../meaning/callbacks';
import type { CoreCall } from '../../meaning/calls';
import { inSameFunction, loopAround, neverBoth, runsBefore } from '../../meaning/flow/flow';
import type { Meaning } from '../../meaning/meaning';
import { sourceOf, textValueOf } from '../../meaning/values';
import { contentOf } from '../../syntax/nodes';
import { rangeOf } from '../check';
import type { Code } from '../../code';
import type { Check, Finding } from '../check';

/** A second subscription to an event: the client library keeps one handler for each name, and the first hears no more. */
export const replacedSubscription: Check = {
  name: 'replaced-subscription',
  severity: 'hint',
  summary: 'A subscription to an event to which the same function subscribes before.',
  find(code) {
    const subscriptions = code.calls.core
      .filter(({ member }) => member === 'subscribe')
      .toSorted((one, other) => one.nameNode.from - other.nameNode.from);
    return subscriptions.flatMap((later, index) => {
      const earlier = subscriptions.slice(0, index).toReversed();
      const name = earlier.map((each) => replacedBy(later, each, code)).find((each) => each !== undefined);
      const repeated = name ?? replacedByItself(later, code.meaning);
      return repeated === undefined ? [] : [finding(later, repeated, code.meaning)];
    });
  },
};

/** The event whose handler a later subscription replaces. */
function replacedBy(later: CoreCall, earlier: CoreCall, { meaning, calls }: Code): string | undefined {
  const [first, second] = [earlier.node, later.nameNode];
  if (!inSameFunction(first, later.node) || !runsBefore(first, second) || neverBoth(first, second)) return undefined;
  if (isSame(earlier.arguments[1], later.arguments[1], meaning)) return undefined;
  const isEnded = calls.core.some(
    ({ member, node, nameNode }) => member === 'unsubscribe' && nameNode.from > first.to && node.to < second.from,
  );
  const before = eventNamesOf(earlier, meaning);
  return isEnded ? undefined : eventNamesOf(later, meaning).find((each) => before.includes(each));
}

/** `for (const handler of handlers) service.subscribe('agent', handler)` leaves but the last one. */
function replacedByItself({ node, arguments: given }: CoreCall, meaning: Meaning): string | undefined {
  const [names, handler] = given;
  const loop = loopAround(node);
  const variable = handler?.name === 'VariableName' ? meaning.variableOf(handler) : undefined;
  if (loop === undefined || variable === undefined || names?.name !== 'String') return undefined;
  const { from, to } = variable.definition;
  return from > loop.from && to < loop.to ? textValueOf(names, meaning) : undefined;
}

function isSame(one: SyntaxNode | undefined, other: SyntaxNode | undefined, meaning: Meaning): boolean {
  if (one === undefined || other === undefined) return false;
  const isName = one.name === 'VariableName' || one.name === 'MemberExpression';
  return isName && meaning.textOf(one) === meaning.textOf(other);
}

function finding({ arguments: [names], nameNode }: CoreCall, name: string, meaning: Meaning): Finding {
  const source = names && sourceOf(names, meaning);
  const nodes = source?.name === 'ArrayExpression' ? contentOf(source) : [];
  const element = nodes.find((node) => textValueOf(node, meaning) === name);
  return {
    range: rangeOf(element ?? names ?? nameNode),
    message: `This replaces the handler that was subscribed to "${name}" before: there is one for each event. Call both from one handler.`,
  };
}

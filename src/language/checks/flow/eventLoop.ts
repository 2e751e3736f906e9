import type { SyntaxNode } from '@lezer/common';
import { append } from '../../../base/collections';
import { eventNamesOf, serviceOf } from '../../meaning/callbacks';
import { runsBefore } from '../../meaning/flow/flow';
import { waysTo } from '../../meaning/flow/runs';
import { isFunctionNode, keyOf } from '../../syntax/nodes';
import { rangeOf } from '../check';
import type { Code } from '../../code';
import type { Check } from '../check';
import { eventOf } from './broughtAbout';

const conditions: ReadonlySet<string> = new Set([
  'IfStatement',
  'SwitchStatement',
  'ConditionalExpression',
  'WhileStatement',
  'BinaryExpression',
]);

const leaving: ReadonlySet<string> = new Set(['ReturnStatement', 'ThrowStatement']);

/** A service called in the handler of the event that it brings about, with no condition: it goes round for ever. */
export const eventLoop: Check = {
  name: 'event-loop',
  severity: 'hint',
  summary: 'A service that is called, without a condition, in the handler of the event that it brings about.',
  find(code) {
    const handlers = handlersOf(code);
    return code.calls.services.flatMap((call) => {
      const event = eventOf(serviceOf(call));
      const own = event === undefined ? undefined : handlers.get(event);
      if (own === undefined) return [];
      const ways = waysTo(call.node, new Set(own), code.meaning);
      if (!ways.some((way) => way.every((place) => !isConditional(place) && !endsBefore(place, code)))) return [];
      return [
        {
          range: rangeOf(call.nameNode),
          message: `${serviceOf(call)} brings about the event "${event}", whose handler calls it again. Call it only for the events that you mean.`,
        },
      ];
    });
  },
};

/** The keys of the functions that handle each event, by its name. */
function handlersOf({ meaning, calls }: Code): ReadonlyMap<string, readonly string[]> {
  const handlers = new Map<string, string[]>();
  for (const call of calls.core) {
    const [, handler] = call.arguments;
    const written = call.member === 'subscribe' && handler !== undefined ? meaning.functionOf(handler) : undefined;
    if (written === undefined) continue;
    for (const name of eventNamesOf(call, meaning)) append(handlers, name, keyOf(written));
  }
  return handlers;
}

/** Whether a condition, or a way out before it, may keep a place from being reached in its function. */
function isConditional(place: SyntaxNode): boolean {
  let owner = place.parent;
  for (; owner !== null && !isFunctionNode(owner); owner = owner.parent) if (conditions.has(owner.name)) return true;
  let leaves = false;
  owner?.lastChild?.cursor().iterate((cursor) => {
    if (cursor.from >= place.from || (isFunctionNode(cursor.node) && cursor.to < place.from)) return false;
    if (leaving.has(cursor.name) && cursor.to <= place.from) leaves = true;
    return true;
  });
  return leaves;
}

/** Whether the subscription is ended before a place, as a handler does that means to run once. */
function endsBefore(place: SyntaxNode, { calls }: Code): boolean {
  return calls.core.some(
    ({ member, node }) => member === 'unsubscribe' && isIn(node, place) && runsBefore(node, place),
  );
}

function isIn(node: SyntaxNode, { parent }: SyntaxNode): boolean {
  let owner = parent;
  while (owner !== null && !isFunctionNode(owner)) owner = owner.parent;
  return owner !== null && node.from >= owner.from && node.to <= owner.to;
}

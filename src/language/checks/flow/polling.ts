import type { SyntaxNode } from '@lezer/common';
import { serviceOf } from '../../meaning/callbacks';
import { functionAround, loopAround, neverBoth, runsWhenever } from '../../meaning/flow/flow';
import type { Meaning } from '../../meaning/meaning';
import { waysTo } from '../../meaning/flow/runs';
import { contentOf, isFunctionNode, keyOf } from '../../syntax/nodes';
import { rangeOf } from '../check';
import type { Check, Finding } from '../check';

/** A service that is called by a timer again and again: Workspace may put the widget into quarantine. */
export const polling: Check = {
  name: 'polling',
  severity: 'warning',
  summary: 'A service that a timer calls again and again.',
  find({ meaning, calls }) {
    const timers = timersIn(meaning);
    const timed = timedFunctions(timers, meaning);
    const called = calls.services.filter(
      (call) =>
        call.method !== undefined && (isTimed(call.node, timed, meaning) || isInSleepingLoop(call.node, meaning)),
    );
    return [
      ...called.map((call) => finding(call.nameNode, serviceOf(call))),
      ...timers
        .filter(({ name }) => name === 'setInterval')
        .flatMap(({ callback }) => handedService(callback, meaning)),
    ];
  },
};

function finding(node: SyntaxNode, service: string): Finding {
  return {
    range: rangeOf(node),
    message: `A timer calls ${service} again and again: Workspace may limit the rate and then ignore the widget for a while. Subscribe to events instead.`,
  };
}

/** `setInterval(agent.getState, 1000)` hands the service itself to the timer. */
function handedService(callback: SyntaxNode, meaning: Meaning): readonly Finding[] {
  const value = meaning.valueOf(callback);
  if (value?.kind !== 'method') return [];
  return [finding(callback.getChild('PropertyName') ?? callback, `${value.namespace}.${value.name}`)];
}

type TimerName = 'setInterval' | 'setTimeout' | 'requestAnimationFrame';

/** A call that sets a timer. */
interface Timer {
  readonly name: TimerName;
  readonly node: SyntaxNode;
  readonly callback: SyntaxNode;
  /** The function that the timer calls, where it is written in the script. */
  readonly called: SyntaxNode | undefined;
}

function timersIn(meaning: Meaning): readonly Timer[] {
  return meaning.script.nodes.all('CallExpression').flatMap((node) => {
    const name = timerName(node, meaning);
    const [callback] = contentOf(node.getChild('ArgList') ?? node);
    return name === undefined || callback === undefined
      ? []
      : [{ name, node, callback, called: meaning.functionOf(callback) }];
  });
}

/** The functions that timers call again and again, by their keys, each with the places in it that set its timer anew. */
function timedFunctions(timers: readonly Timer[], meaning: Meaning): ReadonlyMap<string, readonly SyntaxNode[]> {
  const found = new Map<string, readonly SyntaxNode[]>();
  for (const { name, node, called } of timers) {
    if (called === undefined) continue;
    const key = keyOf(called);
    const anew = waysTo(node, new Set([key]), meaning).flatMap(([place]) => place ?? []);
    if (name === 'setInterval') found.set(key, []);
    else if (anew.length > 0) found.set(key, [...(found.get(key) ?? []), ...anew]);
  }
  return found;
}

/** Whether a timer brings a call about again and again, and not only when it stops, as one that waits for the library does. */
function isTimed(call: SyntaxNode, timed: ReadonlyMap<string, readonly SyntaxNode[]>, meaning: Meaning): boolean {
  if (timed.size === 0) return false;
  return waysTo(call, new Set(timed.keys()), meaning).some((way) => {
    const [place] = way;
    const owner = place && functionAround(place);
    if (place === undefined || owner === undefined) return false;
    const anew = timed.get(keyOf(owner)) ?? [];
    const goesOn = anew.length === 0 || anew.some((timer) => !neverBoth(timer, place) && !neverBoth(place, timer));
    return goesOn && !way.some((each) => stopsWith(each, functionAround(each) ?? owner, meaning));
  });
}

/** Whether the timer is stopped in every run that makes the call, or when the reply to the call comes. */
function stopsWith(place: SyntaxNode, owner: SyntaxNode, meaning: Meaning): boolean {
  return meaning.script.nodes.all('CallExpression').some((node) => {
    if (!/^(?:window\.)?clear(?:Interval|Timeout)$/.test(meaning.textOf(node.firstChild ?? node))) return false;
    const around = functionAround(node);
    if (around === undefined) return false;
    if (keyOf(around) === keyOf(owner)) return runsWhenever(node, place);
    const call = around.parent?.name === 'ArgList' ? around.parent.parent : null;
    const isReply = call !== null && call.from === place.from && call.to === place.to;
    return isReply && runsWhenever(node, around.lastChild ?? around);
  });
}

/** `while (true) { call(); await sleep(1000); }`, where nothing but a switch ends the loop. */
function isInSleepingLoop(call: SyntaxNode, meaning: Meaning): boolean {
  const loop = loopAround(call);
  if (loop === undefined || !isEndless(loop, meaning)) return false;
  let sleeps = false;
  loop.cursor().iterate((cursor) => {
    if (isFunctionNode(cursor.node)) return false;
    if (cursor.name === 'AwaitExpression') sleeps ||= isSleep(cursor.node, meaning);
    return true;
  });
  return sleeps;
}

function isEndless(loop: SyntaxNode, meaning: Meaning): boolean {
  const spec = loop.getChild('ForSpec');
  if (spec !== null) return contentOf(spec).length === 0;
  const condition = loop.getChild('ParenthesizedExpression');
  return condition !== null && /^\(\s*!?[\w$.]+\s*\)$/.test(meaning.textOf(condition));
}

function isSleep(awaited: SyntaxNode, meaning: Meaning): boolean {
  const waited = contentOf(awaited).at(-1);
  const called =
    waited?.name === 'CallExpression' && waited.firstChild ? meaning.functionOf(waited.firstChild) : undefined;
  return [waited, called].some((node) => node !== undefined && /\bsetTimeout\b/.test(meaning.textOf(node)));
}

function timerName(call: SyntaxNode, meaning: Meaning): TimerName | undefined {
  const callee = call.firstChild;
  if (callee === null) return undefined;
  const isMember = callee.name === 'MemberExpression';
  const owner = isMember && callee.firstChild !== null ? meaning.valueOf(callee.firstChild) : undefined;
  const name = isMember ? meaning.keyOfMember(callee) : meaning.textOf(callee);
  const isGlobal = isMember ? owner?.kind === 'global' : meaning.variableOf(callee) === undefined;
  const isTimer = name === 'setInterval' || name === 'setTimeout' || name === 'requestAnimationFrame';
  return isGlobal && isTimer ? name : undefined;
}

/*
 * Calls and results that are written as JSON.stringify writes them are looked at without parsing them, which takes a third of
 * the time.
 */
import { limits } from '../../protocol/limits';
import { pageIdForm, serviceForm } from '../../protocol/pageMessages';
import { JsonText } from '../passing/passedCalls';
import type { PassedCall } from '../passing/passedCalls';
import { endOfValue, formOf, matchEnd, usualNumber } from './jsonSkip';

/** Objects and arrays around one parameter: message, `params`, `parameters`. */
const depthAroundParameter = 3;
/** Around the data of a result: message, `result`. */
const depthAroundData = 2;

const callHead = new RegExp(
  String.raw`^\{"jsonrpc":"2\.0","id":(0|[1-9]\d{0,14}),"method":"invoke","params":\{"page":"(${formOf(pageIdForm)})",(?="service")`,
);
const service = new RegExp(`"service":"${formOf(serviceForm)}"`, 'y');
const parametersKey = ',"parameters":[';

/** Reads a tool's frame that holds a call with the parameters alone, or gives undefined: it has to be parsed then. */
export function readCall(frame: string): (PassedCall & { readonly id: number }) | undefined {
  const [head, id, page] = callHead.exec(frame) ?? [];
  if (head === undefined || page === undefined) return undefined;
  let at = matchEnd(service, frame, head.length);
  if (frame.startsWith(parametersKey, at)) at = endOfParameters(frame, at + parametersKey.length);
  // Not found, it is -1, and no text ends there.
  if (at !== frame.length - 2 || !frame.endsWith('}}')) return undefined;
  return { id: Number(id), page, call: new JsonText(`{${frame.slice(head.length, -1)}`) };
}

/** Where a call's parameters end, the first of which begins at `start`; -1 if they are not valid, or too many. */
function endOfParameters(frame: string, start: number): number {
  if (frame[start] === ']') return start + 1;
  let at = start;
  for (let count = 0; count < limits.callParameters; count++) {
    at = endOfValue(frame, at, limits.jsonDepth - depthAroundParameter);
    if (at === -1) return -1;
    if (frame[at] === ']') return at + 1;
    if (frame[at++] !== ',') return -1;
  }
  return -1;
}

const answerHead = /^\{"jsonrpc":"2\.0","id":([1-9]\d{0,14}),"result":(?=\{"outcome":"succeeded",)/;
const outcome = '{"outcome":"succeeded"';
const dataKey = ',"data":';
const answerEnd = new RegExp(`,"durationMs":${usualNumber}\\}\\}`, 'y');

/** Reads a page's frame that holds the result of a call which succeeded, or gives undefined: it has to be parsed then. */
export function readAnswer(frame: string): { readonly id: number; readonly result: JsonText } | undefined {
  const [head, id] = answerHead.exec(frame) ?? [];
  if (head === undefined) return undefined;
  let at = head.length + outcome.length;
  if (frame.startsWith(dataKey, at)) {
    at = endOfValue(frame, at + dataKey.length, limits.jsonDepth - depthAroundData);
    if (at === -1) return undefined;
  }
  if (matchEnd(answerEnd, frame, at) !== frame.length) return undefined;
  return { id: Number(id), result: new JsonText(frame.slice(head.length, -1)) };
}

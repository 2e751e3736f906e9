import { findMethod } from '../../api/catalogue';
import type { ParameterKind } from '../../api/method';
import { isRecordObject } from '../../base/guards';
import { interactionsOfCall } from '../../model/recordSubjects';
import { fieldText } from '../interactions/interactionFacts';
import { count, oneLine, valueText } from '../text/text';

/** How the log writes an argument of each kind: ids, keys and names of states as they are, customers' values as a mark. */
const writers: Readonly<Record<ParameterKind, (value: unknown) => string>> = {
  interactionId: id,
  consultInteractionId: id,
  caseId: (value) => `case ${asIs(value)}`,
  targetQuery: target,
  keyValues: keys,
  object: keys,
  userDataKey: asIs,
  stateOperation: asIs,
  mediaName: asIs,
  stringOrList: asIs,
  string: () => hidden,
  number: asIs,
  json: () => hidden,
};

const hidden = '•••';

/**
 * The arguments of a call on one line: of a subscription the names of the events, and of a method that no source names
 * only how many there are.
 */
export function argumentLog(service: string, values: readonly unknown[]): string {
  const method = findMethod(service);
  if (method === undefined) {
    if (service === 'subscribe') return eventNames(values[0]);
    return values.length === 0 ? '' : `(${count(values.length, 'argument')})`;
  }
  return method.parameters
    .slice(0, values.length)
    .map((parameter, index) => writers[parameter.kind](values[index]))
    .filter((text) => text !== '')
    .join(' ');
}

/** What a call is about. */
export interface Subject {
  /** Ids of interactions. */
  readonly interactions: readonly string[];
  /** As the log writes it. */
  readonly text: string;
}

const subjectKinds: ReadonlySet<ParameterKind> = new Set(['interactionId', 'consultInteractionId', 'caseId']);

/** The interaction or case that a call is about, as its arguments name it. */
export function subjectOf(service: string, values: readonly unknown[]): Subject {
  const named = (findMethod(service)?.parameters ?? [])
    .map(({ kind }, index) => ({ kind, value: values[index] }))
    .filter(({ kind, value }) => subjectKinds.has(kind) && typeof value === 'string');
  return {
    interactions: interactionsOfCall(service, values),
    text: named.map(({ kind, value }) => writers[kind](value)).join(' '),
  };
}

/** More names than anybody subscribes to at once. */
const mostNames = 20;

function eventNames(value: unknown): string {
  return [value]
    .flat()
    .filter((name) => typeof name === 'string')
    .slice(0, mostNames)
    .map((name) => oneLine(name, 40))
    .join(', ');
}

function id(value: unknown): string {
  return `#${asIs(value)}`;
}

/** Shows names and ids. An object, handed over by mistake, may hold a customer's data and is masked. */
function asIs(value: unknown): string {
  if (value === null || value === undefined) return valueText(value, 80);
  return [value].flat().some((item) => typeof item === 'object') ? hidden : valueText(value, 80);
}

function keys(value: unknown): string {
  if (!isRecordObject(value)) return value === null || value === undefined ? '' : hidden;
  const names = Object.keys(value);
  return names.length === 0 ? '' : oneLine(`{${names.join(', ')}}`, 80);
}

function target(value: unknown): string {
  if (!isRecordObject(value)) return hidden;
  const type = fieldText(value, 'type') ?? fieldText(value, 'target');
  return [type === undefined ? '' : oneLine(type, 30), hidden].filter((part) => part !== '').join(' ');
}

import { findMethod } from '../../api/catalogue';
import type { ParameterKind } from '../../api/method';
import { isRecordObject } from '../../base/json';
import { fieldText } from './interactionFacts';
import { count, oneLine, valueText } from './text';

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
export function argumentsText(service: string, values: readonly unknown[]): string {
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

function eventNames(value: unknown): string {
  return [value]
    .flat()
    .filter((name) => typeof name === 'string')
    .map((name) => oneLine(name, 40))
    .join(', ');
}

function id(value: unknown): string {
  return `#${asIs(value)}`;
}

/** Names and ids as they are; in an object, which a widget hands over by mistake, may be anything. */
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

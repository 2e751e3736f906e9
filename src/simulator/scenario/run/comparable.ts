import { beginningOf } from '../../../base/text/beginningOf';
import { isRecordObject } from '../../../base/guards';
import type { Condition } from './conditions';
import { asJson } from './describe';
import type { JournalEntry } from './journal';

/** Longer values are cut: nobody compares them by eye. */
const mostCharacters = 4_000;

/** A condition whose references are resolved, as a text that can be compared line by line with what there was. */
export function comparableCondition(condition: Condition): string {
  if ('called' in condition) {
    return callText(condition.called, condition.with, condition.outcome);
  }
  if ('event' in condition) return `event ${condition.event} ${text(condition.data ?? {})}`;
  if ('subscribed' in condition) return `subscription to ${condition.subscribed}`;
  if ('gone' in condition) return 'gone';
  if ('desk' in condition) return text(condition.desk);
  return typeof condition.is === 'string' ? condition.is : text(condition.is);
}

/** Something that happened, in the same form, with nothing but what the condition asks about. */
export function comparableEntry(condition: Condition, entry: JournalEntry): string {
  if (entry.kind === 'subscription') return `subscription to ${entry.events.join(', ')}`;
  if (entry.kind === 'event') {
    const asked = 'event' in condition ? (condition.data ?? {}) : {};
    return `event ${entry.name} ${text(askedOf(entry.data, asked))}`;
  }
  if (!('called' in condition)) return entry.service;
  const parameters = condition.with && entry.parameters.map((value, index) => askedOf(value, condition.with?.[index]));
  return callText(entry.service, parameters, condition.outcome && entry.outcome);
}

/** How things are, in the same form. */
export function comparableState(condition: Condition, found: unknown): string {
  if (typeof found === 'string') return found;
  if ('desk' in condition) return text(askedOf(found, condition.desk));
  return text('interaction' in condition ? askedOf(found, condition.is) : found);
}

/** Parameters and outcome are left out where nobody asks about them. */
function callText(service: string, parameters: readonly unknown[] | undefined, outcome: string | undefined): string {
  const given = parameters === undefined ? '' : `(${parameters.map(text).join(', ')})`;
  return `${service}${given}${outcome === undefined ? '' : ` ${outcome}`}`;
}

/** What of a value stands under the keys that are asked about; all of it where that says nothing. */
function askedOf(value: unknown, asked: unknown): unknown {
  if (!isRecordObject(value) || !isRecordObject(asked) || Object.keys(asked).length === 0) return value;
  const entries = Object.keys(asked).filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries(entries.map((key) => [key, askedOf(value[key], asked[key])]));
}

function text(value: unknown): string {
  const json = asJson(value, 2);
  return json.length > mostCharacters ? `${beginningOf(json, mostCharacters)}…` : json;
}

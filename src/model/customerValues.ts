import { interactionFields } from '../api/interaction';

/** Containers in which every value may be a customer's, whatever its key. */
export const customerContainers: ReadonlySet<string> = new Set([
  ...['userData', 'parties', 'contact', 'contacts', 'extensions', 'message', 'messages', 'transcript', 'transcripts'],
  ...['note', 'notes', 'keyValues', 'recordData', 'ani', 'dnis', 'destination'],
]);

/** Fields of interactions whose values are Workspace's own words, or ids that it made. */
export const interactionWords: ReadonlySet<string> = new Set(
  Object.keys(interactionFields).filter((field) => !customerContainers.has(field)),
);

/** Fields of what an event carries whose values are Workspace's own words or ids, by the event. */
const eventWords: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['interaction', new Set(['eventType', 'selectedCaseId', 'interactionId'])],
  ['agent', new Set(['eventType', 'type', 'state', 'operationName', 'media'])],
  ['media', new Set(['eventType', 'type', 'state', 'operationName', 'media'])],
  ['outbound', new Set(['eventType'])],
  ['system', new Set(['eventType'])],
  ['markdone', new Set(['eventType', 'interactionId'])],
]);

/** The fields of an event's data whose values are Workspace's own words; none of an event that is a widget's. */
export function wordsOfEvent(name: string): ReadonlySet<string> | undefined {
  return eventWords.get(name);
}

import { findMethod } from '../api/catalogue';
import { isRecordObject } from '../base/guards';
import type { PageRecord, RecordOf } from '../protocol/records';
import { wordsOfEvent } from './customerValues';
import type { WorkspaceChange } from './workspaceModel';
import { findInteractions } from './workspaceState';

/** The ids of interactions that a call names in its arguments. */
export function interactionsOfCall(service: string, parameters: readonly unknown[]): readonly string[] {
  return (findMethod(service)?.parameters ?? []).flatMap(({ kind }, index) => {
    const value = parameters[index];
    const names = kind === 'interactionId' || kind === 'consultInteractionId';
    return names && typeof value === 'string' ? [value] : [];
  });
}

/**
 * The ids of the interactions that a record is about.
 * @param change what the record changed in the page's desk
 * @param ofCall of a reply: the interactions that its call names
 */
export function interactionsOfRecord(
  record: PageRecord,
  change: WorkspaceChange,
  ofCall: readonly string[],
): readonly string[] {
  switch (record.kind) {
    case 'event':
      // What the event carries changes with it.
      return [...new Set([...idIn(record), ...change.interactions, ...change.ofCase])];
    case 'call':
      return interactionsOfCall(record.service, record.parameters ?? []);
    case 'reply':
      return [...new Set([...ofCall, ...findInteractions(record.data).map(({ interactionId }) => interactionId)])];
    case 'desk':
      return record.whole === true ? [] : [...change.interactions];
    default:
      return [];
  }
}

/** The id of an interaction that an event has beside all that it carries. */
function idIn({ name, data }: RecordOf<'event'>): readonly string[] {
  const isKnown = wordsOfEvent(name) !== undefined && isRecordObject(data);
  return isKnown && typeof data.interactionId === 'string' ? [data.interactionId] : [];
}

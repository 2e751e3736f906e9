import type { Caller, ReplyOutcome } from '../../protocol/records';
import type { RecordEntry } from './recordEntry';

/** Which records are wanted; a part that is absent wants all. */
export interface RecordFilter {
  /** Ids of pages. */
  readonly pages?: readonly string[];
  readonly kinds?: readonly RecordEntry['kind'][];
  readonly cases?: readonly string[];
  readonly interactions?: readonly string[];
  /** Types of events. */
  readonly types?: readonly string[];
  /** Services of calls and replies. */
  readonly services?: readonly string[];
  readonly callers?: readonly Caller[];
  readonly outcomes?: readonly ReplyOutcome[];
  /** In milliseconds since 1970, both included. */
  readonly time?: { readonly from: number; readonly to: number };
}

/** Whether a filter wants an entry. */
export function isWanted(entry: RecordEntry, filter: RecordFilter): boolean {
  const { pages, kinds, cases, interactions, types, services, callers, outcomes, time } = filter;
  return (
    (pages === undefined || pages.includes(entry.load.page)) &&
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (types === undefined || has(types, entry.type)) &&
    (services === undefined || (isOfCall(entry) && has(services, entry.name))) &&
    (callers === undefined || has(callers, entry.by)) &&
    (outcomes === undefined || has(outcomes, entry.outcome)) &&
    (cases === undefined || has(cases, entry.caseId)) &&
    (interactions === undefined || entry.about.some((id) => interactions.includes(id))) &&
    (time === undefined || (entry.time >= time.from && entry.time <= time.to))
  );
}

function isOfCall({ kind }: RecordEntry): boolean {
  return kind === 'call' || kind === 'reply';
}

function has<T>(list: readonly T[], value: T | undefined): boolean {
  return value !== undefined && list.includes(value);
}

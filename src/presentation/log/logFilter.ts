import type { PageRecord, RecordKind } from '../../protocol/records';

/** Kinds of records that the log can be limited to. */
export const loggedKinds = [
  'event',
  'call',
  'reply',
  'desk',
  'message',
  'notice',
  'gap',
] as const satisfies readonly RecordKind[];

/** What of the records is logged; an empty list stands for all. */
export interface LogFilter {
  readonly kinds: readonly RecordKind[];
  /** Services of calls and replies: whole names, or namespaces such as `voice.*`. */
  readonly services: readonly string[];
}

/** Whether the log has a line for a record. Gaps always have one: without it, what is missing would seem not to have happened. */
export function isLogged(record: PageRecord, { kinds, services }: LogFilter): boolean {
  if (record.kind === 'gap') return true;
  if (kinds.length > 0 && !kinds.includes(record.kind)) return false;
  if (services.length === 0 || (record.kind !== 'call' && record.kind !== 'reply')) return true;
  return services.some((wanted) =>
    wanted.endsWith('*') ? record.service.startsWith(wanted.slice(0, -1)) : record.service === wanted,
  );
}

import { callerOf, durationOf, callStatusOf, titleOfRow } from './timelineItem';
import type { CallStatus, TimelineItem } from './timelineItem';
import type { TimelineKind } from './messages';
import type { TimelineRecords } from './timelineRecords';

export const tableColumns = ['time', 'what', 'about', 'by', 'outcome', 'duration'] as const;
export type TableColumn = (typeof tableColumns)[number];

/** How the table is sorted; undefined for the order in which the records came. */
export interface TableOrder {
  readonly column: TableColumn;
  readonly descending: boolean;
}

/** Which rows are shown; a part that is absent shows all. */
export interface TableFilter {
  readonly kinds?: readonly TimelineKind[];
  readonly pages?: readonly string[];
  readonly interaction?: string;
  readonly caseId?: string;
  /** A part of the service's name or of the type of the event. */
  readonly name?: string;
  readonly callers?: readonly NonNullable<TimelineItem['row']['by']>[];
  readonly statuses?: readonly CallStatus[];
  /** Leaves out what the bridge does and says of itself. */
  readonly withoutBridge?: boolean;
  /** In milliseconds since 1970. */
  readonly time?: { readonly from: number; readonly to: number };
  /** The rows that a search of the texts has found. */
  readonly found?: ReadonlySet<number>;
}

/** Whether a filter shows a row. */
export function isShown(item: TimelineItem, filter: TableFilter, records: TimelineRecords): boolean {
  const { row, load, reply } = item;
  const { kinds, pages, interaction, caseId, name, callers, statuses, withoutBridge, time, found } = filter;
  if (kinds !== undefined && !kinds.includes(row.kind)) return false;
  if (withoutBridge === true && (row.by === 'bridge' || row.kind === 'desk')) return false;
  if (pages !== undefined && !pages.includes(load.page)) return false;
  if (interaction !== undefined && row.about?.includes(interaction) !== true) return false;
  if (caseId !== undefined && row.caseId !== caseId) return false;
  if (callers !== undefined && (row.by === undefined || !callers.includes(row.by))) return false;
  if (time !== undefined && (row.time > time.to || row.time + (durationOf(item) ?? 0) < time.from)) return false;
  if (name !== undefined && !titleOfRow(row, load).toLowerCase().includes(name.toLowerCase())) return false;
  if (found !== undefined && !found.has(row.id) && (reply === undefined || !found.has(reply.id))) return false;
  if (statuses === undefined) return true;
  const status = callStatusOf(item, records.isOver(item));
  return status !== undefined && statuses.includes(status);
}

/** The rows that the table shows, in its order. */
export function tableRows(
  records: TimelineRecords,
  filter: TableFilter,
  order: TableOrder | undefined,
): readonly TimelineItem[] {
  const isFiltered = Object.values(filter).some((part) => part !== undefined);
  const rows = isFiltered ? records.listed.filter((item) => isShown(item, filter, records)) : records.listed;
  if (order === undefined) return rows;
  const key = keyOf(order.column, records);
  const sorted = rows.map((item) => ({ item, key: key(item) })).sort((a, b) => compare(a.key, b.key));
  if (order.descending) sorted.reverse();
  return sorted.map(({ item }) => item);
}

function keyOf(column: TableColumn, records: TimelineRecords): (item: TimelineItem) => string | number {
  switch (column) {
    case 'time':
      return ({ row }) => row.time;
    case 'what':
      return ({ row, load }) => titleOfRow(row, load);
    case 'about':
      return ({ row }) => row.about?.[0] ?? row.caseId ?? '';
    case 'by':
      return ({ row }) => callerOf(row);
    case 'outcome':
      return (item) => callStatusOf(item, records.isOver(item)) ?? '';
    case 'duration':
      return (item) => durationOf(item) ?? -1;
  }
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

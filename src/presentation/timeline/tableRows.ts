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

/** The rows that the table shows, in its order. What is added is looked at alone where nothing about the others can have changed. */
export class TableRows {
  #kept: { readonly key: string; readonly listed: unknown; next: number; rows: TimelineItem[] } | undefined;

  /** @param version changes when rows came or went */
  of(
    records: TimelineRecords,
    filter: TableFilter,
    order: TableOrder | undefined,
    version: number,
  ): readonly TimelineItem[] {
    const { listed } = records;
    const { found, ...others } = filter;
    if (order === undefined && Object.values(filter).every((part) => part === undefined)) return listed;
    // A reply decides how its call ended, when, and whether a search has found it.
    const isOpen = [order, found, filter.time, filter.statuses].some((part) => part !== undefined);
    const key = JSON.stringify([others, order, found?.size, isOpen ? version : 0]);
    const known = this.#kept?.key === key && this.#kept.listed === listed ? this.#kept : undefined;
    const kept = (this.#kept = known ?? { key, listed, next: 0, rows: [] });
    for (; kept.next < listed.length; kept.next++) {
      const item = listed[kept.next];
      if (item !== undefined && isShown(item, filter, records)) kept.rows.push(item);
    }
    if (order !== undefined && known === undefined) kept.rows = sorted(kept.rows, order, records);
    return kept.rows;
  }
}

function sorted(rows: readonly TimelineItem[], { column, descending }: TableOrder, records: TimelineRecords) {
  const key = keyOf(column, records);
  const keyed = rows.map((item) => ({ item, key: key(item) })).sort((a, b) => compare(a.key, b.key));
  if (descending) keyed.reverse();
  return keyed.map(({ item }) => item);
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

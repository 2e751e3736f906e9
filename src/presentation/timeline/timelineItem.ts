import { pageName } from '../connection/pageFacts';
import { callerNames } from '../text/callerNames';
import { count } from '../text/text';
import type { TimelineLoad, TimelineRow } from './messages';

/** A row of the timeline: a record, and of a call its reply with it. */
export interface TimelineItem {
  readonly row: TimelineRow;
  readonly load: TimelineLoad;
  /** Of a call: its reply, once that has come. */
  readonly reply: TimelineRow | undefined;
  /** The calls that it caused. */
  readonly effects: readonly number[];
}

/** The status of a call; undefined for what is no call. */
export type CallStatus = NonNullable<TimelineRow['outcome']> | 'waiting' | 'unknown';

/** A call that takes longer stands out. */
export const slowMs = 1000;

/**
 * The status of a call. One without a reply is unknown where its page was loaded again since, or where its trace has ended.
 * @param isOver whether no reply can come any more
 */
export function callStatusOf({ row, reply }: TimelineItem, isOver: boolean): CallStatus | undefined {
  if (row.kind === 'reply') return row.outcome;
  if (row.kind !== 'call') return undefined;
  return reply?.outcome ?? (isOver ? 'unknown' : 'waiting');
}

/** How long a call took, in milliseconds; undefined while that is not known. */
export function durationOf({ row, reply }: TimelineItem): number | undefined {
  return (row.kind === 'reply' ? row : reply)?.durationMs;
}

/** "12 ms", "1.2 s". */
export function durationLabel(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const kindNames: Readonly<Record<TimelineRow['kind'], string>> = {
  event: 'Event',
  call: 'Call',
  reply: 'Reply',
  desk: 'Desk',
  message: 'Message',
  notice: 'Notice',
  gap: 'Gap',
  load: 'Page loaded',
};

/** What a row is, in a word. */
export function kindNameOf({ kind }: TimelineRow): string {
  return kindNames[kind];
}

/** What the page of a load is called, as everywhere; two pages of one name have no numbers here. */
export function nameOfLoad(load: TimelineLoad): string {
  return pageName({ ...load, number: 1 });
}

/** What happened, on one line: the type of an event, the service of a call. */
export function titleOfRow(row: TimelineRow, load: TimelineLoad): string {
  switch (row.kind) {
    case 'event':
      // What is cut off at the end tells less than the type.
      return row.type === undefined ? (row.name ?? '') : `${row.type} (${row.name ?? ''})`;
    case 'call':
    case 'reply':
      return row.name ?? '';
    case 'gap':
      return `${row.atMost === true ? 'at most ' : ''}${count(row.lost ?? 0, 'record')} did not come`;
    case 'load':
      return `${nameOfLoad(load)} (load ${load.epoch})`;
    case 'notice':
      return `bridge: ${row.name ?? ''}`;
    case 'desk':
      return 'state of the desk';
    case 'message':
      return 'message';
  }
}

/** Who made a call. */
export function callerOf({ by, widget }: TimelineRow): string {
  return widget ?? (by === undefined ? '' : callerNames[by]);
}

/** The status of a call, in words. */
export const statusNames: Readonly<Record<CallStatus, string>> = {
  waiting: 'waiting',
  unknown: 'unknown',
  succeeded: 'succeeded',
  failed: 'failed',
  timedOut: 'no reply',
  late: 'too late',
  notSent: 'not sent',
};

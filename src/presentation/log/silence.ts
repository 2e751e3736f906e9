import type { LoadRecords } from '../../model/history/recordHistory';
import { quoted } from '../text/text';

/** From this many time-outs in a row on, the user is warned. */
export const suspiciousTimeOuts = 3;

/** Calls of a page in a row that had no reply, up to its last call. */
export interface TimeOutRow {
  readonly length: number;
  /** The ids of the first and the last entry of the row; 0 where there is none. A later row begins after the last one. */
  readonly first: number;
  readonly last: number;
}

/**
 * The last calls among the records of a page, as far as they had no reply. Calls of the bridge do not count: their outcome
 * is part of the desk.
 */
export function timeOutRow(records: LoadRecords): TimeOutRow {
  let row: TimeOutRow = { length: 0, first: 0, last: 0 };
  for (const { id, kind, by, outcome } of records.newest()) {
    if (kind !== 'reply' || by === 'bridge' || outcome === 'notSent') continue;
    if (outcome !== 'timedOut') break;
    row = { length: row.length + 1, first: id, last: Math.max(row.last, id) };
  }
  return row;
}

/** What the user should know when Workspace stays silent; `name` is the page's. */
export function silenceText(name: string, timeOuts: number): string {
  return `Workspace did not reply to the last ${timeOuts} calls on ${quoted(name)}. It may have put the page into quarantine: one that sends more requests than the option service-client-api.rate-limit allows is ignored for a while (service-client-api.rate-limit-quarantine-delay, 30 s unless set). Wait before you call again.`;
}

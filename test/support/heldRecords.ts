import type { LoadRecords } from '../../src/model/history/recordHistory';
import type { PageRecord } from '../../src/protocol/records';

/** The records of a load that are held, the oldest first. */
export function heldRecords(records: LoadRecords): PageRecord[] {
  return [...records.newest()]
    .reverse()
    .map((entry) => records.read(entry))
    .filter((record) => record !== undefined);
}

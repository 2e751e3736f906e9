import type { Page } from '../page';
import type { Session } from '../session';
import { waitUntil } from './waitUntil';

/** Waits until all records that the relay has held for the known pages have come, or for a time. */
export function waitForRecords({ pages, onRecords, onPages }: Session, timeoutMs: number): Promise<void> {
  return waitUntil([onRecords, onPages], () => [...pages.values()].every(isUpToDate), timeoutMs);
}

/** Whether the last record that the relay told of is here. */
function isUpToDate({ info, history }: Page): boolean {
  const [newest] = history.newest();
  return (newest?.seq ?? 0) >= info.seq;
}

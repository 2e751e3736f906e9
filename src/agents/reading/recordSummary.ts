import type { RecordEntry } from '../../model/history/recordEntry';
import { PageLog } from '../../presentation/log/logLine';
import type { PageRecord } from '../../protocol/records';
import type { Page } from '../../session/page';
import type { PageMasking } from './pageMasking';

/** A record in short, as the event log writes it, with its place in the code. */
export function recordSummary(page: Page, entry: RecordEntry, masking: PageMasking): object {
  const { seq, time, steps } = entry;
  const record = masking.record(page, entry);
  const at = record?.kind === 'call' ? record.at : undefined;
  return {
    seq,
    time: isoTime(time),
    what: record === undefined ? entry.kind : lineOf(page, entry, record, masking),
    ...(at === undefined ? {} : { at: `${at.file}:${at.line}:${at.column}` }),
    ...(steps.length === 0 ? {} : { now: steps.map(({ interaction, state = 'gone' }) => `#${interaction} ${state}`) }),
  };
}

/** A page may send any number as a time; undefined for what is none. */
function isoTime(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The line of a reply says what its call was about, and who made it. */
function lineOf(page: Page, entry: RecordEntry, record: PageRecord, masking: PageMasking): string {
  const log = new PageLog();
  const call = entry.call === undefined ? undefined : page.history.entry(entry.call);
  const callRecord = call && masking.record(page, call);
  if (callRecord !== undefined) log.line(callRecord, true);
  return log.line(record, true).text.replace(/ {2,}/g, '  ');
}

import type { RecordEntry } from '../../../model/history/recordEntry';
import { logTime } from '../../text/timeText';
import { rowOf } from '../rowOf';
import { callerOf, statusNames, titleOfRow } from '../timelineItem';

/** A record for a table in Markdown. */
export interface ExportedRecord {
  readonly entry: RecordEntry;
  /** Of a call: its reply. */
  readonly reply: RecordEntry | undefined;
  /** What it brings, on one line. */
  readonly text: string;
}

const titles = ['Time', 'Event or call', 'Interaction', 'Caller', 'Outcome', 'Details'];

/** Records as a table in Markdown, for a ticket. */
export function markdownTable(records: readonly ExportedRecord[]): string {
  const rows = records.map(({ entry, reply, text }) => {
    const row = rowOf(entry, 0);
    const end = entry.kind === 'reply' ? entry : reply;
    const outcome = end?.outcome === undefined ? '' : statusNames[end.outcome];
    const took = end?.durationMs === undefined ? '' : ` in ${Math.round(end.durationMs)} ms`;
    return [
      logTime(entry.time),
      titleOfRow(row, entry.load),
      entry.about.map((id) => `#${id}`).join(', '),
      callerOf(row),
      entry.kind === 'call' && end === undefined ? 'no reply yet' : `${outcome}${took}`,
      text,
    ];
  });
  const lines = [titles, titles.map(() => '---'), ...rows];
  return lines
    .map((cells, index) => `| ${cells.map((cell) => (index === 1 ? cell : asCell(cell))).join(' | ')} |\n`)
    .join('');
}

/** A text that is neither the end of a cell nor markup. */
function asCell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|#!&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

import { isRecordObject } from '../../base/guards';
import { TimeSlice } from '../../base/timeSlice';
import type { RecordEntry } from './recordEntry';
import type { RecordSource } from './recordSource';

/** Searching goes on in the background, and tells what it finds in pieces of so many. */
const mostInPiece = 500;

/**
 * Searches keys and values of records for a text, in upper or lower case. Other work gets its turn every few milliseconds.
 * @param found gets the ids of the entries that have it, in order, piece by piece
 * @param signal ends the search when it is aborted
 */
export async function searchRecords(
  records: RecordSource,
  text: string,
  found: (ids: readonly number[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const wanted = text.toLowerCase();
  const mayHave = frameFilter(wanted);
  const slice = new TimeSlice();
  let ids: number[] = [];
  for (const entry of records.from()) {
    if (slice.isOver) await slice.rest();
    if (signal.aborted) return;
    const around = records.textAround?.(entry);
    if (!hasInEntry(entry, wanted)) {
      if (around !== undefined && !mayHave(around)) continue;
      const record = await records.read(entry);
      if (record === undefined || !hasInside(record, wanted)) continue;
    }
    ids.push(entry.id);
    if (ids.length < mostInPiece) continue;
    found(ids);
    ids = [];
  }
  if (ids.length > 0) found(ids);
}

/** Whether a text of JSON may have the wanted text in it; asked again for the same text it knows the answer. */
function frameFilter(wanted: string): (json: string) => boolean {
  const escaped = JSON.stringify(wanted).slice(1, -1);
  let [last, answer] = ['', false];
  return (json) => {
    if (json === last) return answer;
    last = json;
    // JSON may write any character as a number, and one that is no letter of Latin may be longer in the other case.
    answer = json.includes('\\u') || json.toLowerCase().includes(escaped);
    return answer;
  };
}

function hasInEntry({ load, kind }: RecordEntry, wanted: string): boolean {
  return kind === 'load' && [load.title, load.location].some((text) => text.toLowerCase().includes(wanted));
}

/** Whether a key or a value, at any depth, has the text. Depth is bounded where frames are taken in. */
function hasInside(value: unknown, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((item: unknown) => hasInside(item, wanted));
  if (isRecordObject(value)) {
    return Object.entries(value).some(([key, inner]) => key.toLowerCase().includes(wanted) || hasInside(inner, wanted));
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return text.toLowerCase().includes(wanted);
}

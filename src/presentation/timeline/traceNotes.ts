import { count } from '../text/text';

/** What is to be said of a trace beside its records. */
export interface TraceFacts {
  /** Why the file could not be read. */
  readonly problem?: string | undefined;
  /** Where it can no longer be read; lines count from 1, the offset in bytes from 0. */
  readonly damage?: { readonly line: number; readonly offset: number; readonly truncated: boolean } | undefined;
  /** How much of it is shown, if not all. */
  readonly shown?: { readonly bytes: number; readonly records: number; readonly of: number } | undefined;
  /** Whether customers' values have stand-ins; undefined before the header was read. */
  readonly masked?: boolean | undefined;
}

const bytesOfMegabyte = 1024 * 1024;

/** The sentences above a trace: what is wrong with it, what of it is left out, and whether customers' data are in it. */
export function traceNotes({ problem, damage, shown, masked }: TraceFacts): readonly string[] {
  const notes: string[] = [];
  if (problem !== undefined) notes.push(problem);
  if (damage !== undefined) {
    const place = `line ${damage.line} (byte ${damage.offset.toLocaleString('en')})`;
    notes.push(
      damage.truncated
        ? `The recording was cut off in ${place}. Everything before it is shown.`
        : `The trace is damaged in ${place}. Everything before it is shown, nothing after it.`,
    );
  }
  if (shown !== undefined) {
    const megabytes = (bytes: number): string => `${Math.floor(bytes / bytesOfMegabyte).toLocaleString('en')} MB`;
    notes.push(
      `This is the beginning of the trace: ${count(shown.records, 'record')}, ${megabytes(shown.bytes)} of ${megabytes(shown.of)}.`,
    );
  }
  if (masked === false) notes.push('Customers’ values are in this trace as they were. Keep it as safe as them.');
  return notes;
}

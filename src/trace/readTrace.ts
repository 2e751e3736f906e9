import { createReadStream } from 'node:fs';
import { TimeSlice } from '../base/timeSlice';
import { TraceError } from './format';
import type { TraceEntry, TraceHeader } from './format';
import { TraceReader } from './traceReader';
import type { Damage } from './traceReader';

/** A trace that is read as a whole. */
export interface ReadTrace {
  readonly header: TraceHeader;
  /** What stands before the damage, if there is some. */
  readonly entries: readonly TraceEntry[];
  readonly damage: Damage | undefined;
}

/** How a trace is read. */
export interface TraceReading {
  /** Longer traces are not read as a whole: 256 MB where nothing else is said. */
  readonly mostBytes?: number;
  /** Ends the reading when it is aborted. */
  readonly signal?: AbortSignal;
}

const megabyte = 1024 * 1024;

/**
 * Reads the trace in a file.
 * @throws TraceError if it is none, too long, or of a newer version; an error of the file system; the signal's reason
 */
export async function readTraceFile(path: string, reading: TraceReading = {}): Promise<ReadTrace> {
  return readTrace(createReadStream(path), reading);
}

/**
 * Reads a trace from its bytes, as they come. Other work gets its turn meanwhile.
 * @throws TraceError if it is none, too long, or of a newer version; the signal's reason
 */
export async function readTrace(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { mostBytes = 256 * megabyte, signal }: TraceReading = {},
): Promise<ReadTrace> {
  const slice = new TimeSlice();
  const reader = new TraceReader();
  const entries: TraceEntry[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > mostBytes) {
      throw new TraceError('tooLong', `This trace is longer than ${mostBytes / megabyte} MB. Use a shorter one.`);
    }
    for (const { entry } of reader.push(piece)) {
      entries.push(entry);
      await slice.restIfOver(signal);
    }
    if (reader.damage !== undefined) break;
  }
  const last = reader.end();
  if (last !== undefined) entries.push(last);
  const { header, damage } = reader;
  if (header === undefined) throw new TraceError('noTrace', 'This file is no trace of Deskside: it has no header.');
  return { header, entries, damage };
}

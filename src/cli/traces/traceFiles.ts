import { errorCode } from '../../base/guards';
import { TraceError } from '../../trace/format';
import { readTraceFile } from '../../trace/readTrace';
import type { ReadTrace } from '../../trace/readTrace';

/** A file is no trace that can be read: one sentence with a next step. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError';
}

/**
 * The trace in a file.
 * @param warn hears where it is damaged
 * @param signal ends the reading when it is aborted
 * @throws TraceFileError; the signal's reason
 */
export async function traceOf(file: string, warn: (text: string) => void, signal?: AbortSignal): Promise<ReadTrace> {
  try {
    const trace = await readTraceFile(file, signal === undefined ? {} : { signal });
    const { damage } = trace;
    if (damage !== undefined) {
      const how = damage.truncated ? 'is cut off in' : 'is damaged in';
      warn(`${file} ${how} line ${damage.line}: what stands before it is used.`);
    }
    return trace;
  } catch (error) {
    if (error instanceof TraceError) throw new TraceFileError(`${file}: ${error.message}`);
    if (errorCode(error) === undefined || signal?.aborted === true) throw error;
    throw new TraceFileError(`${file} can't be read (${String(errorCode(error))}). Name a file that is a trace.`);
  }
}

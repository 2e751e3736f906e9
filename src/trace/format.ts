import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { isRecordObject } from '../base/guards';
import { recordSchema } from '../protocol/records';

/** The version of the format that this product writes; docs/traces.md describes the format. */
export const traceVersion = 1;

/** The name of the format, at the beginning of each file. */
export const traceFormat = 'deskside-trace';

const milliseconds = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What was done to the records before they were written. */
const maskingSchema = v.object({
  /** Whether customers' values have stand-ins. */
  values: v.boolean(),
  /** Keys whose values stand as they were. */
  allowedKeys: v.array(v.string()),
});

/** The first line. */
const headerSchema = v.object({
  format: v.literal(traceFormat),
  version: v.literal(traceVersion),
  /** The version of Deskside. */
  product: v.string(),
  /** When the recording began, in milliseconds since 1970, by the clock of the one who recorded. */
  begun: milliseconds,
  masking: maskingSchema,
});
export type TraceHeader = v.InferOutput<typeof headerSchema>;

/** A page was loaded: what is known of it from here on. */
const loadSchema = v.object({
  page: v.string(),
  epoch: count,
  title: v.string(),
  /** Without query and fragment. */
  location: v.string(),
  origin: v.string(),
  place: v.string(),
});
export type TraceLoad = v.InferOutput<typeof loadSchema>;

/** One record of a page, as the protocol describes records. */
const tracedRecordSchema = v.object({ page: v.string(), epoch: count, record: recordSchema });
export type TracedRecord = v.InferOutput<typeof tracedRecordSchema>;

/** The recording went on in the same file after it was interrupted, with other stand-ins from here on. */
const resumedSchema = v.object({ time: milliseconds });

/** A line after the header. */
export type TraceEntry =
  { readonly load: TraceLoad } | { readonly resumed: v.InferOutput<typeof resumedSchema> } | TracedRecord;

const entrySchema = v.union([tracedRecordSchema, v.object({ load: loadSchema }), v.object({ resumed: resumedSchema })]);

/** Why a file or a line cannot be read. */
export class TraceError extends Error {
  constructor(
    readonly reason: 'noTrace' | 'newer' | 'damaged' | 'tooLong',
    message: string,
  ) {
    super(message);
    this.name = 'TraceError';
  }
}

/** `{"crc":"01234567",`: the checksum is that of the rest of the line. */
const checked = /^\{"crc":"([0-9a-f]{8})",/;
const prefixLength = '{"crc":"01234567",'.length;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A line of a trace, with its end: JSON whose first member is the CRC-32 of the UTF-8 bytes that follow the member's
 * comma, so that a reader can tell a damaged line from a sound one.
 */
export function encodeLine(value: TraceHeader | TraceEntry): string {
  const rest = JSON.stringify(value).slice(1);
  return `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}",${rest}\n`;
}

/**
 * @param line without its end
 * @throws TraceError if the line is no header of a trace that this version can read
 */
export function decodeHeader(line: Uint8Array): TraceHeader {
  const text = textOf(line);
  const value = parsed(text);
  const named = v.safeParse(v.object({ format: v.literal(traceFormat), version: v.number() }), value);
  if (!named.success)
    throw new TraceError('noTrace', 'This file is no trace of Deskside: its first line is no header.');
  if (named.output.version > traceVersion) {
    throw new TraceError(
      'newer',
      `This trace has version ${named.output.version} of the format; this Deskside reads version ${traceVersion}. Update Deskside to open it.`,
    );
  }
  checkSum(line, text);
  return read(headerSchema, value);
}

/**
 * The entry of a line; undefined for one of a kind that this version does not know.
 * @param line without its end
 * @throws TraceError if the line is damaged
 */
export function decodeEntry(line: Uint8Array): TraceEntry | undefined {
  const text = textOf(line);
  checkSum(line, text);
  const value = parsed(text);
  return isKnown(value) ? read(entrySchema, value) : undefined;
}

function isKnown(value: unknown): boolean {
  return isRecordObject(value) && ['record', 'load', 'resumed'].some((key) => key in value);
}

function textOf(line: Uint8Array): string {
  try {
    return decoder.decode(line);
  } catch {
    throw damaged();
  }
}

function checkSum(line: Uint8Array, text: string): void {
  const crc = checked.exec(text)?.[1];
  if (crc === undefined || Number.parseInt(crc, 16) !== crc32(line.subarray(prefixLength))) throw damaged();
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function read<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw damaged();
  return result.output;
}

function damaged(): TraceError {
  return new TraceError('damaged', 'The line is damaged.');
}

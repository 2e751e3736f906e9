import * as v from 'valibot';
import { isRecordObject } from '../base/guards';
import type { NewRecord, PageRecord, RecordOf } from '../protocol/records';
import { TraceWriter } from './traceWriter';
import type { TracedPage, TraceOptions } from './traceWriter';

/** A message between a widget and the simulated Workspace, as the page's handle lists it. */
export const wireMessageSchema = v.object({
  /** Counts up from 1. */
  id: v.number(),
  time: v.number(),
  kind: v.string(),
  widget: v.string(),
  name: v.string(),
  referenceId: v.optional(v.union([v.string(), v.number()])),
  message: v.optional(v.unknown()),
});
export type WireMessage = v.InferOutput<typeof wireMessageSchema>;

/** A load of the simulated Workspace on which no bridge was. */
const page: TracedPage = {
  page: 'simulator',
  epoch: 1,
  title: 'Simulated Workspace',
  location: '',
  origin: '',
  place: 'simulator',
};

/** A trace made of the messages that crossed the wire of the simulated Workspace, as the text of its file. */
export function traceOfMessages(messages: readonly WireMessage[], options: TraceOptions): string {
  const writer = new TraceWriter(options);
  return writer.header() + writer.lines(page, recordsOf(messages));
}

/** The records that a bridge would have of these messages. */
function recordsOf(messages: readonly WireMessage[]): PageRecord[] {
  const calls = new Map<string, { readonly callId: string; readonly at: number }>();
  const records: PageRecord[] = [];
  const lost = Math.max(0, (messages[0]?.id ?? 1) - 1);
  let seq = lost;
  const add = (time: number, record: NewRecord) => {
    seq += 1;
    records.push({ ...record, seq, time });
  };
  let before: WireMessage | undefined;
  if (lost > 0) records.push({ kind: 'gap', seq: lost, time: messages[0]?.time ?? 0, lost });
  for (const each of messages) {
    const { kind, name, widget, time, message, id } = each;
    const key = JSON.stringify([widget, each.referenceId]);
    const service = kind === 'request' ? name : kind;
    if (kind === 'request' || kind === 'subscribe' || kind === 'unsubscribe') {
      const callId = String(id);
      const parameters: unknown[] = kind === 'request' && Array.isArray(message) ? message : [message];
      calls.set(key, { callId, at: time });
      add(time, { kind: 'call', callId, by: 'widget', widget, service, parameters });
    } else if (kind === 'reply') {
      const call = calls.get(key);
      if (call !== undefined) add(time, { ...endOf(message), ...callOf(call, name, time) });
    } else if (kind === 'event' && !isSameEvent(before, each)) add(time, { kind: 'event', name, data: message });
    else if (kind === 'silence') add(time, { kind: 'notice', level: 'warning', text: `${widget}: ${name}` });
    before = each;
  }
  return records;
}

function callOf(
  { callId, at }: { readonly callId: string; readonly at: number },
  service: string,
  time: number,
): Pick<RecordOf<'reply'>, 'kind' | 'callId' | 'service' | 'durationMs'> {
  return { kind: 'reply', callId, service, durationMs: Math.max(0, time - at) };
}

function endOf(message: unknown): Pick<RecordOf<'reply'>, 'outcome' | 'data' | 'errorMessage'> {
  if (!isRecordObject(message)) return { outcome: 'succeeded' };
  const { errorMessage, subscriptionId, data = subscriptionId } = message;
  if (errorMessage !== undefined)
    return { outcome: 'failed', errorMessage: typeof errorMessage === 'string' ? errorMessage : 'Failed' };
  return { outcome: 'succeeded', ...(data === undefined ? {} : { data }) };
}

/** An event goes to each widget that wants it, one right after the other. */
function isSameEvent(one: WireMessage | undefined, other: WireMessage): boolean {
  return (
    one?.kind === 'event' &&
    one.widget !== other.widget &&
    one.name === other.name &&
    JSON.stringify(one.message) === JSON.stringify(other.message)
  );
}

import { TimeSlice } from '../../base/timeSlice';
import type { PageRecord, RecordOf } from '../../protocol/records';
import type { PlannedCall, PlannedEvent, ReplayPlan } from '../../simulator/replay/replayPlan';
import type { TraceHeader } from '../format';
import { isWidgetCall, loadsOf, mainLoad, repliesOf } from '../loads';
import type { ReadTrace } from '../readTrace';
import { reenactLoad } from '../scenario/reenactLoad';
import type { Reenactment } from '../scenario/reenactment';
import { leavesOf, maskedPaths } from './maskedPaths';

/** Why a trace cannot be replayed, in one sentence with a next step. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** Longer recordings are replayed without knowing which call brought an event about. */
const mostSteps = 2_000;

/**
 * What is replayed of a trace: the events of one load of a page, the one with most calls of widgets, and these calls with
 * their replies. Other work gets its turn meanwhile.
 * @param signal ends it when it is aborted
 * @throws ReplayError if there are none; the reason of the signal
 */
export async function planOfTrace(
  { header, entries }: Pick<ReadTrace, 'header' | 'entries'>,
  name: string,
  signal?: AbortSignal,
): Promise<ReplayPlan> {
  const main = mainLoad(loadsOf(entries));
  const records = (main?.records ?? []).filter((record) => record.kind === 'event' || isWidgetCall(record));
  const [first] = records;
  if (main === undefined || first === undefined) {
    throw new ReplayError('This trace has no event and no call of a widget. Record what happens in Workspace.');
  }
  const { reenactment } = await reenactLoad(main, mostSteps, signal);
  const replies = repliesOf(main.records);
  const stamp = ({ seq, time }: PageRecord) => ({ seq, atMs: Math.max(0, time - first.time) });
  const places = new Map(records.flatMap((record, index) => (record.kind === 'call' ? [[record.callId, index]] : [])));
  const own = await ownStandIns(main.records, header, signal);
  const planned = records.map((record): PlannedEvent | PlannedCall => {
    if (record.kind === 'event') return { ...stamp(record), ...eventOf(record, reenactment, places) };
    const { service, parameters = [], widget } = record;
    return {
      ...stamp(record),
      kind: 'call',
      ...(widget === undefined ? {} : { widget }),
      service,
      parameters,
      masked: [...(own.get(record) ?? [])],
      end: endOf(replies.get(record.callId)),
    };
  });
  return { name, isFromStart: main.records[0]?.seq === 1, entries: planned };
}

function eventOf(
  record: RecordOf<'event'>,
  reenactment: Reenactment,
  places: ReadonlyMap<string, number>,
): Omit<PlannedEvent, 'seq' | 'atMs'> {
  const { name, data } = record;
  const waitsFor = places.get(reenactment.callOf(record) ?? '');
  return {
    kind: 'event',
    name,
    ...(data === undefined ? {} : { data }),
    ...(waitsFor === undefined ? {} : { waitsFor }),
  };
}

function endOf(reply: RecordOf<'reply'> | undefined): PlannedCall['end'] {
  if (reply === undefined || reply.outcome === 'timedOut') return { outcome: 'ignored', afterMs: 0 };
  const { data, errorMessage, durationMs: afterMs } = reply;
  if (reply.outcome === 'failed' || errorMessage !== undefined) {
    return { outcome: 'failed', errorMessage: errorMessage ?? 'Failed', afterMs };
  }
  return { outcome: 'succeeded', ...(data === undefined ? {} : { data }), afterMs };
}

/**
 * Where calls have stand-ins that no event or reply brought before: what they stand for came from the widget, and the
 * trace does not tell it.
 */
async function ownStandIns(
  records: readonly PageRecord[],
  { masking }: TraceHeader,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<RecordOf<'call'>, readonly string[]>> {
  const slice = new TimeSlice();
  const told = new Set<unknown>();
  const ofWidget = new Set<unknown>();
  const found = new Map<RecordOf<'call'>, readonly string[]>();
  if (!masking.values) return found;
  for (const record of records) {
    await slice.restIfOver(signal);
    if (isWidgetCall(record)) {
      const { service, parameters = [] } = record;
      const masked = new Set(maskedPaths(service, parameters, masking.allowedKeys));
      const leaves = parameters.flatMap((each, index) => leavesOf(each, `/${index}`));
      const own = leaves.filter(({ path, value }) => masked.has(path) && (!told.has(value) || ofWidget.has(value)));
      for (const { value } of own) ofWidget.add(value);
      found.set(
        record,
        own.map(({ path }) => path),
      );
    } else if (record.kind === 'event' || record.kind === 'reply') {
      for (const { value } of leavesOf(record.data, '')) told.add(value);
    } else if (record.kind === 'desk') {
      for (const { value } of leavesOf(record.interactions, '')) told.add(value);
    }
  }
  return found;
}

import { loadKey } from '../model/history/recordEntry';
import type { PageRecord, RecordOf } from '../protocol/records';
import type { TraceEntry, TraceLoad } from './format';

/** What a trace has of one load of a page. */
export interface RecordedLoad {
  readonly load: TraceLoad;
  readonly records: readonly PageRecord[];
}

/** The loads of all pages of a trace, in the order in which they began. */
export function loadsOf(entries: Iterable<TraceEntry>): RecordedLoad[] {
  const loads = new Map<string, { readonly load: TraceLoad; readonly records: PageRecord[] }>();
  for (const entry of entries) {
    if ('load' in entry) {
      const key = loadKey(entry.load);
      // A recording that went on tells of the same load again.
      if (!loads.has(key)) loads.set(key, { load: entry.load, records: [] });
    } else if ('record' in entry) loads.get(loadKey(entry))?.records.push(entry.record);
  }
  return [...loads.values()];
}

/** The load that tells most of what widgets do: the one with most of their calls, or else with most events. */
export function mainLoad(loads: readonly RecordedLoad[]): RecordedLoad | undefined {
  const count = ({ records }: RecordedLoad, fits: (record: PageRecord) => boolean) => records.filter(fits).length;
  return loads.toSorted(
    (one, other) =>
      count(other, isWidgetCall) - count(one, isWidgetCall) || count(other, isEvent) - count(one, isEvent),
  )[0];
}

/** Whether a record is a call that a widget makes, subscriptions among them. */
export function isWidgetCall(record: PageRecord): record is RecordOf<'call'> {
  return record.kind === 'call' && record.by === 'widget';
}

/** How each call of a load ended, by its id; a reply that came after the time-out counts. */
export function repliesOf(records: readonly PageRecord[]): ReadonlyMap<string, RecordOf<'reply'>> {
  return new Map(records.flatMap((record) => (record.kind === 'reply' ? [[record.callId, record]] : [])));
}

function isEvent({ kind }: PageRecord): boolean {
  return kind === 'event';
}

import type { RecordEntry } from '../../model/history/recordEntry';
import type { TimelineRow } from './messages';

/**
 * What the page of the timeline is told of an entry. What is undefined does not reach it: messages become JSON.
 * @param load the number under which its load was told
 */
export function rowOf(entry: RecordEntry, load: number): TimelineRow {
  // Spelled out: there may be a million of them.
  return {
    id: entry.id,
    load,
    kind: entry.kind,
    seq: entry.seq,
    time: entry.time,
    name: entry.name,
    type: entry.type,
    by: entry.by,
    widget: entry.widget,
    about: entry.about.length === 0 ? undefined : [...entry.about],
    caseId: entry.caseId,
    steps: entry.steps.length === 0 ? undefined : [...entry.steps],
    call: entry.call,
    cause: entry.cause,
    at: entry.at,
    outcome: entry.outcome,
    durationMs: entry.durationMs,
    lost: entry.lost,
    atMost: entry.atMost || undefined,
  };
}

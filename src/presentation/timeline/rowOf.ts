import type { RecordEntry } from '../../model/history/recordEntry';
import type { TimelineRow } from './messages';

/** What the page of the timeline is told of an entry. @param load the number under which its load was told */
export function rowOf(entry: RecordEntry, load: number): TimelineRow {
  const { id, kind, seq, time, name, type, by, widget, about, caseId, steps, call, cause, at } = entry;
  const { outcome, durationMs, lost, atMost } = entry;
  return {
    ...{ id, load, kind, seq, time },
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(by === undefined ? {} : { by }),
    ...(widget === undefined ? {} : { widget }),
    ...(about.length === 0 ? {} : { about: [...about] }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(steps.length === 0 ? {} : { steps: steps.map(stepOf) }),
    ...(call === undefined ? {} : { call }),
    ...(cause === undefined ? {} : { cause: { ...cause } }),
    ...(at === undefined ? {} : { at: { ...at } }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(lost === undefined ? {} : { lost }),
    ...(atMost ? { atMost } : {}),
  };
}

function stepOf({ interaction, state, caseId, parent }: RecordEntry['steps'][number]) {
  return {
    interaction,
    ...(state === undefined ? {} : { state }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(parent === undefined ? {} : { parent }),
  };
}

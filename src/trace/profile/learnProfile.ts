import { TimeSlice } from '../../base/timeSlice';
import { profileFormat, profileVersion } from '../../simulator/desk/profile/profile';
import type { Profile } from '../../simulator/desk/profile/profile';
import type { TraceEntry } from '../format';
import { loadsOf } from '../loads';
import { LoadLearner } from './loadLearner';
import { Lessons } from './lessons';

/** Why nothing can be learned from a trace, in one sentence with a next step. */
export class ProfileLearningError extends Error {
  override readonly name = 'ProfileLearningError';
}

/**
 * Learns from traces of a live Workspace what the API's documentation leaves open: event types, shapes of payloads and
 * results, and texts of errors. Loads of the simulated Workspace are left out, since they teach nothing. Other work gets
 * its turn meanwhile.
 * @param signal ends it when it is aborted
 * @throws ProfileLearningError if there is nothing to learn; the reason of the signal
 */
export async function learnProfile(traces: readonly (readonly TraceEntry[])[], signal?: AbortSignal): Promise<Profile> {
  const slice = new TimeSlice();
  const lessons = new Lessons();
  const loads = traces.flatMap(loadsOf);
  const live = loads.filter(({ load }) => load.place !== 'simulator');
  if (loads.length > 0 && live.length === 0) {
    throw new ProfileLearningError('This trace is of the simulated Workspace. Record what happens in a live one.');
  }
  for (const { records } of live) {
    const learner = new LoadLearner(lessons);
    for (const record of records) {
      learner.take(record);
      await slice.restIfOver(signal);
    }
  }
  const learned = lessons.learned();
  if (Object.values(learned).every((part) => Object.keys(part).length === 0)) {
    throw new ProfileLearningError(
      'There is nothing to learn in this trace: no event, no result and no error of Workspace that Deskside knows. Record more.',
    );
  }
  return { format: profileFormat, version: profileVersion, ...learned };
}

/** How much a profile has, for people. */
export function profileSummary({ eventTypes, events, interactions, results, errorTexts }: Profile): string {
  const fields = Object.values(interactions).flatMap((members) => Object.keys(members));
  const counts = {
    'event types': eventTypes,
    'shapes of events': events,
    'new fields of interactions': fields,
    'shapes of results': results,
    'error texts': errorTexts,
  };
  return Object.entries(counts)
    .map(([what, entries]) => `${what}: ${Object.keys(entries).length}`)
    .join(', ');
}

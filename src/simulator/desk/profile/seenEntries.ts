import { lookup } from '../../../base/guards';
import { listAssumptions } from '../assumptions';
import type { AssumptionLine } from '../assumptions';
import { learnableResults } from './profile';
import type { Profile } from './profile';

/** One line of what the page shows on request about where a fact comes from. */
export interface EvidenceLine extends AssumptionLine {
  /** A profile confirms or corrects it: it was seen on the user's own Workspace. */
  readonly isSeenOnYours: boolean;
}

/** Every assumption, with what a profile says of it. */
export function listEvidence(profile: Profile | undefined): EvidenceLine[] {
  if (profile === undefined) return listAssumptions().map((line) => ({ ...line, isSeenOnYours: false }));
  const { eventTypes, events, results, errorTexts } = profile;
  const seen: Readonly<Record<string, readonly string[]>> = {
    'Interaction events': Object.keys(eventTypes),
    'Event data': Object.keys(events),
    Results: Object.keys(results).map((service) => lookup<string>(learnableResults, service) ?? ''),
    'Error texts': Object.keys(errorTexts),
  };
  return listAssumptions().map((line) => {
    const { topic, name } = line;
    const eventType = topic === 'Interaction events' ? lookup(eventTypes, name) : undefined;
    const isSeenOnYours = lookup(seen, topic)?.includes(name) === true;
    return { ...line, isSeenOnYours, ...(eventType === undefined ? {} : { shown: eventType }) };
  });
}

import type { RecordEntry } from '../../model/history/recordEntry';
import type { LoadRecords } from '../../model/history/recordHistory';

/** What a record has to do with others of the same load. */
interface RelatedRecords {
  /** For a call its reply, for a reply its call. */
  readonly counterpart: RecordEntry | undefined;
  /** What the record came of, the nearest first: the event, or the call whose reply, was dispatched when its call was made. */
  readonly causes: readonly LinkedRecord[];
  /** Calls that were made because of the record, or of the reply to it, the oldest first. */
  readonly effects: readonly LinkedRecord[];
}

/** A record at the other end of a cause. */
interface LinkedRecord {
  readonly entry: RecordEntry;
  /** A timer or a request lies between the two, so that one came after the other and need not have come of it. */
  readonly later: boolean;
}

/** A longer chain of causes is a circle of calls and events. */
const mostCauses = 10;

/** Finds what came before and after a record among the records of its load. */
export function relatedRecords(entry: RecordEntry, history: LoadRecords): RelatedRecords {
  const call = entry.call === undefined ? undefined : history.entry(entry.call);
  // Only the call stores a cause, so a reply takes that of its call.
  const origin = call ?? entry;
  const causes: LinkedRecord[] = [];
  let later = false;
  for (let { cause } = origin; cause !== undefined && causes.length < mostCauses;) {
    const found = history.entry(cause.id);
    if (found === undefined) break;
    later ||= cause.later;
    causes.push({ entry: found, later });
    cause = found.cause;
  }
  return {
    counterpart: entry.kind === 'call' ? history.replyTo(entry.id) : call,
    causes,
    effects: effectsOf(origin, history),
  };
}

function effectsOf(origin: RecordEntry, history: LoadRecords): readonly LinkedRecord[] {
  const effects: LinkedRecord[] = [];
  for (const entry of history.newest()) {
    // What follows from a record comes after it.
    if (entry.id <= origin.id) break;
    if (entry.cause?.id === origin.id) effects.push({ entry, later: entry.cause.later });
  }
  return effects.toReversed();
}

import { isRecordObject } from '../../base/guards';
import { customerContainers, interactionWords, wordsOfEvent } from '../../model/customerValues';
import type { PageRecord } from '../../protocol/records';

/** Containers whose values the log hides all. */
const hiding: ReadonlySet<string> = new Set([...customerContainers, 'parameters', 'agent']);

/** Fields of our own records that hold nothing from a page but names of services and ids. */
const recordFields = new Set<string>([
  ...['kind', 'seq', 'time', 'cut', 'whole', 'gone', 'services', 'name', 'callId', 'by', 'service', 'outcome'],
  ...['durationMs', 'level', 'lost', 'atMost', 'cause', 'after', 'at'],
]);

const none: ReadonlySet<string> = new Set();

/** What the values in a payload may be shown as. */
interface Shown {
  /** Whether objects with the id of an interaction are Workspace's. */
  readonly interactions: boolean;
  /** Fields of all other objects whose values are shown. */
  readonly words: ReadonlySet<string>;
}

const hidden: Shown = { interactions: false, words: none };

/**
 * A copy of a record in which values that may be a customer's are replaced by what sort of value they are. The log is a
 * file on disk, so a value is shown only where its field is known to be Workspace's own. What widgets send to each other
 * and what is none of Workspace's known events is never shown.
 */
export function maskedRecord(record: PageRecord): unknown {
  const shown = shownIn(record);
  return Object.fromEntries(
    Object.entries(record).map(([field, value]: [string, unknown]) => [
      field,
      recordFields.has(field) ? value : masked(value, hiding.has(field) ? hidden : shown),
    ]),
  );
}

/** Where a text stood that may be a customer's. */
export function maskedText(text: string): string {
  return `‹text of ${text.length}›`;
}

function shownIn(record: PageRecord): Shown {
  if (record.kind === 'message') return hidden;
  if (record.kind !== 'event') return { interactions: true, words: none };
  const words = wordsOfEvent(record.name);
  return words === undefined ? hidden : { interactions: true, words };
}

/** @param open whether the field that holds the value is known to be Workspace's own */
function masked(value: unknown, shown: Shown, open = false): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, shown, open));
  if (isRecordObject(value)) {
    const words = shown.interactions && typeof value.interactionId === 'string' ? interactionWords : shown.words;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        hiding.has(key) ? masked(inner, hidden) : masked(inner, shown, words.has(key)),
      ]),
    );
  }
  if (value === null || value === undefined || open) return value;
  return typeof value === 'string' ? maskedText(value) : `‹${typeof value}›`;
}

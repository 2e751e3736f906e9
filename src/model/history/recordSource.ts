import type { PageRecord } from '../../protocol/records';
import type { RecordEntry } from './recordEntry';

/** Records with their entries, wherever their texts are: in memory or in a file. */
export interface RecordSource {
  /** The entries, from an id on, the oldest first. */
  from(id?: number): Iterable<RecordEntry>;
  /** The entries, the newest first. */
  newest(): Iterable<RecordEntry>;
  entry(id: number): RecordEntry | undefined;
  /** The record of an entry; undefined where it is no longer there. */
  read(entry: RecordEntry): PageRecord | undefined | Promise<PageRecord | undefined>;
  /** The reply to the call with this id, if it has come and is held. */
  replyTo(call: number): RecordEntry | undefined;
  /** A text in which the record is, if there is one: what is not in it is not in the record. */
  textAround?(entry: RecordEntry): string | undefined;
}

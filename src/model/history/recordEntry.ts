import type { PageInfo } from '../../protocol/messages';
import type { Caller, RecordKind, RecordOf, ReplyOutcome } from '../../protocol/records';

/** One load of a page, as far as its records need it to be told. */
export interface LoadedPage extends Pick<PageInfo, 'page' | 'epoch' | 'title' | 'location' | 'origin'> {
  /** Where its bridge sits; a trace may name a place that is not known here. */
  readonly place: string;
}

let lastKey = { page: '', epoch: 0, key: '0 ' };

/** Tells loads of pages apart. Most records are of the load that the one before was of: they get the same text again. */
export function loadKey({ page, epoch }: Pick<LoadedPage, 'page' | 'epoch'>): string {
  if (page !== lastKey.page || epoch !== lastKey.epoch) lastKey = { page, epoch, key: `${epoch} ${page}` };
  return lastKey.key;
}

/** A record that came first, which made a call happen. */
export interface CauseLink {
  /** The entry of the event, or of the call whose reply it was. */
  readonly id: number;
  /** The call was made later, by something that began then: a timer, a request. */
  readonly later: boolean;
}

/** An interaction that came, went, or is in another state, case or consultation since a record. */
export interface InteractionStep {
  readonly interaction: string;
  /** Undefined where the interaction has gone. */
  readonly state: string | undefined;
  readonly caseId: string | undefined;
  /** Of a consultation: the interaction that it belongs to. */
  readonly parent: string | undefined;
}

/** What is known of a record without looking at its text: enough to list, filter and draw it. */
export interface RecordEntry {
  /** Counts from 1 in its history, in the order in which the records came. */
  readonly id: number;
  readonly load: LoadedPage;
  /** `load` is the line between two loads of a page; no record stands for it. */
  readonly kind: RecordKind | 'load';
  /** The number of the record in its load; 0 of a line between loads. */
  readonly seq: number;
  /** In milliseconds since 1970, by the page's clock. */
  readonly time: number;
  /** Of an event its name, of a call or reply the service, of a notice its level. */
  readonly name: string | undefined;
  /** The type of an event. */
  readonly type: string | undefined;
  /** Who made the call; of a reply, who made the call that it answers, where that is known. */
  readonly by: Caller | undefined;
  readonly widget: string | undefined;
  /** The interactions that the record concerns; empty if they are too many to name. */
  readonly about: readonly string[];
  /** The case of the first of them, or the one that an event selects. */
  readonly caseId: string | undefined;
  readonly steps: readonly InteractionStep[];
  /** Of a reply: the entry of its call, where that is known. */
  readonly call: number | undefined;
  readonly cause: CauseLink | undefined;
  readonly at: RecordOf<'call'>['at'];
  readonly outcome: ReplyOutcome | undefined;
  readonly durationMs: number | undefined;
  /** Of a gap: how many records are missing, or at most so many. */
  readonly lost: number | undefined;
  readonly atMost: boolean;
}

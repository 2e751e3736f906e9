import { setBounded } from '../../base/collections';
import type { PageRecord, RecordOf } from '../../protocol/records';
import { oneLine } from '../text/text';

/** Records that are remembered by name. What a call refers to is a few records old, as a rule. */
const mostNames = 1000;

/** Says how calls came about, in the words of the log: what caused them, and where in the code they stand. */
export class CallOrigins {
  readonly #bySeq = new Map<number, string>();
  readonly #byCall = new Map<string, string>();
  #last = 0;

  /**
   * Takes in each record of a page, in order.
   * @param name what the log calls it
   */
  add({ seq, ...record }: PageRecord, name: string): void {
    // A page that is loaded again counts from 1.
    if (seq <= this.#last) this.#bySeq.clear();
    this.#last = seq;
    if (record.kind === 'reply') {
      setBounded(this.#bySeq, seq, replyTo(record.service), mostNames);
      setBounded(this.#byCall, record.callId, replyTo(record.service), mostNames);
    } else if (record.kind === 'event' || record.kind === 'message') {
      setBounded(this.#bySeq, seq, name, mostNames);
    }
  }

  /** Nothing, where nothing is known. */
  text({ cause, after, at }: RecordOf<'call'>): string {
    const origin = cause === undefined ? after && `after ${this.#name(after)}` : `caused by ${this.#name(cause)}`;
    return [origin, at && `at ${codePlaceText(at)}`].filter((part) => part !== undefined).join('  ');
  }

  #name(reference: NonNullable<RecordOf<'call'>['cause']>): string {
    if ('seq' in reference) return this.#bySeq.get(reference.seq) ?? `record ${reference.seq}`;
    return this.#byCall.get(reference.callId) ?? 'an earlier reply';
  }
}

function replyTo(service: string): string {
  return `the reply to ${oneLine(service, 80)}`;
}

/** A place in a page's code, without a scheme: what VS Code takes for a web address would open in a browser. */
function codePlaceText({ file, line, column }: NonNullable<RecordOf<'call'>['at']>): string {
  return `${oneLine(file.replace(/^[a-z-]+:\/+/i, ''), 200)}:${line}:${column}`;
}

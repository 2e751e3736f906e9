import { limits } from '../../protocol/limits';
import type { NumberedRecord } from '../pages/pageHistory';
import { usualNumber } from './jsonSkip';
import { endOfData, findRecords, readHead } from './recordsFrame';
import type { RecordsHead } from './recordsFrame';

/** Kinds of records that are remembered, and how long what tells a kind may be. */
const mostKinds = 64;
const longestKind = 300;

const closing = ']}}';
/** The numbers with which the bridge begins each record: what is written so is valid JSON and fits the schema. */
const stamp = new RegExp(String.raw`\{"seq":([1-9]\d{0,14}),"time":${usualNumber},`, 'y');

/**
 * Reads frames of records without parsing them where all their records look like some that the schema has accepted: they
 * differ from those in nothing but seq, time and data. That is how most frames are, since events of a few names come again
 * and again, and it takes a quarter of the time of checking each anew. The schema alone says what is valid.
 */
export class RecordShapeCache {
  /** What stands between a record's time and its data, that which was met last first; when there are too many, the last goes. */
  readonly #kinds: string[] = [];

  /** What a frame says, or undefined if it has to be parsed and checked. */
  read(frame: string): RecordsHead | undefined {
    if (this.#kinds.length === 0) return undefined;
    const head = readHead(frame);
    if (head === undefined) return undefined;
    const records: NumberedRecord[] = [];
    let at = head.end;
    do {
      const seq = seqAt(frame, at);
      if (Number.isNaN(seq)) return undefined;
      const dataStart = this.#endOfKind(frame, stamp.lastIndex);
      const dataEnd = dataStart === -1 ? -1 : endOfData(frame, dataStart);
      if (dataEnd === -1 || frame[dataEnd] !== '}') return undefined;
      records.push({ seq });
      at = dataEnd + 1;
    } while (frame[at++] === ',');
    if (frame.slice(at - 1) !== closing || records.length > limits.recordsPerFrame) return undefined;
    return { page: head.page, epoch: head.epoch, records };
  }

  /** Takes in a frame that was parsed and accepted. */
  learn(frame: string): void {
    findRecords(frame, ({ start, dataStart, dataEnd, end }) => {
      const isStamped = !Number.isNaN(seqAt(frame, start));
      const kind = frame.slice(stamp.lastIndex, dataStart);
      if (isStamped && end === dataEnd + 1 && kind.length <= longestKind && !hidesStamp(kind) && !isOfCall(kind)) {
        this.#add(kind);
      }
      return true;
    });
  }

  #add(kind: string): void {
    if (this.#kinds.includes(kind)) return;
    if (this.#kinds.length >= mostKinds) this.#kinds.pop();
    this.#kinds.push(copyOf(kind));
  }

  /** Where a kind that stands there ends, -1 if none does. */
  #endOfKind(frame: string, start: number): number {
    const at = this.#kinds.findIndex((kind) => frame.startsWith(kind, start));
    const kind = this.#kinds[at];
    if (kind === undefined) return -1;
    // Records of a kind come in a row.
    if (at > 0) this.#kinds.unshift(...this.#kinds.splice(at, 1));
    return start + kind.length;
  }
}

/** The number of the record that begins there, NaN if it does not begin as the bridge writes it; moves `stamp` behind it. */
function seqAt(frame: string, start: number): number {
  stamp.lastIndex = start;
  return Number(stamp.exec(frame)?.[1] ?? NaN);
}

/** The same text in memory of its own: a piece of a text holds the whole. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

/** Each call has a number of its own: no such record comes again. */
function isOfCall(kind: string): boolean {
  return kind.includes('"callId"');
}

/** Whether a member may stand there that counts instead of the numbers before it, since the last of two counts. */
function hidesStamp(kind: string): boolean {
  return kind.includes('"seq"') || kind.includes('"time"') || kind.includes('\\');
}

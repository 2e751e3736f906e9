import { Desk } from '../protocol/desk';
import { exceedsDepth } from '../protocol/jsonDepth';
import { limits } from '../protocol/limits';
import type { LiveInteraction, NewRecord, PageRecord } from '../protocol/records';
import { wholeList } from './deskRecords';
import type { RecordBuffer } from './recordBuffer';
import { byteLength } from './snapshot';

type Notice = Extract<NewRecord, { kind: 'notice' }>;

/** A record stands in a list in the parameters of a message. */
const recordDepth = limits.jsonDepth - 3;

/** What a record can do without when it is too large. */
const payloads = new Set(['data', 'parameters', 'errorMessage', 'whole', 'interactions', 'agent', 'media', 'services']);

/** Numbers and times what happens on the page, keeps its desk, and puts it in line for the relay. */
export class Recorder {
  readonly desk = new Desk();
  #learned = false;

  /**
   * @param now milliseconds since 1970
   * @param added runs after each record
   */
  constructor(
    private readonly buffer: RecordBuffer,
    private readonly now: () => number,
    private readonly added: () => void,
  ) {}

  /**
   * @param record plain JSON data that nobody else changes
   * @param cut how many bytes were already left out of it
   */
  record(record: NewRecord, cut?: number): void {
    this.buffer.add((seq) => {
      const stamped = { seq, time: this.now(), ...record, ...(cut === undefined ? {} : { cut }) } as PageRecord;
      this.desk.apply(stamped);
      this.#learned ||= record.kind === 'desk';
      const text = JSON.stringify(stamped);
      const bytes = byteLength(text);
      if (bytes <= limits.recordBytes && !exceedsDepth(text, recordDepth)) return text;
      const kept = Object.entries(stamped).filter(([key]) => !payloads.has(key));
      return JSON.stringify({ ...Object.fromEntries(kept), cut: bytes });
    });
    this.added();
  }

  notice(level: Notice['level'], text: string): void {
    this.record({ kind: 'notice', level, text });
  }

  /** Records the whole list of interactions. */
  interactions(list: readonly LiveInteraction[]): void {
    for (const { record, cut } of wholeList(list)) this.record(record, cut);
  }

  /** Records all that is known of the desk, for a tool that was not there when it was learned. */
  describe(): void {
    if (!this.#learned) return;
    const { agent, media, services, library, refused, interactions } = this.desk;
    this.record({ kind: 'desk', agent, media, services: services && [...services], library, refused: { ...refused } });
    this.interactions([...interactions.values()]);
  }
}

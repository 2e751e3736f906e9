import { onlyInteraction } from '../../model/workspaceState';
import type { WorkspaceState } from '../../model/workspaceState';
import { limits } from '../../protocol/limits';
import type { LiveInteraction, NewRecord, PageRecord } from '../../protocol/records';
import { wholeList } from './deskRecords';
import { OwnWorkspace } from './ownWorkspace';
import type { RecordBuffer, Reference } from './recordBuffer';
import { byteLength, mostBytesOfUnit, Snapshot, snapshot } from './snapshot';

type Notice = Extract<NewRecord, { kind: 'notice' }>;

/** A record whose values may be texts already. */
export type UnwrittenRecord = NewRecord extends infer R
  ? R extends NewRecord
    ? { [K in keyof R]: K extends Payload ? R[K] | Snapshot : R[K] }
    : never
  : never;

type Payload = 'data' | 'parameters';

/** What a record can have beside what it tells. */
export interface RecordExtras {
  /** How many bytes were already left out of it. */
  readonly cut?: number | undefined;
  /** The data of an event as the page is about to get it. */
  readonly told?: unknown;
  /** The same as an object that nobody else holds. */
  readonly own?: unknown;
  readonly reference?: Reference | undefined;
}

/** A record stands in a list in the parameters of a message. */
const recordDepth = limits.jsonDepth - 3;

/** What a record can do without when it is too large. */
const payloads = ['data', 'parameters', 'errorMessage', 'whole', 'interactions', 'agent', 'media', 'services', 'cut'];

/** As much text of records waits until the desk is wanted. */
const waitingCharacters = 1_000_000;

/** Numbers and times what happens on the page, keeps its desk, and puts it in line for the relay. */
export class Recorder {
  readonly #desk = new OwnWorkspace();
  /** Records that the desk does not have yet: reading them takes time that a record has not. */
  #waiting: Waiting[] = [];
  #characters = 0;
  /** By interaction, those in whose place a later one that tells the same fields of that may stand. */
  readonly #latest = new Map<string, Waiting>();
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

  /** By what others can refer to the newest record. */
  get last(): number {
    return this.buffer.newest;
  }

  /** What the records so far tell of the desk. */
  get desk(): WorkspaceState {
    this.#catchUp();
    return this.#desk;
  }

  /**
   * Records what happened. A record gets its number when its text is there, so that nothing in it can leave a hole.
   *
   * @param record nothing in it but snapshots is an object that the page holds
   * @returns by what other records can refer to it
   */
  record(record: UnwrittenRecord, { cut, told, own, reference }: RecordExtras = {}): number {
    const { text, size, isWhole } = written(this.now(), record, cut);
    const added = this.buffer.add(text, size, reference);
    this.#learned ||= record.kind === 'desk';
    if (tellsOfDesk(record, text)) {
      const interaction = record.kind === 'event' && isWhole ? onlyInteraction(record.name, told) : undefined;
      const fields = interaction && JSON.stringify(Object.keys(interaction));
      this.#wait({ record, text, own, id: interaction?.interactionId, fields });
    }
    this.added();
    return added;
  }

  /** Attaches a copy of an event's data that nobody else holds to its waiting record, so that the text need not be parsed. */
  own(data: Snapshot, own: unknown): void {
    const recorded = this.#waiting.findLast(
      ({ record, own: known }) =>
        known === undefined &&
        record.kind === 'event' &&
        record.data instanceof Snapshot &&
        record.data.text === data.text,
    );
    if (recorded !== undefined) recorded.own = own;
  }

  notice(level: Notice['level'], text: string): void {
    this.record({ kind: 'notice', level, text });
  }

  /** Records the whole list of interactions. */
  interactions(list: readonly LiveInteraction[]): void {
    for (const { record, cut } of wholeList(list)) this.record(record, { cut });
  }

  /** Records all that is known of the desk, for a tool that was not there when it was learned. */
  describe(): void {
    if (!this.#learned) return;
    const { context, interactions } = this.desk;
    this.record({ kind: 'desk', ...context });
    const list: LiveInteraction[] = [];
    interactions.forEach((interaction) => list.push(interaction));
    this.interactions(list);
  }

  #wait(waiting: Waiting): void {
    const { id } = waiting;
    const before = id === undefined ? undefined : this.#latest.get(id);
    if (before !== undefined && before.fields === waiting.fields) {
      // All that the telling before says is said anew.
      this.#characters -= before.text.length;
      Object.assign(before, waiting);
    } else {
      // Behind what is no telling of one interaction alone, nothing may take the place of what came before that.
      if (id === undefined) this.#latest.clear();
      else this.#latest.set(id, waiting);
      this.#waiting.push(waiting);
    }
    this.#characters += waiting.text.length;
    if (this.#characters > waitingCharacters) this.#catchUp();
  }

  #catchUp(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#latest.clear();
    this.#characters = 0;
    for (const { record, text, own } of waiting) {
      // The text is that of a record that was written here; an object needs no reading.
      const known = record.kind === 'event' && own !== undefined;
      this.#desk.take(known ? { ...record, data: own, seq: 0, time: 0 } : (JSON.parse(`{${text}`) as PageRecord));
    }
  }
}

/** A record that the desk does not have yet. */
interface Waiting {
  readonly record: UnwrittenRecord;
  readonly text: string;
  own: unknown;
  /** The interaction of which alone it tells, if it is of that kind, and the names of what it tells. */
  readonly id: string | undefined;
  readonly fields: string | undefined;
}

/** Whether the desk may be another one after this record. */
function tellsOfDesk(record: UnwrittenRecord, text: string): boolean {
  if (record.kind !== 'event') return record.kind === 'desk';
  return record.name === 'interaction' || text.includes('"interactionId"');
}

/** The text of a record after its number, and its size in bytes, or in characters where it is small in any case. */
interface Written {
  readonly text: string;
  readonly size: number;
  /** Whether nothing was left out because it was too large or too deep. */
  readonly isWhole: boolean;
}

function written(time: number, record: object, cut: number | undefined): Written {
  let text = `"time":${time}`;
  let fits = true;
  for (const key of Object.keys(record)) {
    const copy = copyOf(record, key);
    if (copy === undefined) continue;
    fits &&= copy.text !== undefined && copy.depth < recordDepth;
    text += `,"${key}":${copy.text ?? ''}`;
  }
  if (fits) {
    text += cut === undefined ? '}' : `,"cut":${cut}}`;
    // Counting bytes would take longer than all else.
    const size = text.length * mostBytesOfUnit <= limits.recordBytes ? text.length : byteLength(text);
    if (size <= limits.recordBytes) return { text, size, isWhole: true };
  }
  return withoutPayloads(time, record, cut ?? 0);
}

function withoutPayloads(time: number, record: object, cut: number): Written {
  let text = `"time":${time},`;
  let bytes = cut;
  for (const key of Object.keys(record)) {
    const copy = copyOf(record, key);
    if (copy === undefined) continue;
    if (payloads.includes(key)) bytes += copy.bytes;
    else text += `"${key}":${copy.text ?? ''},`;
  }
  text += `"cut":${bytes}}`;
  return { text, size: byteLength(text), isWhole: false };
}

/** What a record has under a key, if it has something there. */
function copyOf(record: object, key: string): Snapshot | undefined {
  const value: unknown = Reflect.get(record, key);
  return value === undefined || value instanceof Snapshot ? value : snapshot(value);
}

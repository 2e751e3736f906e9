import * as v from 'valibot';
import { setBounded } from '../../base/collections';
import { Signal } from '../../base/signal';
import { relayToTool } from '../../protocol/messages';
import type { PageRecord } from '../../protocol/records';
import type { WorkspaceChange, WorkspaceModel } from '../workspaceModel';
import { loadKey } from './recordEntry';
import type { LoadedPage, RecordEntry } from './recordEntry';
import { RecordIndexer } from './recordIndexer';
import type { RecordSource } from './recordSource';

/** How much a history holds. */
export interface HistoryBounds {
  readonly records: number;
  /** What the texts of the records take in memory. */
  readonly bytes: number;
}

export const defaultHistoryBounds: HistoryBounds = { records: 50_000, bytes: 64 * 1024 * 1024 };

/** A frame that was received; its records are parsed when they are looked at. */
interface FrameText {
  readonly text: string;
  readonly bytes: number;
  /** How many of its records are held. */
  held: number;
}

interface Kept {
  readonly entry: RecordEntry;
  /** Undefined where the entry says it all. */
  readonly frame: FrameText | undefined;
}

/** Where records come from. */
interface Origin {
  /** Undefined where no frame has the records. */
  readonly frame: FrameText | undefined;
  /** They are said beside the records of the page and have no number of their own. */
  readonly aside: boolean;
}

/** The records of one load of a page that are held. */
export interface LoadRecords extends Pick<RecordSource, 'newest' | 'entry' | 'replyTo'> {
  readonly length: number;
  read(entry: RecordEntry): PageRecord | undefined;
}

/** Frames that are held parsed: those around what is looked at. */
const mostParsed = 4;

const frameSchema = v.object({ params: relayToTool.records.params });

/**
 * What happened on all pages, in the order in which it came, over loads of the pages. Texts are kept as they were received,
 * with an index, and parsed when they are looked at. Within the bounds the oldest records go first; what went is counted.
 */
export class RecordHistory implements RecordSource {
  /** Records still come. */
  readonly live = true;
  readonly complete = true;
  /** Something is held, or nothing any more. */
  readonly onFilled = new Signal<boolean>();
  readonly #indexer = new RecordIndexer((id) => this.entry(id));
  /** Entries with rising ids without holes; those before `#head` are gone. */
  #kept: (Kept | undefined)[] = [];
  #head = 0;
  #bytes = 0;
  #dropped = 0;
  #filled = false;
  readonly #counts = new Map<string, number>();
  readonly #parsed = new Map<FrameText, readonly PageRecord[]>();
  /** The replies that are held, by the ids of their calls. */
  readonly #replies = new Map<number, RecordEntry>();

  constructor(private bounds: HistoryBounds = defaultHistoryBounds) {}

  /** How many entries are held, lines between loads among them. */
  get size(): number {
    return this.#kept.length - this.#head;
  }

  /** What the held texts take in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many records went, for others to be held. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The id of the oldest entry; one above the newest where none is held. */
  get firstId(): number {
    return this.#kept[this.#head]?.entry.id ?? this.lastId + 1;
  }

  /** The id of the newest entry that ever was; 0 before the first. */
  get lastId(): number {
    return this.#indexer.lastId;
  }

  /** Holds so much from now on. */
  setBounds(bounds: HistoryBounds): void {
    this.bounds = bounds;
    this.#keepBounds();
  }

  /**
   * Takes in the records of one frame, one by one.
   * @param text the frame as it was received; undefined for records that no page sent: gaps
   */
  frame(load: LoadedPage, text?: string): HistoryFrame {
    const origin = { frame: text === undefined ? undefined : frameText(text), aside: false };
    return { add: (record, change, desk) => this.#add(load, record, change, desk, origin) };
  }

  /**
   * Takes in what is said about a load beside its own records, such as a gap that reaches over later loads. The number of
   * such a record is where it stands; the load goes on from its own last record.
   */
  aside(load: LoadedPage, records: readonly PageRecord[]): HistoryFrame {
    const { page, epoch } = load;
    const origin = { frame: frameText(JSON.stringify({ params: { page, epoch, records } })), aside: true };
    return { add: (record, change, desk) => this.#add(load, record, change, desk, origin) };
  }

  /** The id of the entry of one of the last records of a load, by the number of the record. */
  idOf(load: Pick<LoadedPage, 'page' | 'epoch'>, seq: number): number | undefined {
    return this.#indexer.idOf(load, seq);
  }

  /** The entry with this id, if it is held. */
  entry(id: number): RecordEntry | undefined {
    return this.#keptAt(id)?.entry;
  }

  /** The entries that are held, from this id on, the oldest first, and those that come meanwhile. */
  *from(id = this.firstId): Generator<RecordEntry> {
    let next = id;
    for (;;) {
      const entry = this.entry(Math.max(next, this.firstId));
      if (entry === undefined) return;
      next = entry.id + 1;
      yield entry;
    }
  }

  /** The entries that are held, the newest first. */
  *newest(): Generator<RecordEntry> {
    for (let next = this.lastId; next >= this.firstId; next--) {
      const entry = this.entry(next);
      if (entry !== undefined) yield entry;
    }
  }

  /** The records of one load of a page. */
  ofLoad(page: string, epoch: number): LoadRecords {
    const counts = this.#counts;
    const newest = (): Iterable<RecordEntry> => this.newest();
    return {
      get length() {
        return counts.get(loadKey({ page, epoch })) ?? 0;
      },
      *newest() {
        for (const entry of newest()) {
          if (entry.kind !== 'load' && entry.load.epoch === epoch && entry.load.page === page) yield entry;
        }
      },
      entry: (id) => this.entry(id),
      replyTo: (call) => this.replyTo(call),
      read: (entry) => this.read(entry),
    };
  }

  replyTo(call: number): RecordEntry | undefined {
    return this.#replies.get(call);
  }

  /** The record of an entry; undefined for a line between loads, and for what is no longer held. */
  read(entry: RecordEntry): PageRecord | undefined {
    const { kind, seq, time, lost = 0, atMost } = entry;
    if (kind === 'gap') return { kind, seq, time, lost, ...(atMost ? { atMost } : {}) };
    const frame = this.#keptAt(entry.id)?.frame;
    return frame && this.#parse(frame).find((record) => record.seq === seq && record.kind === kind);
  }

  /** The text that holds the record of an entry, among others perhaps; undefined where there is none. */
  textAround(entry: RecordEntry): string | undefined {
    return this.#keptAt(entry.id)?.frame?.text;
  }

  /** Removes all entries. Ids are not used again. */
  clear(): void {
    while (this.size > 0) this.#dropFirst();
    this.#dropped = 0;
    this.#tellFilled();
  }

  #add(
    load: LoadedPage,
    record: PageRecord,
    change: WorkspaceChange,
    desk: WorkspaceModel,
    { frame, aside }: Origin,
  ): void {
    const known = this.#indexer.lastSeq(load);
    // A tool that connects anew is given once more what is held here already, and then nothing of it is missing.
    if (record.seq <= known && (record.kind === 'gap' || !aside)) return;
    const fresh = record.kind === 'gap' ? { ...record, lost: Math.min(record.lost, record.seq - known) } : record;
    for (const entry of this.#indexer.entries(load, fresh, change, desk, aside)) {
      const own = entry.kind === 'load' || entry.kind === 'gap' ? undefined : frame;
      this.#kept.push({ entry, frame: own });
      if (own !== undefined && own.held++ === 0) this.#bytes += own.bytes;
      if (entry.kind !== 'load') this.#count(entry, 1);
      if (entry.call !== undefined) this.#replies.set(entry.call, entry);
    }
    this.#keepBounds();
  }

  #keepBounds(): void {
    while (this.size > 0 && (this.size > this.bounds.records || this.#bytes > this.bounds.bytes)) this.#dropFirst();
    this.#tellFilled();
  }

  #tellFilled(): void {
    const filled = this.size > 0;
    if (filled === this.#filled) return;
    this.#filled = filled;
    this.onFilled.emit(filled);
  }

  #dropFirst(): void {
    const kept = this.#kept[this.#head];
    this.#kept[this.#head++] = undefined;
    // Moving what is left costs little for each entry when it is done this seldom.
    if (this.#head > 1024 && this.#head * 2 > this.#kept.length) {
      this.#kept = this.#kept.slice(this.#head);
      this.#head = 0;
    }
    if (kept === undefined) return;
    const { entry, frame } = kept;
    if (entry.kind !== 'load') {
      this.#dropped += 1;
      if (entry.call !== undefined) this.#replies.delete(entry.call);
      this.#count(entry, -1);
    }
    if (frame === undefined || --frame.held > 0) return;
    this.#bytes -= frame.bytes;
    this.#parsed.delete(frame);
  }

  #count({ load }: RecordEntry, by: number): void {
    const key = loadKey(load);
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count > 0) {
      this.#counts.set(key, count);
      return;
    }
    this.#counts.delete(key);
    this.#indexer.forgetEntries(load);
  }

  #keptAt(id: number): Kept | undefined {
    const first = this.#kept[this.#head];
    return first === undefined || id < first.entry.id ? undefined : this.#kept[this.#head + id - first.entry.id];
  }

  #parse(frame: FrameText): readonly PageRecord[] {
    const known = this.#parsed.get(frame);
    if (known !== undefined) return known;
    const { records } = v.parse(frameSchema, JSON.parse(frame.text)).params;
    setBounded(this.#parsed, frame, records, mostParsed);
    return records;
  }
}

/** Takes in the records of one frame. */
export interface HistoryFrame {
  /**
   * @param change what the record changed in the page's desk
   * @param desk the desk since then
   */
  add(record: PageRecord, change: WorkspaceChange, desk: WorkspaceModel): void;
}

/** Any character that does not fit into one byte makes the engine take two for each. */
const wide = /[\u0100-\uffff]/;

function frameText(text: string): FrameText {
  return { text, bytes: text.length * (wide.test(text) ? 2 : 1), held: 0 };
}

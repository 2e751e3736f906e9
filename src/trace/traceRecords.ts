import type { PageRecord } from '../protocol/records';
import { setBounded } from '../base/collections';
import { TimeSlice } from '../base/timeSlice';
import type { LoadedPage, RecordEntry } from '../model/history/recordEntry';
import { loadKey } from '../model/history/recordEntry';
import { RecordIndexer } from '../model/history/recordIndexer';
import type { RecordSource } from '../model/history/recordSource';
import { WatchedWorkspace } from '../model/watchedWorkspace';
import { decodeEntry, TraceError } from './format';
import type { TraceEntry, TraceHeader } from './format';
import { TraceReader } from './traceReader';
import type { Damage } from './traceReader';

/** The bytes of a trace, wherever they are. */
export interface TraceBytes {
  /** How many there are. */
  readonly size: number;
  /** As many of them as are there, from an offset on. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** How much of a trace is looked at. */
export interface TraceBounds {
  readonly bytes: number;
  readonly records: number;
}

const pieceBytes = 256 * 1024;
/** Records that are kept in memory: those that were looked at last. */
const mostHeld = 64;
const newline = 0x0a;

/** What is known of a page whose load the trace does not tell. */
const unknownLoad = { title: '', location: '', origin: '', place: 'widget' };

/**
 * The records of a trace: an index in memory, made in one pass, and the lines in the file, which are read when they are
 * looked at.
 */
export class TraceRecords implements RecordSource {
  readonly live = false;
  readonly firstId = 1;
  readonly dropped = 0;
  readonly #indexer = new RecordIndexer((id) => this.entry(id));
  readonly #entries: RecordEntry[] = [];
  /** Where the line of each entry begins in the file, in bytes; -1 where it has none. */
  readonly #offsets: number[] = [];
  readonly #replies = new Map<number, RecordEntry>();
  readonly #desks = new Map<string, WatchedWorkspace>();
  readonly #loads = new Map<string, LoadedPage>();
  readonly #held = new Map<number, PageRecord | undefined>();
  readonly #reader = new TraceReader();
  #complete = false;
  #isCut = false;

  constructor(
    private readonly bytes: TraceBytes,
    private readonly bounds: TraceBounds,
  ) {}

  /** Whether all that is looked at was read. */
  get complete(): boolean {
    return this.#complete;
  }

  get lastId(): number {
    return this.#entries.length;
  }

  /** What the first line says; undefined before it was read. */
  get header(): TraceHeader | undefined {
    return this.#reader.header;
  }

  /** Where the trace can no longer be read; undefined while all was sound. */
  get damage(): Damage | undefined {
    return this.#reader.damage;
  }

  /** Whether the trace has more than its bounds. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /**
   * Reads the trace from its beginning, once. Other work gets its turn meanwhile.
   * @param grown is called when new entries are there
   * @param signal ends the reading when it is aborted
   * @throws TraceError if the file is no trace or one of a newer version; an error of the file system
   */
  async load(grown: () => void, signal: AbortSignal): Promise<void> {
    const slice = new TimeSlice();
    const end = Math.min(this.bytes.size, this.bounds.bytes);
    this.#isCut = this.bytes.size > end;
    for (let offset = 0; offset < end && !signal.aborted;) {
      const piece = await this.bytes.read(offset, Math.min(pieceBytes, end - offset));
      if (piece.length === 0) break;
      offset += piece.length;
      // In parts: a piece of small records is more work than others should wait for.
      for (const { entry, offset: at } of this.#reader.push(piece)) {
        if (!this.#add(entry, at)) break;
        if (slice.isOver) await slice.rest();
      }
      if (this.#reader.damage !== undefined || this.#isFull) break;
      grown();
    }
    if (!this.#isCut && !signal.aborted) {
      const at = this.#reader.lineStart;
      const last = this.#reader.end();
      if (last !== undefined) this.#add(last, at);
    }
    this.#complete = true;
    grown();
  }

  entry(id: number): RecordEntry | undefined {
    return this.#entries[id - 1];
  }

  *from(id = 1): Generator<RecordEntry> {
    for (let next = id; next <= this.#entries.length; next++) {
      const entry = this.entry(next);
      if (entry !== undefined) yield entry;
    }
  }

  *newest(): Generator<RecordEntry> {
    for (let next = this.#entries.length; next > 0; next--) {
      const entry = this.entry(next);
      if (entry !== undefined) yield entry;
    }
  }

  replyTo(call: number): RecordEntry | undefined {
    return this.#replies.get(call);
  }

  /** @throws an error of the file system */
  async read({ id }: RecordEntry): Promise<PageRecord | undefined> {
    if (this.#held.has(id)) return this.#held.get(id);
    const from = this.#offsets[id - 1] ?? -1;
    if (from < 0) return undefined;
    const record = recordIn(await this.#line(from, this.#lineAfter(id) - from));
    setBounded(this.#held, id, record, mostHeld);
    return record;
  }

  get #isFull(): boolean {
    return this.#entries.length >= this.bounds.records;
  }

  /** Where a line begins that comes after that of an entry, at the latest the end of what was read. */
  #lineAfter(id: number): number {
    for (let next = id; next < this.#offsets.length; next++) {
      const offset = this.#offsets[next] ?? -1;
      if (offset >= 0) return offset;
    }
    return Math.min(this.bytes.size, this.#reader.lineStart);
  }

  async #line(from: number, length: number): Promise<Uint8Array> {
    const bytes = await this.bytes.read(from, length);
    const end = bytes.indexOf(newline);
    return end < 0 ? bytes : bytes.subarray(0, end);
  }

  /** @returns whether there is room for more */
  #add(entry: TraceEntry, offset: number): boolean {
    if ('load' in entry) this.#loads.set(loadKey(entry.load), entry.load);
    if (!('record' in entry)) return true;
    if (this.#isFull) {
      this.#isCut = true;
      return false;
    }
    const { page, epoch, record } = entry;
    const key = loadKey(entry);
    const load = this.#loads.get(key) ?? { page, epoch, ...unknownLoad };
    const desk = this.#desks.get(key) ?? new WatchedWorkspace();
    this.#desks.set(key, desk);
    for (const each of this.#indexer.entries(load, record, desk.apply(record), desk)) {
      this.#entries.push(each);
      this.#offsets.push(each.kind === 'load' ? -1 : offset);
      if (each.call !== undefined) this.#replies.set(each.call, each);
    }
    return true;
  }
}

function recordIn(line: Uint8Array): PageRecord | undefined {
  try {
    const entry = decodeEntry(line);
    return entry !== undefined && 'record' in entry ? entry.record : undefined;
  } catch (error) {
    // The file is another by now.
    if (error instanceof TraceError) return undefined;
    throw error;
  }
}

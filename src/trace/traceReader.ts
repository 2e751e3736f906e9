import { decodeEntry, decodeHeader, TraceError } from './format';
import type { TraceEntry, TraceHeader } from './format';

/** Where a trace can no longer be read. */
export interface Damage {
  /** Lines count from 1. */
  readonly line: number;
  /** Where in the file the line begins, in bytes from 0. */
  readonly offset: number;
  /** Whether it is the last line, without its end: the recording was cut off there. */
  readonly truncated: boolean;
}

/** A line of more bytes is no line of a trace: a record has at most a fraction of it. */
const longestLine = 8 * 1024 * 1024;

const newline = 0x0a;
const noBytes = new Uint8Array();

/**
 * Reads a trace in pieces, as they come from a file. What stands before a damaged line is read; nothing after it is,
 * since records would be missing in between without a word.
 */
export class TraceReader {
  /** The bytes of a line whose end has not come. */
  #pieces: Uint8Array[] = [];
  #pending = 0;
  #offset = 0;
  #line = 1;
  #header: TraceHeader | undefined;
  #damage: Damage | undefined;

  /** What the first line says; undefined before it has come. */
  get header(): TraceHeader | undefined {
    return this.#header;
  }

  /** Where the line begins whose end has not come, in bytes. */
  get lineStart(): number {
    return this.#offset;
  }

  /** Where reading ended; undefined while all was sound. */
  get damage(): Damage | undefined {
    return this.#damage;
  }

  /**
   * Takes the next bytes of the file.
   * @returns the entries that are complete with them, each with where its line begins, in bytes
   * @throws TraceError with the reason `noTrace` or `newer` if the first line says so
   */
  push(bytes: Uint8Array): readonly { readonly entry: TraceEntry; readonly offset: number }[] {
    const entries: { entry: TraceEntry; offset: number }[] = [];
    let from = 0;
    while (this.#damage === undefined) {
      const end = bytes.indexOf(newline, from);
      if (end < 0) break;
      this.#keep(bytes.subarray(from, end));
      const offset = this.#offset;
      const entry = this.#take(false);
      if (entry !== undefined) entries.push({ entry, offset });
      from = end + 1;
    }
    if (this.#damage === undefined && from < bytes.length) this.#keep(bytes.subarray(from).slice());
    return entries;
  }

  /**
   * The file has ended.
   * @returns the entry of a last line without its end, if it is whole
   * @throws TraceError as `push` does; `noTrace` for an empty file
   */
  end(): TraceEntry | undefined {
    if (this.#damage !== undefined || (this.#pending === 0 && this.#line > 1)) return undefined;
    return this.#take(true);
  }

  #keep(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#pending += piece.length;
    if (this.#pending <= longestLine) return;
    if (this.#header === undefined) throw new TraceError('noTrace', 'This file is no trace of Deskside.');
    this.#damage = { line: this.#line, offset: this.#offset, truncated: false };
    this.#pieces = [];
  }

  #take(last: boolean): TraceEntry | undefined {
    const [first = noBytes, ...more] = this.#pieces;
    const line = more.length > 0 ? Buffer.concat(this.#pieces) : first;
    const place = { line: this.#line, offset: this.#offset, truncated: last };
    this.#offset += this.#pending + 1;
    this.#line += 1;
    this.#pieces = [];
    this.#pending = 0;
    try {
      if (this.#header !== undefined) return decodeEntry(line);
      this.#header = decodeHeader(line);
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      if (this.#header === undefined && error.reason !== 'damaged') throw error;
      if (this.#header === undefined) throw new TraceError('noTrace', 'The header of this trace is damaged.');
      this.#damage = place;
    }
    return undefined;
  }
}

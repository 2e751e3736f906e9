import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Disposable } from '../base/disposable';
import type { PageRecord } from '../protocol/records';
import { TraceReader } from './traceReader';
import { TraceWriter } from './traceWriter';
import type { TracedPage, TraceOptions } from './traceWriter';

/** What was recorded is on disk after this time. */
const flushMs = 500;

/** So much that waits is written at once. */
const flushBytes = 256 * 1024;

/** Up to where the file has the records of a page. */
interface Position {
  readonly epoch: number;
  readonly seq: number;
}

/** Writes a trace to a file as the records come. */
export class TraceFile implements Disposable {
  #waiting: string[] = [];
  #waitingLength = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failed = false;
  /** Where in the file the next bytes go. */
  #end = 0;
  #records = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly writer: TraceWriter,
    private readonly positions: ReadonlyMap<string, Position>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /**
   * Begins a trace in a file that only its owner can read; what was in it is gone.
   * @param failed is called once when a write fails; nothing is written from then on, and what is written stays readable
   * @throws an error of the file system
   */
  static async create(path: string, options: TraceOptions, failed: (error: unknown) => void): Promise<TraceFile> {
    const file = await open(path, 'w', 0o600);
    try {
      // The mode above counts only where the file is new.
      if ((await file.stat()).isFile()) await file.chmod(0o600);
      const writer = new TraceWriter(options);
      const trace = new TraceFile(file, writer, new Map(), failed);
      trace.#add(writer.header());
      return trace;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Goes on with a trace. What is damaged at its end is cut off; records that it has already are left out.
   * @throws an error of the file system, or a TraceError if the file is no trace
   */
  static async resume(path: string, options: TraceOptions, failed: (error: unknown) => void): Promise<TraceFile> {
    const file = await open(path, 'r+');
    try {
      const { positions, parts, end } = await survey(file);
      await file.truncate(end);
      const writer = new TraceWriter(options, parts);
      const trace = new TraceFile(file, writer, positions, failed);
      trace.#end = end;
      trace.#add(writer.resumed(options.begun));
      return trace;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** How many records were given to be written. */
  get records(): number {
    return this.#records;
  }

  /** Writes records of a page, soon. */
  write(page: TracedPage, records: readonly PageRecord[]): void {
    const known = this.positions.get(page.page);
    const fresh = known?.epoch === page.epoch ? records.filter(({ seq }) => seq > known.seq) : records;
    if (fresh.length === 0) return;
    this.#records += fresh.length;
    this.#add(this.writer.lines(page, fresh));
  }

  /** Writes what waits and closes the file. */
  async close(): Promise<void> {
    this.#flush();
    await this.#writing;
    this.#failed = true;
    await this.file.close();
  }

  dispose(): void {
    this.close().catch(this.failed);
  }

  #add(text: string): void {
    if (this.#failed) return;
    this.#waiting.push(text);
    this.#waitingLength += text.length;
    if (this.#waitingLength >= flushBytes) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), flushMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const bytes = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    this.#waitingLength = 0;
    this.#writing = this.#writing.then(() => this.#writeNow(bytes));
  }

  async #writeNow(bytes: Buffer): Promise<void> {
    if (this.#failed) return;
    try {
      for (let from = 0; from < bytes.length;) {
        const { bytesWritten } = await this.file.write(bytes, from, bytes.length - from, this.#end);
        from += bytesWritten;
        this.#end += bytesWritten;
      }
    } catch (error) {
      this.#failed = true;
      this.failed(error);
    }
  }
}

/** Reads a trace that is to go on: up to where its lines are sound, and which records it has. */
async function survey(
  file: FileHandle,
): Promise<{ readonly positions: ReadonlyMap<string, Position>; readonly parts: number; readonly end: number }> {
  const reader = new TraceReader();
  const positions = new Map<string, Position>();
  let parts = 1;
  let size = 0;
  const piece = Buffer.alloc(1024 * 1024);
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, size);
    if (bytesRead === 0) break;
    size += bytesRead;
    for (const { entry } of reader.push(piece.subarray(0, bytesRead))) {
      if ('record' in entry) positions.set(entry.page, { epoch: entry.epoch, seq: entry.record.seq });
      if ('resumed' in entry) parts += 1;
    }
  }
  // A last line without its end is cut off, also where it is whole: its record comes again.
  return { positions, parts, end: reader.damage?.offset ?? reader.lineStart };
}

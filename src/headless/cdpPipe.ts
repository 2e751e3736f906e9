import type { Readable, Writable } from 'node:stream';
import { Signal } from '../base/signal';
import type { CdpTransport } from '../debugger/cdp';

/** A page may log what is long; what is longer than this is no message. */
const longestMessage = 64 * 1024 * 1024;

const end = 0;

/**
 * The pipes of a browser that was started with `--remote-debugging-pipe`: each message ends with a zero byte. No port is
 * taken, nobody else can drive the browser, and the browser ends when this process does, however that ends.
 */
export class CdpPipe implements CdpTransport {
  readonly received = new Signal<string>();
  readonly ended = new Signal<void>();
  #parts: Buffer[] = [];
  #length = 0;
  #isOpen = true;

  constructor(
    private readonly incoming: Readable,
    private readonly outgoing: Writable,
  ) {
    incoming.on('data', (chunk: Buffer) => this.#take(chunk));
    incoming.on('close', () => this.#close());
    // What went wrong shows in the close that follows.
    incoming.on('error', () => undefined);
    outgoing.on('error', () => this.#close());
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(text: string): void {
    this.outgoing.write(`${text}\0`);
  }

  dispose(): void {
    this.#close();
  }

  #take(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      const text = Buffer.concat([...this.#parts, chunk.subarray(from, at)]).toString();
      this.#parts = [];
      this.#length = 0;
      from = at + 1;
      this.received.emit(text);
    }
    const rest = chunk.subarray(from);
    this.#parts.push(rest);
    this.#length += rest.length;
    if (this.#length > longestMessage) this.#close();
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.incoming.destroy();
    this.outgoing.destroy();
    this.ended.emit();
  }
}

const headEnd = '\r\n\r\n';
const kinds: Readonly<Record<number, 'text' | 'pong'>> = { 1: 'text', 10: 'pong' };

/** A piece of what goes one way over a WebSocket's connection. */
export interface Piece {
  readonly kind: 'head' | 'text' | 'pong' | 'other';
  readonly bytes: Buffer;
}

/** Cuts one direction of a WebSocket's connection into its head and its frames (RFC 6455, 5.2). */
export class FrameCutter {
  #rest: Buffer = Buffer.alloc(0);
  #headPassed = false;

  /** The pieces that are whole now. */
  cut(chunk: Buffer): Piece[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const pieces: Piece[] = [];
    for (;;) {
      const length = this.#headPassed ? frameLength(this.#rest) : headLength(this.#rest);
      if (length === undefined || length > this.#rest.length) return pieces;
      const bytes = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      pieces.push({ kind: this.#headPassed ? kindOf(bytes) : 'head', bytes });
      this.#headPassed = true;
    }
  }
}

function headLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(headEnd);
  return end === -1 ? undefined : end + headEnd.length;
}

function frameLength(bytes: Buffer): number | undefined {
  if (bytes.length < 2) return undefined;
  const second = bytes.readUInt8(1);
  const mask = second & 0x80 ? 4 : 0;
  const short = second & 0x7f;
  if (short < 126) return 2 + mask + short;
  if (bytes.length < 10) return undefined;
  return short === 126 ? 4 + mask + bytes.readUInt16BE(2) : 10 + mask + Number(bytes.readBigUInt64BE(2));
}

function kindOf(frame: Buffer): Piece['kind'] {
  return kinds[frame.readUInt8(0) & 0x0f] ?? 'other';
}

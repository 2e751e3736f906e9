import { limits } from '../../protocol/limits';
import type { RecordBuffer } from './recordBuffer';

/**
 * The most that goes into one frame, if its first record is not larger: far below the limit, so that other messages get
 * their turn in between. Engines keep longer texts in memory of another kind, in which all takes much longer.
 */
export const frameBounds = { records: limits.recordsPerFrame, bytes: limits.frameBytes / 16 };

/** As much as this may be under way without an acknowledgement; more waits in the buffer, which is bounded. */
export const windowBytes = limits.bridgeBytes;

/** Sends what the buffer holds, in batches, while there is a connection, and no faster than the relay takes it in. */
export class RecordSender {
  #send: ((text: string) => void) | undefined;
  #underWay: { readonly last: number; readonly bytes: number }[] = [];
  /** Whether the next gap is of records that the relay did not understand. */
  #misunderstood = false;
  /** The highest number ever sent, on whatever connection. */
  #highest = 0;

  /** @param onGap records were lost: what tools know of the desk may be wrong */
  constructor(
    private readonly buffer: RecordBuffer,
    private readonly position: () => { readonly page: string; readonly epoch: number },
    private readonly onGap: () => void,
  ) {}

  /**
   * There is a connection, and the relay has all up to this number.
   * @returns false if it has what was never sent from here: another frame goes by the same id
   */
  attach(send: (text: string) => void, seq: number): boolean {
    if (seq > this.#highest) return false;
    this.buffer.resume(seq);
    this.#underWay = [];
    this.#send = send;
    this.flush();
    return true;
  }

  detach(): void {
    this.#send = undefined;
  }

  /** Gives up what the relay did not understand, without a description of the desk, which may be just that. */
  discardSent(): number {
    this.#misunderstood = true;
    return this.buffer.discardSent();
  }

  acknowledged(epoch: number, seq: number): void {
    if (epoch !== this.position().epoch) return;
    this.buffer.acknowledge(seq);
    this.#underWay = this.#underWay.filter(({ last }) => last > seq);
    this.flush();
  }

  /** Sends as much as may be sent now. */
  flush(): void {
    let bytes = this.#underWay.reduce((sum, frame) => sum + frame.bytes, 0);
    while (this.#send !== undefined && this.buffer.waiting && bytes < windowBytes) {
      const { page, epoch } = this.position();
      // The records are texts already: the message is written around them as JSON.stringify would.
      if (this.buffer.gapAhead && !this.#misunderstood) this.onGap();
      this.#misunderstood = false;
      const records = this.buffer.take(frameBounds).join(',');
      const params = `{"page":"${page}","epoch":${epoch},"records":[${records}]}`;
      const frame = `{"jsonrpc":"2.0","method":"records","params":${params}}`;
      this.#underWay.push({ last: this.buffer.sentUpTo, bytes: frame.length });
      bytes += frame.length;
      this.#highest = Math.max(this.#highest, this.buffer.sentUpTo);
      this.#send(frame);
    }
  }
}

import { limits } from '../../protocol/limits';

/** A connection, as far as it has something to send. */
export interface SendingConnection {
  /** What waits to be sent. */
  readonly waitingBytes: number;
  /** More waits on all connections together than may, and most of it here. */
  tooMuchWaits(): void;
}

/**
 * What waits to be sent on all connections together. Each connection has a bound of its own, but somebody with a key may open
 * many and read none of them: beyond a bound for all, the connection with most goes.
 */
export class WaitingBytes {
  readonly #waiting = new Map<SendingConnection, number>();
  #total = 0;

  constructor(private readonly most: number = limits.allBuffersBytes) {}

  /** Something was put on a connection. */
  grew(sender: SendingConnection): void {
    this.#set(sender, sender.waitingBytes);
    if (this.#total > this.most) this.#bound();
  }

  /** The connection has ended. */
  remove(sender: SendingConnection): void {
    this.#set(sender, 0);
  }

  #set(sender: SendingConnection, bytes: number): void {
    this.#total += bytes - (this.#waiting.get(sender) ?? 0);
    if (bytes === 0) this.#waiting.delete(sender);
    else this.#waiting.set(sender, bytes);
  }

  #bound(): void {
    // What has left by now is not told.
    for (const sender of [...this.#waiting.keys()]) this.#set(sender, sender.waitingBytes);
    while (this.#total > this.most) {
      const [first, ...others] = this.#waiting;
      if (first === undefined) return;
      const [longest] = others.reduce((most, each) => (each[1] > most[1] ? each : most), first);
      this.remove(longest);
      longest.tooMuchWaits();
    }
  }
}

import type { Socket } from 'node:net';
import { limits } from '../../protocol/limits';

/**
 * The sockets that have not shown or proved a key. Anybody on the machine may open as many as they like, so there is a bound, and
 * the oldest goes first: a client with a key needs its place only for a moment.
 */
export class UnprovenSockets {
  /** Oldest first. */
  readonly #sockets = new Set<Socket>();
  #trimming: NodeJS.Immediate | undefined;

  /** @param most how many stay when those that come in one turn of the event loop have been read once */
  constructor(private readonly most: number = limits.unprovenSockets) {}

  /** A socket was opened. */
  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#sockets.size > this.most) this.#trimming ??= setImmediate(() => this.#trim());
  }

  /** It has its key. */
  remove(socket: Socket): void {
    this.#sockets.delete(socket);
  }

  dispose(): void {
    clearImmediate(this.#trimming);
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #trim(): void {
    this.#trimming = undefined;
    for (const socket of this.#sockets) {
      if (this.#sockets.size <= this.most) return;
      this.#sockets.delete(socket);
      socket.destroy();
    }
  }
}

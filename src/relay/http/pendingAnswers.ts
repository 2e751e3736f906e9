import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { limits } from '../../protocol/limits';

/** The longest piece of data that is read as HTTP: somewhat more than one request may have, which then gets its 431. */
const mostBytesAtOnce = limits.headerBytes + 2048;

/**
 * Keeps a client from sending hundreds of requests in one piece. Node parses a whole piece before it reacts to anything, and
 * allocates a hundred times the length of each request in it. Zeros are no HTTP: the parser stops at the first one.
 */
export function boundRequestBytes(socket: Socket): void {
  socket.prependListener('data', eraseIfTooLong);
}

/** Ends what `boundRequestBytes` began: the frames of a WebSocket are longer. */
export function unboundRequestBytes(socket: Socket): void {
  socket.off('data', eraseIfTooLong);
}

function eraseIfTooLong(piece: Buffer): void {
  if (piece.length > mostBytesAtOnce) piece.fill(0);
}

/** How a request is answered that Node can't read, by the code of its error; else it is a bad one. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * The HTTP answers that have not left yet, by connection. A client may send its next request before it reads an answer:
 * only a few of these wait, and an upgrade waits until the answers before it have left.
 */
export class PendingAnswers {
  readonly #pending = new WeakMap<Socket, Set<ServerResponse>>();
  readonly #ending = new WeakSet<Socket>();

  /** @returns whether the request is to be answered; if not, its connection is closed */
  admits(response: ServerResponse, socket: Socket): boolean {
    if (socket.destroyed) return false;
    const pending = this.#pending.get(socket) ?? new Set();
    if (pending.size >= limits.unansweredRequests) {
      socket.destroy();
      return false;
    }
    this.#pending.set(socket, pending.add(response));
    response.once('close', () => pending.delete(response));
    return true;
  }

  /** What came is no HTTP, and nothing after it can be: the answers to what came before leave, then one that says so. */
  endWithError(socket: Socket, code: unknown): void {
    if (this.#ending.has(socket)) return;
    this.#ending.add(socket);
    socket.pause();
    this.whenSent(socket, () => {
      const status = statuses[String(code)] ?? 400;
      if (!socket.writable) socket.destroy();
      else
        socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`, () =>
          socket.destroy(),
        );
    });
  }

  /** Runs `next` once all answers have left; not at all if the connection ends first, or nothing of them is read. */
  whenSent(socket: Socket, next: () => void): void {
    const last = [...(this.#pending.get(socket) ?? [])].at(-1);
    if (last === undefined) {
      next();
      return;
    }
    const giveUp = (): unknown => socket.destroy();
    // Node's HTTP server no longer listens to a socket that is to be upgraded.
    socket.on('error', giveUp).on('timeout', giveUp);
    socket.setTimeout(limits.unreadAnswerMs);
    last.once('close', () => {
      socket.off('timeout', giveUp);
      if (!socket.destroyed) next();
    });
  }
}

import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { beginningOf } from '../../base/text/beginningOf';
import { limits } from '../../protocol/limits';
import type { Refusal } from '../../protocol/messages';
import { DistinctRefusals } from '../../relayClient/distinctRefusals';
import type { Refused } from './admission';
import type { Log } from '../logEntry';

const windowMs = 5000;
/** What is logged one by one in a window of time; the rest is counted. */
const loggedAtMost = 100;
/** Different refusals that tools hear of in a window; the same one is told once. */
const mostReported = 20;
/** Wrong keys in a window that are answered at once. */
const wrongKeysAtOnce = 10;
const wrongKeyDelayMs = 1000;
const waitingAtMost = 32;

/** Headers that tell the other side what would be taken. */
const hints: Readonly<Record<number, string>> = {
  405: 'Allow: GET\r\n',
  426: 'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
};

/** Tells somebody that they are not let in, and ends their connection. */
type Deny = (socket: Duplex, status: number, text: string) => void;

/**
 * Turns away clients that are not let in: an HTTP answer on the bare socket or the close of a WebSocket, a log entry, a word to the
 * tools. However many come, log and tools get few; wrong keys wait for their answer, which holds up nobody with the right one.
 */
export class Refusals {
  readonly #waiting = new Map<Duplex, NodeJS.Timeout>();
  readonly #reported = new DistinctRefusals<true>(mostReported);
  #window: NodeJS.Timeout | undefined;
  #logged = 0;
  #wrongKeys = 0;

  constructor(
    private readonly tell: (refusal: Refusal) => void,
    private readonly log: Log,
  ) {}

  refuse(socket: Duplex, refused: Refused, deny: Deny = answer): void {
    this.report(refused);
    // Whatever becomes of a stranger's socket is of no interest.
    socket.on('error', () => undefined);
    if (refused.reason === 'key' && ++this.#wrongKeys > wrongKeysAtOnce) this.#denyLater(socket, refused, deny);
    else deny(socket, refused.status, refused.text);
  }

  /** Tells log and tools of somebody who is not let in. */
  report({ role, reason, check, status, origin, held, keyMatches, title }: Refused): void {
    const claimed = origin === undefined ? undefined : beginningOf(origin, limits.shortText);
    this.note({ kind: 'refused', role, reason, check, status, origin: claimed });
    if (role === undefined || this.#reported.size >= mostReported) return;
    const refusal = {
      role,
      reason,
      keyMatches,
      ...(claimed === undefined ? {} : { origin: claimed }),
      ...(held ? { held } : {}),
    };
    if (this.#reported.add(refusal, true)) this.tell({ ...refusal, ...(title === undefined ? {} : { title }) });
  }

  /** Logs what a stranger does, up to a bound. */
  readonly note: Log = (entry) => {
    this.#window ??= setTimeout(() => this.#endWindow(), windowMs);
    if (++this.#logged <= loggedAtMost) this.log(entry);
  };

  dispose(): void {
    clearTimeout(this.#window);
    for (const [socket, timer] of this.#waiting) {
      clearTimeout(timer);
      socket.destroy();
    }
    this.#waiting.clear();
  }

  #denyLater(socket: Duplex, { status, text }: Refused, deny: Deny): void {
    if (this.#waiting.size >= waitingAtMost) {
      deny(socket, 429, 'Too many wrong keys; wait a moment.');
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(socket);
      deny(socket, status, text);
    }, wrongKeyDelayMs);
    this.#waiting.set(socket, timer);
    socket.once('close', () => {
      clearTimeout(timer);
      this.#waiting.delete(socket);
    });
  }

  #endWindow(): void {
    if (this.#logged > loggedAtMost) this.log({ kind: 'moreOfStrangers', count: this.#logged - loggedAtMost });
    this.#window = undefined;
    this.#logged = this.#wrongKeys = 0;
    this.#reported.clear();
  }
}

function answer(socket: Duplex, status: number, text: string): void {
  const body = `${text}\n`;
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'Connection: close\r\n' +
      'Content-Type: text/plain; charset=utf-8\r\n' +
      'X-Content-Type-Options: nosniff\r\n' +
      'Cache-Control: no-store\r\n' +
      (hints[status] ?? '') +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n` +
      body,
  );
}

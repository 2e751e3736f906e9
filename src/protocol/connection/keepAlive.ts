/** Finds connections that are dead although neither side has closed them, by WebSocket pings. */
import type { Disposable } from '../../base/disposable';
import { limits } from '../limits';

/** What is used of a WebSocket of the package `ws`. */
export interface Pingable {
  readonly readyState: number;
  readonly OPEN: number;
  on(frame: 'ping' | 'pong', heard: () => void): unknown;
  ping(): void;
  terminate(): void;
}

/** How many pings in a row may stay without an answer. */
const unansweredAtMost = 1;

/**
 * Calls back at an interval. It leaves out a call that would come late, because the machine was asleep: the other side
 * could not answer in the meantime.
 */
export class Heartbeat implements Disposable {
  readonly #timer: ReturnType<typeof setInterval>;
  #last: number;

  /** @param now the time in milliseconds, which goes on while the machine sleeps */
  constructor(
    private readonly intervalMs: number,
    private readonly beat: () => void,
    private readonly now: () => number = Date.now,
  ) {
    this.#last = now();
    this.#timer = setInterval(() => this.#tick(), intervalMs);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = this.now();
    const late = now - this.#last > this.intervalMs * 1.5;
    this.#last = now;
    if (!late) this.beat();
  }
}

/** Pings a WebSocket at each check, and terminates it when nothing came between several checks in a row. */
export class PingCheck {
  #heard = true;
  #unanswered = 0;

  constructor(private readonly ws: Pingable) {
    for (const frame of ['ping', 'pong'] as const) ws.on(frame, () => this.heard());
  }

  /** A message came: the connection is alive. */
  heard(): void {
    this.#heard = true;
  }

  /** @param isPaused whether the WebSocket is not read from at the moment, so that no answer can be heard */
  check(isPaused = false): void {
    if (this.#heard || isPaused) this.#unanswered = 0;
    else if (++this.#unanswered > unansweredAtMost) {
      this.ws.terminate();
      return;
    }
    this.#heard = false;
    if (this.ws.readyState === this.ws.OPEN) this.ws.ping();
  }
}

/** Checks one open WebSocket at the protocol's interval, until it is disposed of. */
export class KeepAlive implements Disposable {
  readonly #check: PingCheck;
  readonly #heartbeat: Heartbeat;

  constructor(ws: Pingable) {
    this.#check = new PingCheck(ws);
    this.#heartbeat = new Heartbeat(limits.heartbeatMs, () => this.#check.check());
  }

  /** A message came: the connection is alive. */
  heard(): void {
    this.#check.heard();
  }

  dispose(): void {
    this.#heartbeat.dispose();
  }
}

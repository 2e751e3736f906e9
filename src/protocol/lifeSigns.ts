/** What is used of a WebSocket of the package `ws`. */
export interface Pingable {
  readonly readyState: number;
  readonly OPEN: number;
  on(sign: 'ping' | 'pong', heard: () => void): unknown;
  ping(): void;
  terminate(): void;
}

/** Questions in a row that may go without an answer. */
const unansweredAtMost = 1;

/** Finds out whether a connection is dead though nobody has closed it: asks for a sign of life at each beat, and ends it. */
export class LifeSigns {
  #alive = true;
  #missed = 0;

  constructor(private readonly ws: Pingable) {
    for (const sign of ['ping', 'pong'] as const) ws.on(sign, () => this.seen());
  }

  /** A message came. */
  seen(): void {
    this.#alive = true;
  }

  /** @param excused whether it is not read from at the moment, so that no sign can be seen */
  beat(excused = false): void {
    if (this.#alive || excused) this.#missed = 0;
    else if (++this.#missed > unansweredAtMost) {
      this.ws.terminate();
      return;
    }
    this.#alive = false;
    if (this.ws.readyState === this.ws.OPEN) this.ws.ping();
  }
}

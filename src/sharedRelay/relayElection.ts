import type { Disposable } from '../base/disposable';
import { SerialQueue } from '../base/serialQueue';

/** The result of an attempt to join the relay on the port. */
export type JoinEnd =
  | 'joined'
  /** Nothing answers there any more, or nothing yet. */
  | 'gone'
  /** What answers is no relay of ours. */
  | 'stranger';

/** The result of a claim. */
export type ClaimEnd = 'hosting' | JoinEnd;

/** What an election does its work with. */
export interface ElectionMeans<R> {
  /**
   * Takes the port and runs the relay there.
   * @returns undefined if somebody else has the port
   */
  host(): Promise<R | undefined>;
  /** Connects to the relay that has the port, if it is one of ours. */
  join(): Promise<JoinEnd>;
  /** Ends a relay; the port is free when it is done. */
  retire(relay: R): Promise<void>;
  later(ms: number, run: () => void): Disposable;
  /** A claim that nobody waits for failed. */
  failed(error: unknown): void;
}

/** A relay that ends takes a moment to let go of its port. */
const gonePauseMs = 100;
/** How often to look whether a stranger has gone. */
const strangerPauseMs = 1000;
/** How often `start` tries before it reports that there is nothing to join. */
const startAttempts = 3;

/**
 * Decides which of several windows runs the relay: the one that gets the port hosts it, the others join. When the host ends,
 * all claim the port again. The operating system gives a port to one alone, so no two ever host.
 */
export class RelayElection<R> {
  #relay: R | undefined;
  #joined = false;
  /** Whether this window takes part. */
  #wanted = false;
  #retry: Disposable | undefined;
  /** Of claims and stops. */
  readonly #queue = new SerialQueue();

  constructor(private readonly means: ElectionMeans<R>) {}

  /** The relay, if this window runs it. */
  get relay(): R | undefined {
    return this.#relay;
  }

  /**
   * Takes part: hosts or joins. If neither can be, it takes part no longer.
   * @throws what `host` throws
   */
  start(): Promise<ClaimEnd> {
    this.#wanted = true;
    this.#retry?.dispose();
    return this.#queue.run(async () => {
      try {
        const end = await this.#claimSomeTimes();
        if (end !== 'hosting' && end !== 'joined') this.#wanted = false;
        return end;
      } catch (error) {
        this.#wanted = false;
        throw error;
      }
    });
  }

  /** The connection to the host is lost: its place may be vacant. */
  async lost(): Promise<void> {
    if (!this.#joined) return;
    this.#joined = false;
    await this.#claimUntilSettled();
  }

  /** Takes part no longer, and ends the relay if it runs here. */
  stop(): Promise<void> {
    this.#wanted = false;
    this.#retry?.dispose();
    return this.#queue.run(async () => {
      this.#joined = false;
      const relay = this.#relay;
      this.#relay = undefined;
      if (relay !== undefined) await this.means.retire(relay);
    });
  }

  async #claimUntilSettled(): Promise<void> {
    const end = await this.#queue.run(async () => {
      try {
        return await this.#claim();
      } catch (error) {
        this.means.failed(error);
        return 'stranger';
      }
    });
    if (!this.#wanted || end === 'hosting' || end === 'joined') return;
    this.#retry?.dispose();
    this.#retry = this.means.later(pauseAfter(end), () => void this.#claimUntilSettled());
  }

  async #claimSomeTimes(): Promise<ClaimEnd> {
    for (let attempt = 1; ; attempt++) {
      const end = await this.#claim();
      if (end !== 'gone' || attempt === startAttempts) return end;
      await new Promise<void>((resolve) => this.means.later(gonePauseMs, resolve));
    }
  }

  async #claim(): Promise<ClaimEnd> {
    if (this.#relay !== undefined) return 'hosting';
    if (this.#joined) return 'joined';
    if (!this.#wanted) return 'gone';
    this.#relay = await this.means.host();
    if (this.#relay !== undefined) return 'hosting';
    const end = await this.means.join();
    this.#joined = end === 'joined';
    return end;
  }
}

function pauseAfter(end: Exclude<JoinEnd, 'joined'>): number {
  return end === 'gone' ? gonePauseMs : strangerPauseMs;
}

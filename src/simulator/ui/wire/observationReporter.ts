import { observationMark } from '../../../api/observation';
import type { Observation } from '../../../api/observation';

type Seen = Observation['seen'];

/** How much is kept for a bridge whose script does not run yet. */
const mostWaiting = 500;

/**
 * Tells the bridge that this page hosts of the calls of all widgets, and of the events that only they get. What comes
 * before the bridge speaks for the first time waits for it.
 */
export class ObservationReporter {
  #bridge: Window | undefined;
  #listens = false;
  #waiting: Seen[] = [];

  constructor(private readonly origin: string) {}

  /** The bridge's frame is in the page. Until then nothing is kept. */
  attach(bridge: Window): void {
    this.#bridge = bridge;
  }

  /** A message came from this window: if it is the bridge, its script runs. */
  heardFrom(window: Window): void {
    if (this.#listens || window !== this.#bridge) return;
    this.#listens = true;
    for (const seen of this.#waiting) this.#post(seen);
    this.#waiting = [];
  }

  report(seen: Seen): void {
    if (this.#bridge === undefined) return;
    if (this.#listens) this.#post(seen);
    else if (this.#waiting.length < mostWaiting) this.#waiting.push(seen);
  }

  #post(seen: Seen): void {
    const observation: Observation = { mark: observationMark, seen };
    this.#bridge?.postMessage(observation, this.origin);
  }
}

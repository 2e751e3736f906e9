import { observationMark } from '../../../api/observation';
import type { Observation } from '../../../api/observation';

type Seen = Observation['seen'];

/** How much is kept for a bridge whose script does not run yet. */
const mostWaiting = 500;

/**
 * Reports the calls of all widgets, and the events that only widgets get, to the bridge that this page hosts. Reports wait
 * until the bridge has spoken for the first time.
 */
export class ObservationReporter {
  #bridge: Window | undefined;
  #listens = false;
  #waiting: Seen[] = [];
  #events = 0;

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
    if (this.#bridge === undefined || (!this.#listens && this.#waiting.length >= mostWaiting)) return;
    if (seen.kind === 'event') this.toldEvent();
    if (this.#listens) this.#post(seen);
    else this.#waiting.push(seen);
  }

  /** The bridge is told of an event, here or as one that it subscribed to. */
  toldEvent(): void {
    this.#events += 1;
  }

  /** How many events the bridge was told of; undefined where there is no bridge. */
  get events(): number | undefined {
    return this.#bridge && this.#events;
  }

  #post(seen: Seen): void {
    const observation: Observation = { mark: observationMark, seen };
    this.#bridge?.postMessage(observation, this.origin);
  }
}

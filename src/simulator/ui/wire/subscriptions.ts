import type { Sender } from './clients';

/** A window that wants events. */
export interface Subscriber {
  readonly sender: Sender;
  readonly origin: string;
  /** It is a bridge: the one that this page hosts, or one in the widget's page, known by its reference ids. */
  readonly isBridge: boolean;
}

interface Subscription extends Subscriber {
  readonly events: readonly string[];
}

/**
 * The subscriptions of windows. A window that subscribed twice to one name gets each event once, until it has ended both
 * subscriptions (assumed: the client library keeps one handler per name).
 */
export class Subscriptions {
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(private readonly newId: () => string) {}

  /** @returns the id with which the subscription is taken back */
  add(subscriber: Subscriber, events: readonly string[]): string {
    const id = this.newId();
    this.#subscriptions.set(id, { ...subscriber, events });
    return id;
  }

  /** Takes a subscription back; only the window that made it can. Returns whether there was one. */
  remove(window: Window, id: unknown): boolean {
    if (typeof id !== 'string' || this.#subscriptions.get(id)?.sender.window !== window) return false;
    return this.#subscriptions.delete(id);
  }

  /** Every window that wants this event, once; as a widget's if any of its subscriptions is. Windows that are gone are forgotten. */
  of(event: string): Subscriber[] {
    const found = new Map<Window, Subscriber>();
    for (const [id, subscription] of this.#subscriptions) {
      const { window } = subscription.sender;
      if (window.closed) this.#subscriptions.delete(id);
      else if (subscription.events.includes(event) && found.get(window)?.isBridge !== false) {
        found.set(window, subscription);
      }
    }
    return [...found.values()];
  }
}

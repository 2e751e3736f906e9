/** On which window an event came: the widget's, or the private one that the bridge subscribed from. */
export type EventWay = 'widget' | 'private';

interface Balance {
  /** How many more of these came on the private window than on the widget's. */
  ahead: number;
  at: number;
}

const keptMs = 60_000;
const keptCharacters = 500_000;

/**
 * Tells which events are copies. While the bridge subscribes from its private window, Workspace sends the bridge a copy
 * of what the widget gets; both are heard, and in either order. An event counts as often as it came on the window where
 * it came most often: so nothing is reported twice, what comes on one window only is not missed, whether Workspace
 * sends to windows or to frames that it knows (`assumed`), and an event that Workspace itself doubles shows as two.
 */
export class TwinEvents {
  /** In the order of the last change. Only what came unevenly is held. */
  readonly #balances = new Map<string, Balance>();
  #characters = 0;
  #subscribed = false;

  /** @param now a steady clock in milliseconds */
  constructor(private readonly now: () => number) {}

  /** The private window is subscribed; until then there are no copies. */
  begin(): void {
    this.#subscribed = true;
  }

  /** Whether an event is to be reported. `text` is its content. */
  isNew(way: EventWay, name: string, text: string): boolean {
    if (way === 'widget' && !this.#subscribed) return true;
    const key = `${name} ${text}`;
    const step = way === 'private' ? 1 : -1;
    const before = this.#take(key);
    const ahead = before + step;
    if (ahead !== 0) this.#put(key, ahead);
    return Math.abs(ahead) > Math.abs(before);
  }

  #take(key: string): number {
    const balance = this.#balances.get(key);
    if (balance === undefined) return 0;
    this.#balances.delete(key);
    this.#characters -= key.length;
    return balance.ahead;
  }

  #put(key: string, ahead: number): void {
    this.#balances.set(key, { ahead, at: this.now() });
    this.#characters += key.length;
    for (const [oldest, { at }] of this.#balances) {
      if (this.#characters <= keptCharacters && this.now() - at < keptMs) break;
      this.#take(oldest);
    }
  }
}

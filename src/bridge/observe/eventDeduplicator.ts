/** On which window an event came: the widget's, or the private one that the bridge subscribed from. */
export type EventRoute = 'widget' | 'private';

/** In the place of an event's name, for messages that are no events. */
export const noEvent = '';

/** An event whose copy has not come so far. */
interface Single {
  readonly name: string;
  readonly text: string;
  readonly record: number;
  readonly time: number;
}

const keptMs = 60_000;
const keptCharacters = 500_000;

/** The events of one window whose copies have not come on the other one so far, the oldest first. */
class Singles {
  /** A list, since a map would read each text as a whole to find its place; copies come in the order of the events. */
  #singles: Single[] = [];
  #characters = 0;

  take(name: string, text: string): Single | undefined {
    const taken = this.#singles.find((one) => one.name === name && one.text === text);
    if (taken === undefined) return undefined;
    this.#singles = this.#singles.filter((one) => one !== taken);
    this.#characters -= taken.text.length;
    return taken;
  }

  add(single: Single): void {
    this.#singles.push(single);
    this.#characters += single.text.length;
    this.dropUntil(single.time - keptMs);
  }

  /** Forgets what came until then, and what is too much. */
  dropUntil(time: number): void {
    while (this.#isOver(this.#singles.at(0), time)) this.#characters -= this.#singles.shift()?.text.length ?? 0;
  }

  #isOver(first: Single | undefined, time: number): boolean {
    return first !== undefined && (this.#characters > keptCharacters || first.time <= time);
  }
}

/**
 * Tells which events are copies. While the bridge subscribes from its private window, Workspace sends the bridge a copy
 * of what the widget gets; both are heard, and in either order. An event counts as often as it came on the window where
 * it came most often: so nothing is reported twice, what comes on one window only is not missed, whether Workspace
 * sends to windows or to frames that it knows (`assumed`), and an event that Workspace itself doubles shows as two.
 */
export class EventDeduplicator {
  readonly #singles = { widget: new Singles(), private: new Singles() };
  /** The names of which there are copies. */
  readonly #copied = new Set<string>();

  /** @param now a steady clock in milliseconds */
  constructor(private readonly now: () => number) {}

  /** Events of these names come to the private window, too; until then there are no copies of them. */
  begin(names: readonly string[]): void {
    for (const name of names) this.#copied.add(name);
  }

  /** They do not any more. */
  end(names: readonly string[]): void {
    for (const name of names) this.#copied.delete(name);
  }

  /**
   * Takes in an event that came.
   *
   * @param text its content
   * @returns what it was recorded as when it came on the other window; undefined if it is new, and then `recorded` is to follow
   */
  copyOf(route: EventRoute, name: string, text: string): number | undefined {
    if (route === 'widget' && !this.#copied.has(name)) return undefined;
    const others = this.#singles[route === 'widget' ? 'private' : 'widget'];
    others.dropUntil(this.now() - keptMs);
    return others.take(name, text)?.record;
  }

  /** Remembers a new event until its copy comes. */
  recorded(route: EventRoute, name: string, text: string, record: number): void {
    if (route === 'widget' && !this.#copied.has(name)) return;
    this.#singles[route].add({ name, text, record, time: this.now() });
  }
}

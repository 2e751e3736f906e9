/** A piece of web content that this page hosts, as the wire knows it. */
export interface Host {
  /** The name of the widget: unique, and shown to the user. */
  readonly widget: string;
  /** Whether the agent can see it at the moment. */
  visible(): boolean;
  /** It is the bridge that this page brought in. */
  readonly isBridge?: true;
  /** It is only a part of the widget, such as a dialog: when it goes, the widget stays. */
  readonly isPart?: true;
}

/** Who sent a message. */
export interface Sender extends Host {
  readonly window: Window;
}

/**
 * Tells which widget a window belongs to: a hosted frame or one nested in it, a popup, or a page around this one that
 * embeds Workspace. A window of another origin shows nothing but its parents.
 */
export class Clients {
  readonly #hosts = new Map<Window, Host>();
  readonly #strangers = new WeakMap<Window, Sender>();
  #strangerCount = 0;

  constructor(private readonly own: Window) {}

  /** What this window and those within it send counts as the host's from now on. */
  add(window: Window, host: Host): void {
    this.#hosts.set(window, host);
  }

  remove(window: Window): Host | undefined {
    const host = this.#hosts.get(window);
    this.#hosts.delete(window);
    return host;
  }

  /** @param origin names a window that this page did not open */
  identify(window: Window, origin: string): Sender {
    for (let at = window; ; at = at.parent) {
      const host = this.#hosts.get(at);
      if (host !== undefined) return { ...host, window };
      if (at === at.parent) break;
    }
    return this.#stranger(window, origin);
  }

  #stranger(window: Window, origin: string): Sender {
    const known = this.#strangers.get(window);
    if (known !== undefined) return known;
    this.#strangerCount += 1;
    const role = window === this.own.parent ? 'embedding page' : `window ${this.#strangerCount}`;
    const stranger: Sender = { widget: `${role} (${origin})`, visible: () => !window.closed, window };
    this.#strangers.set(window, stranger);
    return stranger;
  }
}

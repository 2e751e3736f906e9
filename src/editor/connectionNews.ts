import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { putLast } from '../base/putLast';
import type { Refusal } from '../protocol/messages';
import type { LogEntry } from '../relay/logEntry';
import type { RecentRefusal } from '../session/presentation/diagnosis';
import { connectedPages } from '../session/presentation/pageFacts';
import type { Session } from '../session/session';

const mostRefusals = 10;
/** A page that is open tries again sooner, also in the background, where it may do so once a minute. */
const refusalKeptMs = 120_000;

/** What happened at the relay of late, for a report: who was turned away, and when a page loaded the bridge. */
export class ConnectionNews implements Disposable {
  readonly #refusals = new Map<string, { readonly refusal: Refusal; readonly at: number }>();
  readonly #owned = new DisposableStore();
  #connected: ReadonlySet<string> = new Set();
  #url: string | undefined;
  #scriptLoadedAt: number | undefined;

  constructor(private readonly session: Session) {
    this.#owned.add(session.onRefused.on((refusal) => this.#refused(refusal)));
    this.#owned.add(session.onPages.on(() => this.#pagesChanged()));
    this.#owned.add(session.onStatus.on(() => this.#statusChanged()));
  }

  /** The last ones that differ and are not mended, oldest first; whoever has not tried again since is left out. */
  get refusals(): readonly RecentRefusal[] {
    const now = performance.now();
    return [...this.#refusals.values()]
      .map(({ refusal, at }) => ({ ...refusal, agoMs: now - at }))
      .filter(({ agoMs }) => agoMs < refusalKeptMs);
  }

  /** How long ago a page loaded the bridge's script, in milliseconds; undefined if none did, as far as this window knows. */
  get scriptLoadedAgoMs(): number | undefined {
    return this.#scriptLoadedAt === undefined ? undefined : performance.now() - this.#scriptLoadedAt;
  }

  /** For the relay of this window. */
  readonly heard = ({ kind }: LogEntry): void => {
    if (kind === 'bridgeServed') this.#scriptLoadedAt = performance.now();
  };

  dispose(): void {
    this.#owned.dispose();
  }

  /** A page that connects shows that what kept it out is mended; if another of its origin is kept out, it tries again. */
  #pagesChanged(): void {
    const connected = connectedPages(this.session.pages.values());
    for (const { id, info } of connected) {
      if (this.#connected.has(id)) continue;
      for (const [which, { refusal }] of this.#refusals)
        if (refusal.origin === info.origin) this.#refusals.delete(which);
    }
    this.#connected = new Set(connected.map(({ id }) => id));
  }

  /** Another relay has other news. */
  #statusChanged(): void {
    const { status } = this.session;
    if (status.kind === 'off' || status.url === this.#url) return;
    this.#url = status.url;
    this.#refusals.clear();
  }

  #refused(refusal: Refusal): void {
    const { role, reason, origin } = refusal;
    const which = JSON.stringify([role, reason, origin]);
    putLast(this.#refusals, which, { refusal, at: performance.now() }, mostRefusals);
  }
}

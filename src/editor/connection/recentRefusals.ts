import { DisposableStore } from '../../base/disposable';
import type { Disposable } from '../../base/disposable';
import { Signal } from '../../base/signal';
import type { Refusal } from '../../protocol/messages';
import { DistinctRefusals } from '../../relayClient/distinctRefusals';
import { parseOrigin } from '../../relayClient/origin';
import type { RelayLogEntry } from '../../relay/logEntry';
import type { RecentRefusal } from '../../presentation/connection/diagnosis';
import { connectedPages } from '../../presentation/connection/pageFacts';
import type { Session } from '../../session/session';

const mostRefusals = 10;
/** Longer than an open page waits between two attempts, which is up to a minute in the background. */
const refusalKeptMs = 120_000;

/** Recent events at the relay: who was turned away, and when a page loaded the bridge. */
export class RecentRefusals implements Disposable {
  readonly #refusals = new DistinctRefusals<{ readonly refusal: Refusal; readonly at: number }>(mostRefusals);
  /** `refusedOrigins` may be others now. */
  readonly onChange = new Signal<undefined>();
  readonly #owned = new DisposableStore();
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #connected: ReadonlySet<string> = new Set();
  #url: string | undefined;
  #scriptLoadedAt: number | undefined;
  #scriptBlockedFor: string | undefined;

  constructor(private readonly session: Session) {
    this.#owned.add(session.onRefused.on((refusal) => this.#refused(refusal)));
    this.#owned.add(session.onPages.on(() => this.#pagesChanged()));
    this.#owned.add(session.onStatus.on(() => this.#statusChanged()));
    this.#owned.add(session.onAllowed.on(() => this.onChange.emit(undefined)));
  }

  /** The last different refusals that may still happen, oldest first, without those of pages that stopped trying. */
  get refusals(): readonly RecentRefusal[] {
    const now = performance.now();
    return [...this.#refusals.values()]
      .map(({ refusal, at }) => ({ ...refusal, agoMs: now - at }))
      .filter(({ agoMs }) => agoMs < refusalKeptMs);
  }

  /** Origins of pages with the right key that were turned away, and that the relay would turn away again. */
  get refusedOrigins(): readonly string[] {
    if (this.session.status.kind !== 'connected') return [];
    const { origins } = this.session.allowed;
    const found = this.refusals
      .filter(({ role, reason, keyMatches }) => role === 'page' && reason === 'origin' && keyMatches)
      .flatMap(({ origin }) => (origin !== undefined && parseOrigin(origin) === origin ? [origin] : []))
      .filter((origin) => !origins.includes(origin));
    return [...new Set(found)];
  }

  /**
   * How long ago a page loaded the bridge's script that has not connected since, in milliseconds; undefined if none did of
   * late, as far as this window knows.
   */
  get scriptLoadedAgoMs(): number | undefined {
    const agoMs = this.#scriptLoadedAt === undefined ? undefined : performance.now() - this.#scriptLoadedAt;
    return agoMs === undefined || agoMs > refusalKeptMs ? undefined : agoMs;
  }

  /** The origin of the page that asked for the script last, if its tag was such that the browser did not run it. */
  get scriptBlockedFor(): string | undefined {
    return this.#scriptBlockedFor;
  }

  /** For the relay of this window. */
  readonly heard = (entry: RelayLogEntry): void => {
    if (entry.kind === 'bridgeBlocked') this.#scriptBlockedFor = entry.origin;
    if (entry.kind !== 'bridgeServed') return;
    this.#scriptLoadedAt = performance.now();
    this.#scriptBlockedFor = undefined;
  };

  dispose(): void {
    clearTimeout(this.#expiry);
    this.#owned.dispose();
  }

  /**
   * Forgets the refusals of a page's origin when the page connects: another page of the origin that is still refused tries
   * again. The last load of the script counts as that page's.
   */
  #pagesChanged(): void {
    const connected = connectedPages(this.session.pages.values());
    for (const { id, info } of connected) {
      if (this.#connected.has(id)) continue;
      this.#scriptLoadedAt = undefined;
      this.#refusals.forget(({ refusal }) => refusal.origin === info.origin);
    }
    this.#connected = new Set(connected.map(({ id }) => id));
  }

  /** Refusals of one relay say nothing about another. */
  #statusChanged(): void {
    const { status } = this.session;
    if (status.kind !== 'off' && status.url !== this.#url) {
      this.#url = status.url;
      this.#refusals.clear();
    }
    this.onChange.emit(undefined);
  }

  #refused(refusal: Refusal): void {
    this.#refusals.add(refusal, { refusal, at: performance.now() });
    this.onChange.emit(undefined);
    clearTimeout(this.#expiry);
    this.#expiry = setTimeout(() => this.onChange.emit(undefined), refusalKeptMs + 100);
  }
}

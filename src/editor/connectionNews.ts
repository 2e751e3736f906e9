import type { Disposable } from '../base/disposable';
import type { Refusal } from '../protocol/messages';
import type { LogEntry } from '../relay/logEntry';
import type { Session } from '../session/session';

const mostRefusals = 10;

/** What happened at the relay of late, for a report: who was turned away, and when a page loaded the bridge. */
export class ConnectionNews implements Disposable {
  readonly #refusals = new Map<string, Refusal>();
  readonly #listener: Disposable;
  #scriptLoadedAt: number | undefined;

  constructor(session: Session) {
    this.#listener = session.onRefused.on((refusal) => this.#refused(refusal));
  }

  /** The last ones that differ, oldest first. */
  get refusals(): readonly Refusal[] {
    return [...this.#refusals.values()];
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
    this.#listener.dispose();
  }

  #refused(refusal: Refusal): void {
    const { role, reason, origin } = refusal;
    const which = JSON.stringify([role, reason, origin]);
    this.#refusals.delete(which);
    this.#refusals.set(which, refusal);
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > mostRefusals && oldest !== undefined) this.#refusals.delete(oldest);
  }
}

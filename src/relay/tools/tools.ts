import type { Allowed, Refusal } from '../../protocol/messages';
import { notification } from '../../protocol/peer';
import type { Log } from '../logEntry';
import type { KnownPage } from '../pages/page';
import type { Audience } from '../pages/pages';
import type { ToolConnection } from './toolConnection';

/** The tools of a relay: tells each of them what pages do, and knows whether all keep up. */
export class Tools implements Audience {
  readonly #tools = new Set<ToolConnection>();
  readonly #behind = new Set<ToolConnection>();

  /** @param holdFlow stops or goes on reading from the pages */
  constructor(
    private readonly holdFlow: (held: boolean) => void,
    private readonly log: Log,
  ) {}

  add(tool: ToolConnection): void {
    this.#tools.add(tool);
    this.log({ kind: 'toolOpened', name: tool.name });
  }

  remove(tool: ToolConnection): void {
    this.#tools.delete(tool);
    this.lags(tool, false);
    this.log({ kind: 'toolClosed', name: tool.name });
  }

  /** A tool can't take what there is for it, or has caught up: pages are read from while all tools keep up. */
  lags(tool: ToolConnection, behind: boolean): void {
    const before = this.#behind.size > 0;
    if (behind) this.#behind.add(tool);
    else this.#behind.delete(tool);
    const now = this.#behind.size > 0;
    if (now !== before) this.holdFlow(now);
  }

  opened(page: KnownPage): void {
    this.#tell('pageOpened', page.info);
    if (this.#behind.size > 0) page.connection?.holdFlow(true);
  }

  came(page: KnownPage): void {
    // Also for tools that know it: it may have nothing to send, and then its next record alone tells what was lost with the
    // relay before.
    if (this.#tools.size > 0) page.connection?.describe();
  }

  away(page: KnownPage): void {
    this.#tell('pageAway', { page: page.id });
  }

  ending(page: KnownPage): void {
    for (const tool of this.#tools) tool.stopFollowing(page);
  }

  closed(page: KnownPage): void {
    this.#tell('pageClosed', { page: page.id });
  }

  recorded(page: KnownPage): void {
    for (const tool of this.#tools) tool.follow(page);
  }

  refused(refusal: Refusal): void {
    for (const tool of this.#tools) tool.refused(refusal);
  }

  allowed(allowed: Allowed): void {
    this.#tell('allowed', allowed);
  }

  #tell(method: string, params: unknown): void {
    const text = notification(method, params);
    for (const tool of this.#tools) tool.send(text);
  }
}

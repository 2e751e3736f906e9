import type { Disposable } from '../../base/disposable';
import type { PageInfo } from '../../protocol/messages';
import type { PageOrigin } from '../admission/pageOrigin';
import type { JsonText } from '../passing/passedCalls';
import { PageHistory } from './pageHistory';

/** What a page says of itself. */
export type PageDescription = Omit<PageInfo, 'origin' | 'seq' | 'connected' | 'own'>;

/** Why a page is not, or no longer, connected, as a close code and its reason. */
export interface TurnedAway {
  readonly code: number;
  readonly reason: string;
}

/** What a relay does with a page that is connected. */
export interface PageChannel {
  /** Asks for a desk record with all that the page knows. */
  describe(): void;
  /**
   * Calls a service on the page.
   * @throws RpcError if the call was not made, or if its end will not be known
   */
  invoke(call: JsonText): Promise<JsonText>;
  /** Stops or goes on reading from the page. */
  holdFlow(held: boolean): void;
  turnAway(why: TurnedAway): void;
}

/** A page that is connected, or that may come back. */
export class KnownPage {
  #identity: PageDescription;
  #history = new PageHistory();
  /** Whether tools have heard of it. */
  announced = false;
  /** Undefined while it is away. */
  connection: PageChannel | undefined;
  /** While it is away: its document was left, so that this load of it rarely comes back. */
  unloaded = false;
  /** Runs while it is away. */
  graceTimer: Disposable | undefined;

  constructor(
    identity: PageDescription,
    private readonly from: PageOrigin,
  ) {
    this.#identity = identity;
  }

  get id(): string {
    return this.#identity.page;
  }

  get origin(): string {
    return this.from.text;
  }

  get isAllowed(): boolean {
    return this.from.isAllowed();
  }

  get epoch(): number {
    return this.#identity.epoch;
  }

  get history(): PageHistory {
    return this.#history;
  }

  get info(): PageInfo {
    const connected = this.connection !== undefined;
    const own = this.from.isOwn ? { own: true } : {};
    return { ...this.#identity, origin: this.origin, seq: this.#history.last, connected, ...own };
  }

  /** Whether another page may be this one, loaded again: it is what the user sees as the same. */
  looksLike({ location, place }: PageDescription, origin: string): boolean {
    return this.origin === origin && this.#identity.location === location && this.#identity.place === place;
  }

  /** Returns whether that is another title than before. */
  retitle(title: string): boolean {
    if (title === this.#identity.title) return false;
    this.#identity = { ...this.#identity, title };
    return true;
  }

  /** The page said hello again; if it was loaded again, its history begins anew. */
  update(identity: PageDescription): void {
    if (identity.epoch !== this.epoch) this.#history = new PageHistory();
    this.#identity = identity;
  }
}

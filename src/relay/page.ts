import type { PageInfo } from '../protocol/messages';
import type { PageConnection } from './pageConnection';
import { PageHistory } from './pageHistory';

/** What a page says of itself. */
export type PageIdentity = Omit<PageInfo, 'origin' | 'seq' | 'connected' | 'own'>;

/** The origin that the browser vouched for; of the relay's own page in a frame of another origin, that one. */
export interface PageOrigin {
  readonly text: string;
  /** Whether the page is one that the relay serves, and in no foreign hands. */
  readonly isOwn: boolean;
  /** Whether its pages may connect; the user may take that back. */
  isAllowed(): boolean;
}

/** A page that is connected, or that may come back. */
export class Page {
  #identity: PageIdentity;
  #history = new PageHistory();
  /** Whether tools have heard of it. */
  announced = false;
  /** Undefined while it is away. */
  connection: PageConnection | undefined;
  /** While it is away: its document was left, so that this load of it rarely comes back. */
  unloaded = false;
  /** Runs while it is away. */
  graceTimer: NodeJS.Timeout | undefined;

  constructor(
    identity: PageIdentity,
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
  looksLike({ location, place }: PageIdentity, origin: string): boolean {
    return this.origin === origin && this.#identity.location === location && this.#identity.place === place;
  }

  /** The page said hello again; if it was loaded again, its history begins anew. */
  update(identity: PageIdentity): void {
    if (identity.epoch !== this.epoch) this.#history = new PageHistory();
    this.#identity = identity;
  }
}

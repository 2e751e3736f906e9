import { putLast } from '../base/putLast';
import { closeCodes } from '../protocol/handshake';
import { limits } from '../protocol/limits';
import type { PageInfo } from '../protocol/messages';
import type { Log } from './logEntry';
import { Page } from './page';
import type { PageIdentity, PageOrigin } from './page';
import type { PageConnection } from './pageConnection';

/** Who hears of pages. */
export interface Audience {
  /** A page came that this relay did not know; it may have recorded much before. */
  came(page: Page): void;
  /** A page came, came back, or was loaded again. */
  opened(page: Page): void;
  away(page: Page): void;
  /** The page is about to be loaded again, or to be forgotten: its history ends. */
  ending(page: Page): void;
  closed(page: Page): void;
  /** There are new records in its history. */
  recorded(page: Page): void;
}

/** Why a page is not, or no longer, connected, as a close code and its reason. */
export interface TurnedAway {
  readonly code: number;
  readonly reason: string;
}

const notAllowed: TurnedAway = {
  code: closeCodes.notAllowed,
  reason: 'pages of this origin are not allowed any more',
};
const replacedByItself: TurnedAway = { code: closeCodes.replaced, reason: 'this page is connected anew' };

/** The pages that a relay knows: those connected, and for a while those that went away. */
export class Pages {
  readonly #pages = new Map<string, Page>();
  /** Those that were forgotten last, as they were then, for tools that were away. */
  readonly #gone = new Map<string, PageInfo>();

  constructor(
    private readonly audience: Audience,
    private readonly log: Log,
  ) {}

  get(id: string): Page | undefined {
    return this.#pages.get(id);
  }

  /** A page that was forgotten, as it was then; undefined if it is here, never was, or was forgotten long ago. */
  gone(id: string): PageInfo | undefined {
    return this.#gone.get(id);
  }

  values(): Iterable<Page> {
    return this.#pages.values();
  }

  /** A page said hello on `connection`; an older connection of the same page is closed. `announce` follows. */
  enter(connection: PageConnection, identity: PageIdentity, origin: PageOrigin): Page | TurnedAway {
    // The user may have taken it back while the page was on its way.
    if (!origin.isAllowed()) return notAllowed;
    const known = this.#pages.get(identity.page);
    if (known === undefined) return this.#add(connection, identity, origin);
    if (known.origin !== origin.text)
      return { code: closeCodes.replaced, reason: 'a page of another origin has this id' };
    if (known.connection !== undefined && identity.epoch < known.epoch) {
      return { code: closeCodes.replaced, reason: 'a later load of this page is connected' };
    }
    clearTimeout(known.graceTimer);
    if (identity.epoch !== known.epoch) this.audience.ending(known);
    const replaced = known.connection;
    known.update(identity);
    known.connection = connection;
    replaced?.turnAway(replacedByItself);
    return known;
  }

  /** Tells of a page that has entered and got its answer. */
  announce(page: Page): void {
    this.log({ kind: 'pageOpened', page: page.id, epoch: page.epoch, origin: page.origin });
    this.audience.opened(page);
    if (!page.announced) this.audience.came(page);
    page.announced = true;
  }

  /** A connection ended; its page is kept for a while, unless another connection has it by now. */
  leave(page: Page, connection: PageConnection, unloaded: boolean): void {
    if (page.connection !== connection) return;
    page.connection = undefined;
    page.unloaded = unloaded;
    page.graceTimer = setTimeout(() => this.#remove(page), limits.pageGraceMs);
    this.log({ kind: 'pageAway', page: page.id });
    this.audience.away(page);
  }

  recorded(page: Page): void {
    this.audience.recorded(page);
  }

  /** Stops or goes on reading from all pages. */
  holdFlow(held: boolean): void {
    for (const page of this.#pages.values()) page.connection?.holdFlow(held);
  }

  /** Closes the connections of pages whose origin is not allowed any more. */
  turnAway(): void {
    for (const page of this.#pages.values()) if (!page.isAllowed) page.connection?.turnAway(notAllowed);
  }

  dispose(): void {
    for (const page of this.#pages.values()) clearTimeout(page.graceTimer);
    this.#pages.clear();
    this.#gone.clear();
  }

  #add(connection: PageConnection, identity: PageIdentity, origin: PageOrigin): Page {
    this.#removeLoadBefore(identity, origin);
    this.#makeRoom();
    const page = new Page(identity, origin);
    page.connection = connection;
    this.#pages.set(page.id, page);
    this.#gone.delete(page.id);
    return page;
  }

  /** Where a browser denies a frame its storage, a page has another id after each reload. */
  #removeLoadBefore(identity: PageIdentity, { text: origin }: PageOrigin): void {
    for (const page of this.#pages.values()) {
      if (page.connection === undefined && page.unloaded && page.looksLike(identity, origin)) {
        this.#remove(page);
        return;
      }
    }
  }

  /** However often strangers come and go, no more pages are remembered than may be connected. */
  #makeRoom(): void {
    if (this.#pages.size < limits.connections) return;
    for (const page of this.#pages.values()) {
      if (page.connection === undefined) {
        this.#remove(page);
        return;
      }
    }
  }

  #remove(page: Page): void {
    clearTimeout(page.graceTimer);
    this.#pages.delete(page.id);
    putLast(this.#gone, page.id, page.info, limits.connections);
    this.log({ kind: 'pageClosed', page: page.id });
    this.audience.ending(page);
    this.audience.closed(page);
  }
}

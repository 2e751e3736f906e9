import { runningTimeout } from '../../base/runningTimeout';
import { setBounded } from '../../base/collections';
import { closeCodes } from '../../protocol/handshake';
import { limits } from '../../protocol/limits';
import type { PageInfo } from '../../protocol/messages';
import type { Log } from '../logEntry';
import { KnownPage } from './page';
import type { PageChannel, PageDescription, TurnedAway } from './page';
import { notAllowedText } from '../admission/pageOrigin';
import type { PageOrigin } from '../admission/pageOrigin';

/** Who hears of pages. */
export interface Audience {
  /** A page came that this relay did not know; it may have recorded much before. */
  came(page: KnownPage): void;
  /** A page came, came back, was loaded again, or has another title. */
  opened(page: KnownPage): void;
  away(page: KnownPage): void;
  /** The page is about to be loaded again, or to be forgotten: its history ends. */
  ending(page: KnownPage): void;
  closed(page: KnownPage): void;
  /** There are new records in its history. */
  recorded(page: KnownPage): void;
}

const notAllowed: TurnedAway = { code: closeCodes.notAllowed, reason: notAllowedText };
const replacedByItself: TurnedAway = { code: closeCodes.replaced, reason: 'this page is connected anew' };

/** The pages that a relay knows: those connected, and for a while those that went away. */
export class Pages {
  readonly #pages = new Map<string, KnownPage>();
  /** Those that were forgotten last, as they were then, for tools that were away. */
  readonly #gone = new Map<string, PageInfo>();

  constructor(
    private readonly audience: Audience,
    private readonly log: Log,
  ) {}

  get(id: string): KnownPage | undefined {
    return this.#pages.get(id);
  }

  /** A page that was forgotten, as it was then; undefined if it is here, never was, or was forgotten long ago. */
  gone(id: string): PageInfo | undefined {
    return this.#gone.get(id);
  }

  values(): Iterable<KnownPage> {
    return this.#pages.values();
  }

  /** A page said hello on `connection`; an older connection of the same page is closed. `announce` follows. */
  enter(connection: PageChannel, identity: PageDescription, origin: PageOrigin): KnownPage | TurnedAway {
    const known = this.#pages.get(identity.page);
    if (known === undefined) return this.#add(connection, identity, origin);
    if (known.origin !== origin.text)
      return { code: closeCodes.replaced, reason: 'a page of another origin has this id' };
    if (known.connection !== undefined && identity.epoch < known.epoch) {
      return { code: closeCodes.replaced, reason: 'a later load of this page is connected' };
    }
    known.graceTimer?.dispose();
    if (identity.epoch !== known.epoch) this.audience.ending(known);
    const replaced = known.connection;
    known.update(identity);
    known.connection = connection;
    replaced?.turnAway(replacedByItself);
    return known;
  }

  /** Tells of a page that has entered and got its answer. */
  announce(page: KnownPage): void {
    this.log({ kind: 'pageOpened', page: page.id, epoch: page.epoch, origin: page.origin });
    this.audience.opened(page);
    if (!page.announced) this.audience.came(page);
    page.announced = true;
  }

  /** The page calls itself otherwise from now on. */
  retitle(page: KnownPage, title: string): void {
    if (page.retitle(title)) this.audience.opened(page);
  }

  /** A connection ended; its page is kept for a while, unless another connection has it by now. */
  leave(page: KnownPage, connection: PageChannel, unloaded: boolean): void {
    if (page.connection !== connection) return;
    page.connection = undefined;
    page.unloaded = unloaded;
    page.graceTimer = runningTimeout(limits.pageGraceMs, () => this.#remove(page));
    this.log({ kind: 'pageAway', page: page.id });
    this.audience.away(page);
  }

  recorded(page: KnownPage): void {
    this.audience.recorded(page);
    this.#boundHistories();
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
    for (const page of this.#pages.values()) page.graceTimer?.dispose();
    this.#pages.clear();
    this.#gone.clear();
  }

  #add(connection: PageChannel, identity: PageDescription, origin: PageOrigin): KnownPage {
    this.#removeLoadBefore(identity, origin);
    this.#makeRoom();
    const page = new KnownPage(identity, origin);
    page.connection = connection;
    this.#pages.set(page.id, page);
    this.#gone.delete(page.id);
    return page;
  }

  /** Where a browser denies a frame its storage, a page has another id after each reload. */
  #removeLoadBefore(identity: PageDescription, { text: origin }: PageOrigin): void {
    for (const page of this.#pages.values()) {
      if (page.connection === undefined && page.unloaded && page.looksLike(identity, origin)) {
        this.#remove(page);
        return;
      }
    }
  }

  /** Keeps all histories together within their bound: the longest one gives way. */
  #boundHistories(): void {
    if (this.#pages.size * limits.historyBytes <= limits.allHistoriesBytes) return;
    const histories = [...this.#pages.values()].map(({ history }) => history);
    const total = (): number => histories.reduce((sum, { bytes }) => sum + bytes, 0);
    while (total() > limits.allHistoriesBytes) {
      histories.reduce((longest, each) => (each.bytes > longest.bytes ? each : longest)).forgetOldest();
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

  #remove(page: KnownPage): void {
    page.graceTimer?.dispose();
    this.#pages.delete(page.id);
    setBounded(this.#gone, page.id, page.info, limits.connections);
    this.log({ kind: 'pageClosed', page: page.id });
    this.audience.ending(page);
    this.audience.closed(page);
  }
}

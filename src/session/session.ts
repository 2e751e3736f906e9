import { wireReplyTimeoutMs } from '../api/wire';
import type { Disposable } from '../base/disposable';
import { putLast } from '../base/putLast';
import { Signal } from '../base/signal';
import type { DeskChange } from '../protocol/desk';
import { ConnectionLost } from '../protocol/errors';
import { limits } from '../protocol/limits';
import type { Allowed, InvokeResult, PageInfo, RecordsMessage, Refusal } from '../protocol/messages';
import type { PageRecord } from '../protocol/records';
import { checkCall } from './callCheck';
import { InvokeError, invokeErrorFrom, noAnswer } from './invokeError';
import { PageModel } from './page';
import type { Page, PlaceLeft } from './page';
import { RelayLink } from './relayLink';
import type { LinkStatus, RelayAddress } from './relayLink';
import type { OpenSocket } from './socket';

export interface PageRecords {
  readonly page: Page;
  readonly records: readonly PageRecord[];
}

export interface PageDeskChange {
  readonly page: Page;
  readonly change: DeskChange;
}

/** A page reports a time-out of Workspace itself; only one that is asleep stays silent for longer than this. */
const answerGraceMs = 5_000;

const nothingAllowed: Allowed = { origins: [], ports: [] };

/** The editor's side without the editor: the connection to a relay and what is known of each page behind it. */
export class Session implements Disposable {
  /** A page came, went, went away for a while, came back or was loaded again. */
  readonly onPages = new Signal<undefined>();
  readonly onRecords = new Signal<PageRecords>();
  readonly onDesk = new Signal<PageDeskChange>();
  /** The relay turned somebody away. */
  readonly onRefused = new Signal<Refusal>();
  readonly #link: RelayLink;
  readonly #pages = new Map<string, PageModel>();
  /** Pages that the relay did not list: it was started again and may not have met them yet. */
  readonly #unlisted = new Set<string>();
  #unlistedTimer: ReturnType<typeof setTimeout> | undefined;
  /**
   * Where pages stood that were forgotten, the last ones. A page in the background may take minutes to come back, and what
   * came before is not lost then.
   */
  readonly #left = new Map<string, PlaceLeft>();
  #allowed = nothingAllowed;

  /** @param now the time in milliseconds since 1970 */
  constructor(
    openSocket: OpenSocket,
    private readonly now: () => number = Date.now,
  ) {
    this.#link = new RelayLink(openSocket, {
      handlers: {
        pageOpened: (info) => this.#open(info),
        pageAway: ({ page }) => this.#away(page),
        pageClosed: ({ page }) => this.#close(page),
        records: (message, frame) => this.#take(message, Buffer.byteLength(frame)),
        missed: ({ page, epoch, to }) => this.#miss(page, epoch, to),
        refused: (refusal) => this.onRefused.emit(refusal),
        allowed: (allowed) => {
          this.#allowed = allowed;
        },
      },
      positions: () => [...this.#pages.values()].map((page) => page.position),
      greeted: (pages, allowed) => this.#greet(pages, allowed),
      lost: () => this.#lost(),
    });
  }

  get status(): LinkStatus {
    return this.#link.status;
  }

  get onStatus(): Signal<LinkStatus> {
    return this.#link.onStatus;
  }

  /** The pages by id, in the order in which they came. */
  get pages(): ReadonlyMap<string, Page> {
    return this.#pages;
  }

  /** What the relay lets in; while the connection is lost, what it last let in. */
  get allowed(): Allowed {
    return this.#allowed;
  }

  /** Connects to a relay, and again whenever the connection is lost. Pages of another relay are forgotten. */
  connect(address: RelayAddress): void {
    this.disconnect();
    this.#link.connect(address);
  }

  /**
   * Connects to the relay that takes the place of the one before: its pages may come there, so what is known of them
   * stays for a while.
   */
  goOn(address: RelayAddress): void {
    this.#link.connect(address);
  }

  disconnect(): void {
    this.#link.disconnect();
    this.#allowed = nothingAllowed;
    clearTimeout(this.#unlistedTimer);
    this.#unlisted.clear();
    this.#left.clear();
    if (this.#pages.size === 0) return;
    this.#pages.clear();
    this.onPages.emit(undefined);
  }

  dispose(): void {
    this.disconnect();
  }

  /**
   * Calls a service on a page. A reply that Workspace gives, failure and time-out too, is the result.
   * @param signal aborting it stops the waiting, not the call
   * @throws InvokeError if the call was not made or its end is unknown; it names an unknown service or a bad argument
   */
  async invoke(
    page: string,
    service: string,
    parameters: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<InvokeResult> {
    checkCall(service, parameters);
    const peer = this.#link.peer;
    if (peer === undefined) throw new InvokeError('notConnected', 'There is no relay. Start Deskside first.');
    try {
      const call = peer.request('invoke', { page, service, parameters: [...parameters] });
      return await firstOf(call, wireReplyTimeoutMs + answerGraceMs, signal);
    } catch (error) {
      throw invokeErrorFrom(error);
    }
  }

  /** Lets pages of this origin connect until the relay ends. Does nothing while there is no relay. */
  async allowOrigin(origin: string): Promise<void> {
    await this.#link.peer?.request('allowOrigin', { origin });
  }

  /**
   * From now on only the relay's own pages may connect.
   * @returns whether the relay was told; if not, only what is known of its permissions here is forgotten
   */
  async forgetOrigins(): Promise<boolean> {
    const { peer } = this.#link;
    this.#allowed = { ...this.#allowed, origins: [] };
    if (peer === undefined) return false;
    try {
      await peer.request('forgetOrigins', {});
      return true;
    } catch (error) {
      if (error instanceof ConnectionLost) return false;
      throw error;
    }
  }

  /** Tells the relay of a port that is forwarded to it. Does nothing while there is no relay. */
  async allowPort(port: number): Promise<void> {
    await this.#link.peer?.request('allowPort', { port });
  }

  #greet(pages: readonly PageInfo[], allowed: Allowed): void {
    this.#allowed = allowed;
    for (const id of this.#pages.keys()) this.#unlisted.add(id);
    for (const info of pages) this.#put(info);
    clearTimeout(this.#unlistedTimer);
    if (this.#unlisted.size > 0) {
      this.#unlistedTimer = setTimeout(() => this.#forgetUnlisted(), limits.unlistedGraceMs);
    }
    this.onPages.emit(undefined);
  }

  #forgetUnlisted(): void {
    for (const id of this.#unlisted) this.#forget(id);
    this.#unlisted.clear();
    this.onPages.emit(undefined);
  }

  #open(info: PageInfo): void {
    this.#put(info);
    this.onPages.emit(undefined);
  }

  #put(info: PageInfo): void {
    this.#unlisted.delete(info.page);
    const known = this.#pages.get(info.page) ?? this.#comeBack(info);
    if (known === undefined) {
      this.#pages.set(info.page, new PageModel(info));
      return;
    }
    this.#announce(known, known.leftBehind(info, this.now()));
    const change = known.update(info);
    if (change !== undefined) this.onDesk.emit({ page: known, change });
  }

  /** A page that was forgotten, if this is one. */
  #comeBack(info: PageInfo): PageModel | undefined {
    const left = this.#left.get(info.page);
    if (left === undefined) return undefined;
    this.#left.delete(info.page);
    const page = PageModel.restored(info, left);
    this.#pages.set(info.page, page);
    return page;
  }

  #away(id: string): void {
    this.#pages.get(id)?.away();
    this.onPages.emit(undefined);
  }

  #close(id: string): void {
    if (this.#forget(id)) this.onPages.emit(undefined);
  }

  #forget(id: string): boolean {
    const page = this.#pages.get(id);
    if (page === undefined) return false;
    putLast(this.#left, id, page.placeLeft, limits.connections);
    return this.#pages.delete(id);
  }

  #lost(): void {
    for (const page of this.#pages.values()) page.away();
    this.onPages.emit(undefined);
  }

  #take(message: RecordsMessage, bytes: number): void {
    const page = this.#pages.get(message.page);
    if (page === undefined) return;
    this.#announce(page, page.take(message, bytes, this.now()));
    this.#announce(page, page.overgrown(bytes, this.now()));
  }

  #miss(id: string, epoch: number, to: number): void {
    const page = this.#pages.get(id);
    if (page?.info.epoch === epoch) this.#announce(page, page.miss(to, this.now()));
  }

  #announce(page: PageModel, records: readonly PageRecord[]): void {
    if (records.length === 0) return;
    for (const record of records) {
      const change = page.desk.apply(record);
      if (change.interactions.size > 0 || change.surroundings) this.onDesk.emit({ page, change });
    }
    this.onRecords.emit({ page, records });
  }
}

/** The result of `call`, unless the time runs out or `signal` aborts first; then an InvokeError. */
async function firstOf<T>(call: Promise<T>, timeoutMs: number, signal: AbortSignal | undefined): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort: (() => void) | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(noAnswer()), timeoutMs);
    abort = () => reject(new InvokeError('cancelled', 'No longer waiting for the reply; the call may still happen.'));
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
  });
  try {
    return await Promise.race([call, end]);
  } finally {
    clearTimeout(timer);
    if (abort !== undefined) signal?.removeEventListener('abort', abort);
  }
}

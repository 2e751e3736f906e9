import { wireReplyTimeoutMs } from '../api/wire';
import type { Disposable } from '../base/disposable';
import { setBounded } from '../base/collections';
import { Signal } from '../base/signal';
import { RecordHistory } from '../model/history/recordHistory';
import type { HistoryFrame } from '../model/history/recordHistory';
import type { WorkspaceChange } from '../model/workspaceModel';
import { ConnectionLost } from '../protocol/errors';
import { limits } from '../protocol/limits';
import type { Allowed, InvokeResult, PageInfo, RecordsMessage, Refusal } from '../protocol/messages';
import type { PageRecord } from '../protocol/records';
import { checkCall } from './calls/callCheck';
import { InvokeError, invokeErrorFrom, noAnswer } from './calls/invokeError';
import { PageModel } from './page';
import type { Page, PlaceLeft } from './page';
import { ToolLink } from './link/toolLink';
import type { LinkStatus, RelayAddress } from './link/toolLink';
import type { OpenSocket } from '../relayClient/socket';

export interface PageRecords {
  readonly page: Page;
  readonly records: readonly PageRecord[];
  /** What each of the records changed in the page's desk, in the same order. */
  readonly changes: readonly WorkspaceChange[];
}

export interface PageDeskChange {
  readonly page: Page;
  readonly change: WorkspaceChange;
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
  /** The relay turned a page or a tool away. */
  readonly onRefused = new Signal<Refusal>();
  /** The relay lets in something else than before. */
  readonly onAllowed = new Signal<undefined>();
  /** What happened on all pages, also on those that are gone. */
  readonly history = new RecordHistory();
  readonly #link: ToolLink;
  readonly #pages = new Map<string, PageModel>();
  /** Pages that the relay did not list: it was started again and may not have met them yet. */
  readonly #unlisted = new Set<string>();
  #unlistedTimer: ReturnType<typeof setTimeout> | undefined;
  /**
   * The last position in the records of pages that were forgotten. A page in the background may take minutes to come back,
   * and must then not count its earlier records as lost.
   */
  readonly #left = new Map<string, PlaceLeft>();
  #allowed = nothingAllowed;

  /** @param now the time in milliseconds since 1970 */
  constructor(
    openSocket: OpenSocket,
    private readonly now: () => number = Date.now,
  ) {
    this.#link = new ToolLink(openSocket, {
      handlers: {
        pageOpened: (info) => this.#open(info),
        pageAway: ({ page }) => this.#away(page),
        pageClosed: ({ page }) => this.#close(page),
        records: (message, frame) => this.#take(message, frame),
        missed: ({ page, epoch, to }) => this.#miss(page, epoch, to),
        refused: (refusal) => this.onRefused.emit(refusal),
        allowed: (allowed) => {
          this.#allowed = allowed;
          this.onAllowed.emit(undefined);
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
   * @param by who asked for the call: the user of this tool, or an agent that works through it
   * @throws InvokeError if the call was not made or its end is unknown; it names an unknown service or a bad argument
   */
  async invoke(
    page: string,
    service: string,
    parameters: readonly unknown[],
    signal?: AbortSignal,
    by: 'tool' | 'agent' = 'tool',
  ): Promise<InvokeResult> {
    checkCall(service, parameters);
    const peer = this.#link.peer;
    if (peer === undefined) throw new InvokeError('notConnected', 'There is no relay. Start Deskside first.');
    try {
      const call = peer.request('invoke', {
        page,
        service,
        parameters: [...parameters],
        ...(by === 'tool' ? {} : { by }),
      });
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
   * From now on pages of this origin may connect no more, or of any but the relay's own where none is named.
   * @returns whether the relay was told; if not, only what is known of its permissions here is forgotten
   */
  async forgetOrigins(origin?: string): Promise<boolean> {
    const { peer } = this.#link;
    const left = origin === undefined ? [] : this.#allowed.origins.filter((each) => each !== origin);
    this.#allowed = { ...this.#allowed, origins: left };
    if (peer === undefined) return false;
    try {
      await peer.request('forgetOrigins', origin === undefined ? {} : { origin });
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
      this.#pages.set(info.page, new PageModel(info, this.history, this.#numberFor(info)));
      return;
    }
    this.#say(known, known.leftBehind(info, this.now()));
    const change = known.update(info, this.#numberFor(info, known.info.number));
    if (change !== undefined) this.onDesk.emit({ page: known, change });
  }

  /** A page that was forgotten, if this is one. */
  #comeBack(info: PageInfo): PageModel | undefined {
    const left = this.#left.get(info.page);
    if (left === undefined) return undefined;
    this.#left.delete(info.page);
    const page = PageModel.restored(info, this.history, left, this.#numberFor(info));
    this.#pages.set(info.page, page);
    return page;
  }

  /** A number that no other page has that would be called the same: the present one, else the smallest. */
  #numberFor(info: PageInfo, present = 1): number {
    const namesakes = [...this.#pages.values()].filter(({ id }) => id !== info.page).map((page) => page.info);
    const taken = new Set(namesakes.filter((other) => isNamesake(other, info)).map(({ number }) => number));
    if (!taken.has(present)) return present;
    let number = 1;
    while (taken.has(number)) number++;
    return number;
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
    setBounded(this.#left, id, page.placeLeft, limits.connections);
    return this.#pages.delete(id);
  }

  #lost(): void {
    for (const page of this.#pages.values()) page.away();
    this.onPages.emit(undefined);
  }

  #take(message: RecordsMessage, frame: string): void {
    const page = this.#pages.get(message.page);
    if (page === undefined) return;
    this.#announce(page, page.take(message, this.now()), this.history.frame(page.info, frame));
    this.#say(page, page.overgrown(frame.length, this.now()));
  }

  #miss(id: string, epoch: number, to: number): void {
    const page = this.#pages.get(id);
    if (page?.info.epoch !== epoch) return;
    this.#announce(page, page.miss(to, this.now()), this.history.frame(page.info));
  }

  /** Announces what this session says about a page beside the records of the page. */
  #say(page: PageModel, records: readonly PageRecord[]): void {
    if (records.length > 0) this.#announce(page, records, this.history.aside(page.info, records));
  }

  /** @param held takes the records into the history */
  #announce(page: PageModel, records: readonly PageRecord[], held: HistoryFrame): void {
    if (records.length === 0) return;
    const changes = records.map((record) => {
      const change = page.desk.apply(record);
      held.add(record, change, page.desk);
      return change;
    });
    for (const change of changes) {
      if (change.interactions.size > 0 || change.context) this.onDesk.emit({ page, change });
    }
    this.onRecords.emit({ page, records, changes });
  }
}

/** Whether two pages would be called the same: widgets go by their titles, other pages by where they sit. */
function isNamesake(a: PageInfo, b: PageInfo): boolean {
  return a.place === b.place && (a.place !== 'widget' || a.title === b.title);
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

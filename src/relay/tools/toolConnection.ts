import type { Disposable } from '../../base/disposable';
import { runningTimeout } from '../../base/runningTimeout';
import { errorCodes, RpcError } from '../../protocol/errors';
import { limits, protocolVersion } from '../../protocol/limits';
import { relayToTool } from '../../protocol/messages';
import type { Allowed, PageInfo, Position, Refusal } from '../../protocol/messages';
import { notification } from '../../protocol/peer';
import type { SocketConnection, ConnectionOwner } from '../sockets/connection';
import type { KnownPage } from '../pages/page';
import type { FrameReader } from '../fastPath/frameReader';
import { fitsFrame, toolToRelayAsText } from '../passing/passedCalls';
import type { JsonText, PassedCall } from '../passing/passedCalls';
import { PassthroughPeer } from '../passing/passthroughPeer';
import { relayName } from '../../relayClient/relayName';

/** What a tool may do in a relay. */
export interface ToolHost {
  pages(): Iterable<KnownPage>;
  page(id: string): KnownPage | undefined;
  /** A page that was forgotten, as it was then. */
  gone(id: string): PageInfo | undefined;
  /** What the relay lets in. */
  allowed(): Allowed;
  /** @throws RpcError if `origin` is none */
  allowOrigin(origin: string): void;
  forgetOrigins(origin: string | undefined): void;
  allowPort(port: number): void;
  entered(tool: ToolConnection): void;
  left(tool: ToolConnection): void;
  /** The tool can't take what there is for it, or has caught up. */
  lags(tool: ToolConnection, behind: boolean): void;
}

/** How far a tool has come in one load of a page. */
interface Cursor {
  readonly epoch: number;
  seq: number;
}

/** A tool's WebSocket: sends it what pages record, no faster than it reads, and takes its calls. */
export class ToolConnection implements ConnectionOwner {
  readonly #peer = new PassthroughPeer(
    relayToTool,
    toolToRelayAsText,
    {
      hello: ({ version: spoken, name, resume }) => {
        this.#version = spoken;
        return this.#hello(name, resume ?? []);
      },
      invoke: (call) => this.#invoke(call),
      allowOrigin: ({ origin }) => this.#change(() => this.host.allowOrigin(origin)),
      forgetOrigins: ({ origin }) => this.#change(() => this.host.forgetOrigins(origin)),
      allowPort: ({ port }) => this.#change(() => this.host.allowPort(port)),
    },
    (text) => this.connection.send(text),
  );
  /** By page; also of pages that this relay has not met yet. */
  readonly #cursors = new Map<string, Cursor>();
  readonly #behind = new Set<KnownPage>();
  #ended = false;
  #name: string | undefined;
  /** Of the protocol, as the tool said. */
  #version = protocolVersion;
  #unmetTimer: Disposable | undefined;

  constructor(
    private readonly connection: SocketConnection,
    private readonly host: ToolHost,
    private readonly reader: FrameReader,
  ) {
    connection.start(this);
  }

  /** What the tool calls itself; empty before its hello. */
  get name(): string {
    return this.#name ?? '';
  }

  receive(frame: string): void {
    const call = this.reader.call(frame);
    if (call !== undefined) {
      this.#peer.accept('invoke', call.id, call, frame);
      return;
    }
    const known = this.#name;
    this.#peer.receive(frame);
    // The tool has its answer before anything else comes.
    if (this.#name !== known) this.#enter();
  }

  drained(): void {
    for (const page of [...this.#behind]) this.follow(page);
  }

  ended(): void {
    this.#ended = true;
    this.#unmetTimer?.dispose();
    this.#peer.close('the tool went away');
    if (this.#name !== undefined) this.host.left(this);
  }

  /** Sends a notification that was written for all tools. */
  send(text: string): void {
    this.connection.send(text);
  }

  /** Tells of somebody who was turned away. */
  refused(refusal: Refusal): void {
    // Version 1 knew no such reason.
    const isNews = refusal.reason === 'version' && this.#version < 2;
    this.send(notification('refused', isNews ? { ...refusal, reason: 'request' } : refusal));
  }

  /** Sends what the page has recorded since, as far as there is room; the rest follows when there is again. */
  follow(page: KnownPage): void {
    const cursor = this.#cursorOf(page);
    const { history } = page;
    if (cursor.seq < history.forgottenTo) {
      this.#missed(page.id, cursor, history.forgottenTo);
      page.connection?.describe();
    }
    for (const frame of history.after(cursor.seq)) {
      if (!this.connection.fits(frame.bytes.length)) {
        this.#lag(page);
        return;
      }
      this.connection.sendMany(frame.bytes);
      cursor.seq = frame.to;
    }
    if (this.#behind.delete(page) && this.#behind.size === 0) this.host.lags(this, false);
  }

  /** This load of the page is over: what the tool has not got of it, it will not get. */
  stopFollowing(page: KnownPage): void {
    const cursor = this.#cursorOf(page);
    if (cursor.seq < page.history.last) this.#missed(page.id, cursor, page.history.last);
    this.#cursors.delete(page.id);
    if (this.#behind.delete(page) && this.#behind.size === 0) this.host.lags(this, false);
  }

  #hello(name: string, resume: readonly Position[]): { relay: string; pages: PageInfo[]; allowed: Allowed } {
    if (this.#name !== undefined) throw new RpcError(errorCodes.invalidRequest, 'Hello was said before.');
    this.connection.greeted();
    this.#name = name;
    for (const { page, epoch, seq } of resume) this.#cursors.set(page, { epoch, seq });
    this.#unmetTimer = runningTimeout(limits.pageGraceMs, () => this.#forgetUnmet());
    const pages = [...this.host.pages()].map((page) => page.info);
    return { relay: relayName, pages, allowed: this.host.allowed() };
  }

  #enter(): void {
    this.host.entered(this);
    for (const page of this.host.pages()) {
      const cursor = this.#cursors.get(page.id);
      const isSure = cursor?.epoch === page.epoch && cursor.seq > 0 && cursor.seq <= page.history.last;
      this.follow(page);
      // It learns the page from that, or what was lost with the relay before, of which this one has heard nothing yet.
      if (!isSure) page.connection?.describe();
    }
    for (const [id, cursor] of this.#cursors) this.#tellOfGone(id, cursor);
  }

  /** A page that the tool knows has been forgotten while the tool was away: it will not get what it has not got. */
  #tellOfGone(id: string, known: Cursor): void {
    const gone = this.host.gone(id);
    if (gone === undefined || gone.epoch < known.epoch) return;
    const wasLoadedAgain = gone.epoch > known.epoch;
    // What the tool makes of it counts what was lost of the load that it knows.
    if (wasLoadedAgain) this.send(notification('pageOpened', gone));
    const cursor = wasLoadedAgain ? { epoch: gone.epoch, seq: 0 } : known;
    if (cursor.seq < gone.seq) this.#missed(id, cursor, gone.seq);
    if (wasLoadedAgain) this.send(notification('pageClosed', { page: id }));
  }

  #invoke({ page, call }: PassedCall): Promise<JsonText> {
    this.#mustBeGreeted();
    if (!fitsFrame(call)) throw new RpcError(errorCodes.invalidParams, 'The call is longer than a frame.');
    const connection = this.host.page(page)?.connection;
    if (connection === undefined) throw new RpcError(errorCodes.noSuchPage, 'No page of this id is connected.');
    return connection.invoke(call);
  }

  #change(change: () => void): Record<string, never> {
    this.#mustBeGreeted();
    change();
    return {};
  }

  /** By then the tool forgets pages that did not come, too: one that comes later is new to it. */
  #forgetUnmet(): void {
    for (const id of [...this.#cursors.keys()]) if (this.host.page(id) === undefined) this.#cursors.delete(id);
  }

  #mustBeGreeted(): void {
    if (this.#name === undefined) throw new RpcError(errorCodes.invalidRequest, 'Hello comes first.');
  }

  #cursorOf(page: KnownPage): Cursor {
    const known = this.#cursors.get(page.id);
    if (known?.epoch === page.epoch) return known;
    const cursor = { epoch: page.epoch, seq: 0 };
    this.#cursors.set(page.id, cursor);
    return cursor;
  }

  #missed(page: string, cursor: Cursor, to: number): void {
    this.send(notification('missed', { page, epoch: cursor.epoch, from: cursor.seq + 1, to }));
    cursor.seq = to;
  }

  #lag(page: KnownPage): void {
    // Whatever was sent to it may have been what it was cut for.
    if (this.#ended) return;
    this.#behind.add(page);
    this.host.lags(this, true);
  }
}

import type { Disposable } from '../base/disposable';
import type { Backoff } from '../protocol/backoff';
import { errorCodes, ProtocolError, RpcError } from '../protocol/errors';
import { closeCodes } from '../protocol/handshake';
import { pageHello, relayToPage } from '../protocol/pageMessages';
import { Peer } from '../protocol/peer';
import type { Handlers } from '../protocol/peer';
import type { Later } from './timers';
import type { OpenTransport, Transport, TransportEnd } from './transport';

type PagePeer = Peer<typeof pageHello, typeof relayToPage>;
type Hello = Parameters<PagePeer['request']>[1];

export type LinkNews =
  | 'connected'
  /** There was a connection; it is gone and will be tried again. */
  | 'lost'
  /** No connection could be made; it will be tried again. */
  | 'failed'
  /** The relay speaks another version; it is not tried again. */
  | 'otherVersion';

/** What the owner of a link does with what comes over it. */
export interface LinkOwner {
  readonly handlers: Handlers<typeof relayToPage>;
  hello(): Hello;
  /**
   * The relay knows this page up to record `seq`; `send` puts frames on the connection from now on.
   * @returns false if that cannot be this page: another one goes by its id
   */
  greeted(seq: number, send: (text: string) => void): boolean;
  /** There is no connection. */
  lost(): void;
  /** Another frame goes by this page's id: a tab was duplicated. The next hello needs another id. */
  replaced(): void;
  /** The relay did not understand a frame of this page, which must not be sent again. */
  misunderstood(): void;
  news(news: LinkNews): void;
}

/** Keeps one connection to the relay: opens it, says hello, and opens it again with growing waits when it is lost. */
export class RelayLink implements Disposable {
  #transport: Transport | undefined;
  #peer: PagePeer | undefined;
  #retry: Disposable | undefined;
  #greeted = false;

  constructor(
    private readonly openTransport: OpenTransport,
    private readonly owner: LinkOwner,
    private readonly backoff: Backoff,
    private readonly later: Later,
  ) {}

  /** Connects, unless it does or tries already. */
  start(): void {
    if (this.#peer !== undefined || this.#retry !== undefined) return;
    this.#open();
  }

  /** The page is left. */
  dispose(): void {
    this.#retry?.dispose();
    this.#retry = undefined;
    this.#drop(closeCodes.left);
  }

  #open(): void {
    const peer: PagePeer = new Peer(pageHello, relayToPage, this.owner.handlers, (text) => transport.send(text));
    const transport = this.openTransport({
      opened: () => void this.#greet(peer, transport),
      message: (text) => this.#receive(peer, text),
      ended: (end) => this.#ended(peer, end),
    });
    this.#peer = peer;
    this.#transport = transport;
  }

  async #greet(peer: PagePeer, transport: Transport): Promise<void> {
    try {
      const { seq } = await peer.request('hello', this.owner.hello());
      if (peer !== this.#peer) return;
      this.backoff.reset();
      this.#greeted = true;
      if (this.owner.greeted(seq, (text) => transport.send(text))) this.owner.news('connected');
      else this.#ended(peer, { kind: 'closed', code: closeCodes.replaced });
    } catch (error) {
      // Any other error means that the connection ended, which is told by itself.
      if (peer === this.#peer && error instanceof RpcError && error.code === errorCodes.version) this.#giveUp();
    }
  }

  #receive(peer: PagePeer, text: string): void {
    if (peer !== this.#peer) return;
    try {
      peer.receive(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#transport?.close(closeCodes.badFrame);
    }
  }

  #ended(peer: PagePeer, end: TransportEnd): void {
    if (peer !== this.#peer) return;
    const wasGreeted = this.#greeted;
    this.#drop();
    const code = end.kind === 'closed' ? end.code : undefined;
    if (code === closeCodes.version) {
      this.#giveUp();
      return;
    }
    if (code === closeCodes.replaced) this.owner.replaced();
    if (code === closeCodes.badFrame) this.owner.misunderstood();
    this.owner.news(wasGreeted ? 'lost' : 'failed');
    this.#retry = this.later(this.backoff.next(), () => {
      this.#retry = undefined;
      this.#open();
    });
  }

  #giveUp(): void {
    this.#drop();
    this.owner.news('otherVersion');
  }

  #drop(code?: number): void {
    const [peer, transport] = [this.#peer, this.#transport];
    this.#peer = this.#transport = undefined;
    this.#greeted = false;
    peer?.close('the connection ended');
    transport?.close(code);
    if (peer !== undefined) this.owner.lost();
  }
}

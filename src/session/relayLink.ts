import type { Disposable } from '../base/disposable';
import { Signal } from '../base/signal';
import { Backoff } from '../protocol/backoff';
import { ProtocolError, RpcError, errorCodes } from '../protocol/errors';
import { offeredSubprotocols } from '../protocol/handshake';
import { protocolVersion } from '../protocol/limits';
import { relayToTool, toolToRelay } from '../protocol/messages';
import type { Allowed, PageInfo, Position } from '../protocol/messages';
import { Peer } from '../protocol/peer';
import type { Handlers } from '../protocol/peer';
import { linkTrouble, otherVersion } from './linkTrouble';
import type { OpenSocket, SocketEnd, SocketLike } from './socket';

/** Where a relay is, and the key for tools. */
export interface RelayAddress {
  /** Such as `ws://127.0.0.1:PORT/tool`. */
  readonly url: string;
  readonly key: string;
}

export type LinkStatus =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting'; readonly url: string }
  | { readonly kind: 'connected'; readonly url: string; readonly relay: string }
  /** One sentence with a next step. While `retrying`, the link goes on trying. */
  | {
      readonly kind: 'trouble';
      readonly url: string;
      readonly message: string;
      readonly retrying: boolean;
      /** How the connection ended. */
      readonly end?: SocketEnd['kind'];
    };

export type ToolPeer = Peer<typeof toolToRelay, typeof relayToTool>;

/** What the owner of a link does with what comes over it. */
export interface LinkOwner {
  readonly handlers: Handlers<typeof relayToTool>;
  /** What the tool already has, to go on from there. */
  positions(): readonly Position[];
  /** The relay said hello, and what it has and lets in; the pages' records follow. */
  greeted(pages: readonly PageInfo[], allowed: Allowed): void;
  /** The connection is gone. */
  lost(): void;
}

const toolName = 'Deskside';

/** Keeps one connection to a relay: opens it, says hello, and opens it again with growing waits when it is lost. */
export class RelayLink implements Disposable {
  readonly onStatus = new Signal<LinkStatus>();
  #status: LinkStatus = { kind: 'off' };
  #address: RelayAddress | undefined;
  #socket: SocketLike | undefined;
  #peer: ToolPeer | undefined;
  /** Frames that came on the heels of the relay's hello, in the same tick: they wait until it is taken in. */
  #early: string[] | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #backoff = new Backoff();

  constructor(
    private readonly openSocket: OpenSocket,
    private readonly owner: LinkOwner,
  ) {}

  get status(): LinkStatus {
    return this.#status;
  }

  /** The way to the relay, if there is one at the moment. */
  get peer(): ToolPeer | undefined {
    return this.#status.kind === 'connected' ? this.#peer : undefined;
  }

  /** Connects to this relay from now on, instead of another if there was one. */
  connect(address: RelayAddress): void {
    clearTimeout(this.#retry);
    this.#drop('disconnected');
    this.#address = address;
    this.#backoff.reset();
    this.#open(address);
  }

  disconnect(): void {
    this.#address = undefined;
    clearTimeout(this.#retry);
    this.#drop('disconnected');
    this.#setStatus({ kind: 'off' });
  }

  dispose(): void {
    this.disconnect();
  }

  #open(address: RelayAddress): void {
    this.#setStatus({ kind: 'connecting', url: address.url });
    const peer: ToolPeer = new Peer(toolToRelay, relayToTool, this.owner.handlers, (text) => socket.send(text));
    const socket = this.openSocket(address.url, offeredSubprotocols(address.key), {
      opened: () => void this.#greet(peer, address),
      message: (text) => this.#receive(peer, text),
      ended: (end) => this.#ended(peer, address, end),
    });
    this.#peer = peer;
    this.#socket = socket;
  }

  async #greet(peer: ToolPeer, address: RelayAddress): Promise<void> {
    try {
      const resume = [...this.owner.positions()];
      const hello = await peer.request('hello', { version: protocolVersion, name: toolName, resume });
      if (peer !== this.#peer) return;
      this.#backoff.reset();
      this.owner.greeted(hello.pages, hello.allowed);
      this.#setStatus({ kind: 'connected', url: address.url, relay: hello.relay });
      const early = this.#early ?? [];
      this.#early = undefined;
      for (const text of early) this.#receive(peer, text);
    } catch (error) {
      if (peer !== this.#peer) return;
      // A lost connection has its own end, which tells more.
      if (error instanceof RpcError && error.code === errorCodes.version) {
        this.#giveUp(address, otherVersion.message, 'closed');
      }
    }
  }

  #receive(peer: ToolPeer, text: string): void {
    if (peer !== this.#peer) return;
    if (this.#early !== undefined) {
      this.#early.push(text);
      return;
    }
    if (this.#status.kind === 'connecting') this.#early = [];
    try {
      peer.receive(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const address = this.#address;
      if (address !== undefined) {
        this.#giveUp(
          address,
          `The relay sent what is not of the protocol (${error.message}). Check that it is a Deskside relay of this version.`,
          'closed',
        );
      }
    }
  }

  #ended(peer: ToolPeer, address: RelayAddress, end: SocketEnd): void {
    if (peer !== this.#peer) return;
    const { message, final } = linkTrouble(address.url, end);
    if (final) {
      this.#giveUp(address, message, end.kind);
      return;
    }
    this.#drop('the connection ended');
    this.#retry = setTimeout(() => this.#open(address), this.#backoff.next());
    this.#setStatus({ kind: 'trouble', url: address.url, message, retrying: true, end: end.kind });
  }

  #giveUp(address: RelayAddress, message: string, end: SocketEnd['kind']): void {
    this.#drop(message);
    this.#setStatus({ kind: 'trouble', url: address.url, message, retrying: false, end });
  }

  #drop(reason: string): void {
    const [peer, socket] = [this.#peer, this.#socket];
    this.#peer = this.#socket = this.#early = undefined;
    if (peer === undefined) return;
    peer.close(reason);
    socket?.close();
    this.owner.lost();
  }

  #setStatus(status: LinkStatus): void {
    this.#status = status;
    this.onStatus.emit(status);
  }
}

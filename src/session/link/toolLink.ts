import type { Disposable } from '../../base/disposable';
import { longTimer } from '../../base/longTimer';
import { Signal } from '../../base/signal';
import { ReconnectingClient } from '../../protocol/connection/reconnectingClient';
import type { LinkEnd } from '../../protocol/connection/reconnectingClient';
import { toolSubprotocols } from '../../protocol/handshake';
import { protocolVersion } from '../../protocol/limits';
import { relayToTool, toolToRelay } from '../../protocol/messages';
import type { Allowed, PageInfo, Position } from '../../protocol/messages';
import { Peer } from '../../protocol/peer';
import type { Handlers, Params, Result } from '../../protocol/peer';
import type { OpenSocket, SocketFailure } from '../../relayClient/socket';
import { linkTrouble } from './linkTrouble';

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
      readonly end?: LinkEnd<SocketFailure>['kind'];
    };

export type ToolPeer = Peer<typeof toolToRelay, typeof relayToTool>;

/** What the owner of a link does with what comes over it. */
export interface ToolLinkOwner {
  readonly handlers: Handlers<typeof relayToTool>;
  /** What the tool already has, to go on from there. */
  positions(): readonly Position[];
  /** The relay said hello, and what it has and lets in; the pages' records follow. */
  greeted(pages: readonly PageInfo[], allowed: Allowed): void;
  /** The connection is gone. */
  lost(): void;
}

type Hello = Params<typeof toolToRelay, 'hello'>;
type Welcome = Result<typeof toolToRelay, 'hello'>;
type ToolClient = ReconnectingClient<ToolPeer, Hello, Welcome, SocketFailure>;

const toolName = 'Deskside';

/** A tool's connection to a relay, which is made again when it is lost, and what is to be said of it. */
export class ToolLink implements Disposable {
  readonly onStatus = new Signal<LinkStatus>();
  #status: LinkStatus = { kind: 'off' };
  #client: ToolClient | undefined;

  constructor(
    private readonly openSocket: OpenSocket,
    private readonly owner: ToolLinkOwner,
  ) {}

  get status(): LinkStatus {
    return this.#status;
  }

  /** The peer to ask, while there is a connection. */
  get peer(): ToolPeer | undefined {
    return this.#client?.peer;
  }

  /** Connects to this relay from now on, instead of another if there was one. */
  connect(address: RelayAddress): void {
    this.#client?.stop();
    const client = this.#clientOf(address);
    this.#client = client;
    client.start();
    this.#setStatus({ kind: 'connecting', url: address.url });
  }

  disconnect(): void {
    this.#client?.stop();
    this.#client = undefined;
    this.#setStatus({ kind: 'off' });
  }

  dispose(): void {
    this.disconnect();
  }

  #clientOf({ url, key }: RelayAddress): ToolClient {
    return new ReconnectingClient<ToolPeer, Hello, Welcome, SocketFailure>(
      (events) => this.openSocket(url, toolSubprotocols(key), events),
      {
        peer: (send) => new Peer(toolToRelay, relayToTool, this.owner.handlers, send),
        hello: () => ({ version: protocolVersion, name: toolName, resume: [...this.owner.positions()] }),
        welcomed: ({ relay, pages, allowed }) => {
          this.owner.greeted(pages, allowed);
          // A listener may have disconnected.
          if (this.peer !== undefined) this.#setStatus({ kind: 'connected', url, relay });
          return undefined;
        },
        lost: () => this.owner.lost(),
        ended: (end) => {
          const { message, final } = linkTrouble(url, end);
          this.#setStatus({ kind: 'trouble', url, message, retrying: !final, end: end.kind });
          return !final;
        },
      },
      (ms, attempt) =>
        longTimer(ms, () => {
          attempt();
          this.#setStatus({ kind: 'connecting', url });
        }),
    );
  }

  #setStatus(status: LinkStatus): void {
    this.#status = status;
    this.onStatus.emit(status);
  }
}

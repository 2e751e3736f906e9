import { ReconnectingClient, tooLarge } from '../../protocol/connection/reconnectingClient';
import type { NotOpened, OpenTransport } from '../../protocol/connection/transport';
import { closeCodes } from '../../protocol/handshake';
import type { pageHello } from '../../protocol/pageHello';
import { pageHelloAnswers, relayToPage } from '../../protocol/pageMessages';
import { Peer } from '../../protocol/peer';
import type { Handlers, Params, Result } from '../../protocol/peer';
import { jsonText } from '../records/snapshot';
import type { Later } from '../timers';

export type LinkChange =
  | 'connected'
  /** There was a connection; it is gone and will be tried again. */
  | 'lost'
  /** No connection could be made; it will be tried again. */
  | 'failed'
  /** What answers does not have the key of this page; it will be tried again. */
  | 'wrongKey'
  /** The user has not allowed the page's origin, or there are too many connections; it will be tried again. */
  | 'notAllowed'
  | 'full'
  /** The relay speaks another version; it is not tried again, unless there is another one. */
  | 'otherVersion';

type Hello = Params<typeof pageHello, 'hello'>;
type Welcome = Result<typeof pageHello, 'hello'>;

/** What the owner of a link does with what comes over it. */
export interface PageLinkOwner {
  readonly handlers: Handlers<typeof relayToPage>;
  readonly hello: () => Hello;
  /**
   * The relay knows this page up to record `seq`; `send` puts frames on the connection from now on.
   * @returns false if that cannot be this page: another one goes by its id
   */
  greeted(seq: number, send: (text: string) => void): boolean;
  /** There is no connection. */
  readonly lost: () => void;
  /** Another frame goes by this page's id: a tab was duplicated. The next hello needs another id. */
  replaced(): void;
  /** The relay did not understand a frame of this page, which must not be sent again. */
  misunderstood(): void;
  /** @returns whether there is another relay to try, where this one is not to be tried again */
  linkChanged(change: LinkChange): boolean;
}

/** Writes JSON that does not depend on what the page has put on prototypes. */
class PagePeer extends Peer<typeof pageHello, typeof relayToPage> {
  protected override write(value: unknown): string {
    return jsonText(value);
  }
}

export type PageLink = ReconnectingClient<PagePeer, Hello, Welcome, NotOpened>;

/** Why there is no connection, by the codes with which a relay closes one. */
const refusals: Readonly<Record<number, LinkChange>> = {
  [closeCodes.key]: 'wrongKey',
  [closeCodes.notAllowed]: 'notAllowed',
  [closeCodes.full]: 'full',
  [closeCodes.version]: 'otherVersion',
};

/** A page's connection to the relay. */
export function pageLink(openTransport: OpenTransport, owner: PageLinkOwner, later: Later): PageLink {
  return new ReconnectingClient(
    openTransport,
    {
      peer: (send) => new PagePeer(pageHelloAnswers, relayToPage, owner.handlers, send),
      hello: owner.hello,
      welcomed({ seq }, transport) {
        if (!owner.greeted(seq, (text) => transport.send(text))) return closeCodes.replaced;
        owner.linkChanged('connected');
        return undefined;
      },
      lost: owner.lost,
      ended({ kind, code = 0 }, wasWelcome) {
        if (code === closeCodes.replaced) owner.replaced();
        if ((code === closeCodes.badFrame || code === tooLarge) && kind === 'closed') owner.misunderstood();
        const isFinal = code === closeCodes.version;
        const hasOther = owner.linkChanged(wasWelcome && !isFinal ? 'lost' : (refusals[code] ?? 'failed'));
        return hasOther || !isFinal;
      },
    },
    later,
  );
}

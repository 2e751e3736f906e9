import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../protocol/handshake';
import { limits } from '../../protocol/limits';
import type { KeyCheck } from '../../relayClient/keys';
import { fullText } from '../admission/admission';
import type { Refused } from '../admission/admission';
import type { Allowances } from '../admission/allowances';
import { notAllowedText, pageOrigin } from '../admission/pageOrigin';
import type { PageOrigin } from '../admission/pageOrigin';
import type { Refusals } from '../admission/refusals';
import type { FrameReader } from '../fastPath/frameReader';
import type { Log } from '../logEntry';
import { SocketConnection } from '../sockets/connection';
import type { WaitingBytes } from '../sockets/waitingBytes';
import { PageConnection } from './pageConnection';
import { PageGate } from './pageGate';
import type { Pages } from './pages';

/** What the entrance for pages knows of the relay. */
export interface EntranceContext {
  readonly keys: Readonly<Record<'page' | 'simulator', KeyCheck>>;
  readonly allowances: Allowances;
  readonly refusals: Refusals;
  readonly pages: Pages;
  readonly newReader: () => FrameReader;
  readonly log: Log;
  /** What waits to be sent on all connections. */
  readonly waiting: WaitingBytes;
  hasRoom(): boolean;
  /** The connection has proved its key, and counts until it ends. */
  keep(connection: SocketConnection, ws: WebSocket, socket: Socket): void;
}

/** Why a page is turned away once its WebSocket is open, with the code that closes it. */
type Reason = Pick<Refused, 'reason' | 'status' | 'text' | 'keyMatches'>;

const reasons = {
  wrongKey: {
    reason: 'key',
    status: closeCodes.key,
    text: 'The key is not that of this relay; copy the script tag again.',
    keyMatches: false,
  },
  full: { reason: 'capacity', status: closeCodes.full, text: fullText, keyMatches: true },
  notAllowed: { reason: 'origin', status: closeCodes.notAllowed, text: notAllowedText, keyMatches: true },
} as const satisfies Record<string, Reason>;

/** Where pages come in: they prove their key, then there has to be room, and then the user has to have allowed their origin. */
export class PageEntrance {
  constructor(private readonly context: EntranceContext) {}

  /**
   * A page's WebSocket was opened.
   * @param host that the page dialled
   * @param claimed the origin that its browser tells
   */
  opened(ws: WebSocket, socket: Socket, host: string, claimed: string): void {
    const { allowances, keys, log, newReader, pages, refusals } = this.context;
    const connection = new SocketConnection('page', ws, socket, refusals.note, this.context.waiting);
    const isOwn = allowances.isOwn(claimed);
    const turnAway = (reason: Reason): void => {
      // Without the key and of an origin that is not allowed it is some web site: the user need not be bothered with its key.
      const isStranger = !reason.keyMatches && !allowances.admits(claimed);
      const refused = refusalOf(reason, { origin: claimed, ...(isStranger ? { reason: 'origin' } : {}) });
      refusals.refuse(socket, refused, () => connection.turnAway(reason.status, reason.text));
    };
    new PageGate(
      connection,
      host,
      { page: keys.page, simulator: isOwn ? keys.simulator : undefined },
      {
        proven: (isOpened) => {
          if (!this.context.hasRoom()) {
            turnAway(reasons.full);
            return;
          }
          this.context.keep(connection, ws, socket);
          const admission = {
            originOf: (holder: string | undefined) => pageOrigin(claimed, holder, isOpened, allowances),
            notAllowed: ({ text: origin, held }: PageOrigin, title: string) => {
              refusals.report(refusalOf(reasons.notAllowed, { origin, held, title }));
              connection.turnAway(reasons.notAllowed.status, reasons.notAllowed.text);
            },
          };
          const page = new PageConnection(connection, pages, admission, newReader());
          connection.proven(page, log);
        },
        unproven: () => turnAway(reasons.wrongKey),
        left: () => turnAway(reasons.wrongKey),
      },
    );
    connection.limitUnproven(limits.unprovenBytes);
  }
}

function refusalOf(reason: Reason, who: Pick<Refused, 'origin'> & Partial<Refused>): Refused {
  return { ...reason, check: reason.reason, role: 'page', held: false, title: undefined, ...who };
}

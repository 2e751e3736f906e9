import { errorCodes, ProtocolError, RpcError } from '../protocol/errors';
import { limits } from '../protocol/limits';
import { pageToRelay } from '../protocol/messages';
import { abridge } from './abridge';
import type { Connection, ConnectionOwner } from './connection';
import { FamiliarRecords } from './familiarRecords';
import type { RecordsHead } from './familiarRecords';
import { ownBytes } from './ownBytes';
import { Page } from './page';
import type { PageIdentity, PageOrigin } from './page';
import type { Pages, TurnedAway } from './pages';
import { fitsFrame, readAnswer, relayToPageAsText } from './passedCalls';
import type { JsonText } from './passedCalls';
import { PassingPeer } from './passingPeer';
import { relayName } from './relayName';

/** With these a page says that it did not make a call. */
const notMade: ReadonlySet<number> = new Set([errorCodes.notSent, errorCodes.methodNotFound, errorCodes.invalidParams]);

function unknownOutcome(why: string): RpcError {
  return new RpcError(errorCodes.outcomeUnknown, why);
}

/** A page's WebSocket: takes in its records and acknowledges them, and hands calls to it. */
export class PageConnection implements ConnectionOwner {
  readonly #peer = new PassingPeer(
    relayToPageAsText,
    pageToRelay,
    {
      hello: ({ page, epoch, recordedBefore, title, location, place }) =>
        this.#hello({ page, epoch, recordedBefore, title, location, place }),
      records: (message, frame) => {
        this.#records(message);
        this.#familiar.learn(frame);
      },
    },
    (text) => this.connection.send(text),
    abridge,
  );
  readonly #familiar = new FamiliarRecords();
  #page: Page | undefined;
  /** What is being taken in. */
  #frame: Buffer = Buffer.alloc(0);
  #calls = 0;
  #unacknowledged: { readonly epoch: number; readonly seq: number } | undefined;
  #unacknowledgedBytes = 0;
  #ackTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly origin: PageOrigin,
    private readonly pages: Pages,
  ) {
    connection.start(this);
  }

  receive(frame: string, bytes: Buffer): void {
    const answer = readAnswer(frame);
    if (answer !== undefined) {
      this.#peer.settle(answer.id, answer.result);
      return;
    }
    const known = this.#page;
    this.#frame = bytes;
    const records = this.#familiar.read(frame);
    if (records === undefined) this.#peer.receive(frame);
    else this.#records(records);
    // The page has its answer before tools can ask anything of it.
    if (this.#page !== known && this.#page !== undefined) this.pages.announce(this.#page);
  }

  drained(): void {
    // Nothing waits: what a page is sent is sent at once.
  }

  ended(wentAway: boolean): void {
    clearTimeout(this.#ackTimer);
    this.#peer.close('the page went away');
    if (this.#page !== undefined) this.pages.leave(this.#page, this, wentAway);
  }

  turnAway({ code, reason }: TurnedAway): void {
    // What was taken in must not come once more under another id.
    this.#acknowledgeNow();
    this.connection.close(code, reason);
  }

  holdFlow(held: boolean): void {
    this.connection.holdFlow(held);
  }

  /** Asks for a desk record with all that the page knows. */
  describe(): void {
    this.#peer.notify('describe', {});
  }

  /**
   * Calls a service on the page.
   * @throws RpcError if the call was not made, or if its end will not be known
   */
  async invoke(call: JsonText): Promise<JsonText> {
    if (this.#calls >= limits.callsPerPage || this.connection.isStrained) {
      throw new RpcError(errorCodes.tooManyCalls, 'Too many calls are under way on this page; wait for some to end.');
    }
    this.#calls++;
    let result: JsonText;
    try {
      result = await this.#peer.request('invoke', call);
    } catch (error) {
      if (!(error instanceof RpcError)) throw unknownOutcome('The page went away before it answered.');
      throw notMade.has(error.code) ? error : unknownOutcome('The page failed in the middle of the call.');
    } finally {
      this.#calls--;
    }
    if (!fitsFrame(result)) throw unknownOutcome('The answer of the page is longer than a frame.');
    return result;
  }

  #hello(identity: PageIdentity): { relay: string; seq: number } {
    if (this.#page !== undefined) throw new RpcError(errorCodes.invalidRequest, 'Hello was said before.');
    this.connection.greeted();
    const page = this.pages.enter(this, identity, this.origin);
    if (!(page instanceof Page)) {
      this.turnAway(page);
      throw new RpcError(errorCodes.invalidRequest, page.reason);
    }
    this.#page = page;
    return { relay: relayName, seq: page.history.last };
  }

  #records(message: RecordsHead): void {
    const page = this.#page;
    if (page === undefined) throw new ProtocolError('hello comes first');
    if (message.page !== page.id || message.epoch !== page.epoch) {
      throw new ProtocolError('records of another page or load');
    }
    page.history.take(message.records, ownBytes(this.#frame));
    this.#acknowledge(page, this.#frame.length);
    this.pages.recorded(page);
  }

  /** One acknowledgement for all that comes in a moment. */
  #acknowledge(page: Page, bytes: number): void {
    this.#unacknowledged = { epoch: page.epoch, seq: page.history.last };
    this.#unacknowledgedBytes += bytes;
    if (this.#unacknowledgedBytes >= limits.ackBytes) this.#acknowledgeNow();
    else this.#ackTimer ??= setTimeout(() => this.#acknowledgeNow(), limits.ackDelayMs);
  }

  #acknowledgeNow(): void {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = undefined;
    this.#unacknowledgedBytes = 0;
    if (this.#unacknowledged !== undefined) this.#peer.notify('ack', this.#unacknowledged);
    this.#unacknowledged = undefined;
  }
}

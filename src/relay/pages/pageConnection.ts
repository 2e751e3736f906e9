import { errorCodes, ProtocolError, RpcError } from '../../protocol/errors';
import { limits } from '../../protocol/limits';
import { pageToRelay } from '../../protocol/messages';
import type { SocketConnection, ConnectionOwner } from '../sockets/connection';
import type { FrameReader } from '../fastPath/frameReader';
import type { RecordsHead } from '../fastPath/recordsFrame';
import { compactBuffer } from './compactBuffer';
import { KnownPage } from './page';
import type { PageChannel, PageDescription, TurnedAway } from './page';
import type { PageOrigin } from '../admission/pageOrigin';
import type { Pages } from './pages';
import { fitsFrame, relayToPageAsText } from '../passing/passedCalls';
import type { JsonText } from '../passing/passedCalls';
import { PassthroughPeer } from '../passing/passthroughPeer';
import { relayName } from '../../relayClient/relayName';

/** With these a page says that it did not make a call. */
const notMade: ReadonlySet<number> = new Set([errorCodes.notSent, errorCodes.methodNotFound, errorCodes.invalidParams]);

function unknownOutcome(why: string): RpcError {
  return new RpcError(errorCodes.outcomeUnknown, why);
}

/** What the relay knows and hears of a page that has proved its key. */
export interface PageAdmission {
  /** @param holder the page that holds it, as it says */
  originOf(holder: string | undefined): PageOrigin;
  /** Its origin is not allowed: it is turned away. @param title what the page calls itself */
  notAllowed(origin: PageOrigin, title: string): void;
}

/** A page's WebSocket once the page has proved its key: takes in its records and acknowledges them, and hands calls to it. */
export class PageConnection implements ConnectionOwner, PageChannel {
  readonly #peer = new PassthroughPeer(
    relayToPageAsText,
    pageToRelay,
    {
      hello: ({ page, epoch, recordedBefore, title, location, place, desk, holder }) =>
        this.#hello({ page, epoch, recordedBefore, title, location, place, desk }, this.admission.originOf(holder)),
      records: (message, frame) => {
        this.#records(message);
        this.reader.recordsAccepted(frame);
      },
      title: ({ title }) => this.#retitle(title),
    },
    (text) => this.connection.send(text),
    (frame) => this.reader.withoutPayloads(frame),
  );
  #page: KnownPage | undefined;
  /** What is being taken in. */
  #frame: Buffer = Buffer.alloc(0);
  #calls = 0;
  #unacknowledged: { readonly epoch: number; readonly seq: number } | undefined;
  #unacknowledgedBytes = 0;
  #ackTimer: NodeJS.Timeout | undefined;
  #title = '';
  #titleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: SocketConnection,
    private readonly pages: Pages,
    private readonly admission: PageAdmission,
    private readonly reader: FrameReader,
  ) {}

  receive(frame: string, bytes: Buffer): void {
    const answer = this.reader.answer(frame);
    if (answer !== undefined) {
      this.#peer.settle(answer.id, answer.result);
      return;
    }
    const known = this.#page;
    this.#frame = bytes;
    const records = this.reader.records(frame);
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
    clearTimeout(this.#titleTimer);
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

  describe(): void {
    this.#peer.notify('describe', {});
  }

  invoke(call: JsonText): Promise<JsonText> {
    if (this.#calls >= limits.callsPerPage || this.connection.isStrained) {
      throw new RpcError(errorCodes.tooManyCalls, 'Too many calls are under way on this page; wait for some to end.');
    }
    this.#calls++;
    // Nothing holds the text of a call while its outcome is awaited: many long ones may be under way.
    return this.#ended(this.#peer.request('invoke', call));
  }

  async #ended(call: Promise<JsonText>): Promise<JsonText> {
    let result: JsonText;
    try {
      result = await call;
    } catch (error) {
      if (!(error instanceof RpcError)) throw unknownOutcome('The page went away before it answered.');
      throw notMade.has(error.code) ? error : unknownOutcome('The page failed in the middle of the call.');
    } finally {
      this.#calls--;
    }
    if (!fitsFrame(result)) throw unknownOutcome('The answer of the page is longer than a frame.');
    return result;
  }

  #hello(identity: PageDescription, origin: PageOrigin): { relay: string; seq: number } {
    if (this.#page !== undefined) throw new RpcError(errorCodes.invalidRequest, 'Hello was said before.');
    this.connection.greeted();
    if (!origin.isAllowed()) {
      this.admission.notAllowed(origin, identity.title);
      throw new RpcError(errorCodes.invalidRequest, 'The origin is not allowed.');
    }
    const page = this.pages.enter(this, identity, origin);
    if (!(page instanceof KnownPage)) {
      this.turnAway(page);
      throw new RpcError(errorCodes.invalidRequest, page.reason);
    }
    this.#page = page;
    return { relay: relayName, seq: page.history.last };
  }

  /** Tools hear of it once in a while: a page may change its title all the time, and nothing holds back what tools are told. */
  #retitle(title: string): void {
    const page = this.#page;
    if (page === undefined) throw new ProtocolError('hello comes first');
    this.#title = title;
    this.#titleTimer ??= setTimeout(() => {
      this.#titleTimer = undefined;
      if (page.connection === this) this.pages.retitle(page, this.#title);
    }, limits.titleDelayMs);
  }

  #records(message: RecordsHead): void {
    const page = this.#page;
    if (page === undefined) throw new ProtocolError('hello comes first');
    if (message.page !== page.id || message.epoch !== page.epoch) {
      throw new ProtocolError('records of another page or load');
    }
    page.history.take(message.records, compactBuffer(this.#frame));
    this.#acknowledge(page, this.#frame.length);
    this.pages.recorded(page);
  }

  /** One acknowledgement for all that comes in a moment. */
  #acknowledge(page: KnownPage, bytes: number): void {
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

import { version as bridgeVersion } from '../../package.json';
import { Backoff } from '../protocol/backoff';
import { limits, protocolVersion } from '../protocol/limits';
import type { InvokeResult, Place } from '../protocol/messages';
import { Debounced } from './debounced';
import { guarded } from './guarded';
import type { Invocation } from './invoker';
import { identityKey, loadIdentity, newIdentity } from './pageIdentity';
import type { PageLoad } from './pageIdentity';
import { RecordBuffer } from './recordBuffer';
import { Recorder } from './recorder';
import { RecordSender } from './recordSender';
import { RelayLink } from './relayLink';
import type { LinkNews } from './relayLink';
import { onceSoon, pageClock } from './timers';
import type { OpenTransport } from './transport';

const bufferBounds = { records: limits.bridgeRecords, bytes: limits.bridgeBytes };

/** The half of the bridge that reports to the relay and hears from it. */
export class RelaySide {
  readonly recorder: Recorder;
  readonly #buffer: RecordBuffer;
  readonly #sender: RecordSender;
  readonly #link: RelayLink;
  /** Begins when the bridge does: one that never speaks leaves no trace in the page's storage. */
  #load: PageLoad = thisLoadOnly();

  /**
   * @param news hears how the connection fares
   * @param invoke makes a call for a tool
   */
  constructor(
    private readonly page: Window,
    private readonly place: Place,
    openTransport: OpenTransport,
    news: (news: LinkNews) => void,
    invoke: (invocation: Invocation) => Promise<InvokeResult>,
    { later, steadyTime, wallTime } = pageClock,
  ) {
    this.#buffer = new RecordBuffer(bufferBounds, wallTime);
    const describe = new Debounced(() => this.recorder.describe(), later, steadyTime);
    this.#sender = new RecordSender(
      this.#buffer,
      () => this.#load.identity,
      () => describe.want(),
    );
    const sendSoon = onceSoon(() => guarded(() => this.#sender.flush()));
    this.recorder = new Recorder(this.#buffer, wallTime, () => {
      this.#load.count(this.#buffer.last);
      sendSoon();
    });
    const owner = {
      handlers: {
        invoke,
        describe: () => this.recorder.describe(),
        ack: ({ epoch, seq }: { epoch: number; seq: number }) => this.#sender.acknowledged(epoch, seq),
      },
      hello: () => this.#hello(),
      greeted: (seq: number, send: (text: string) => void) => this.#sender.attach(send, seq),
      lost: () => this.#sender.detach(),
      replaced: () => {
        this.#buffer.renumber();
        this.#begin(true);
      },
      misunderstood: () => this.#buffer.discard(),
      news,
    };
    this.#link = new RelayLink(openTransport, owner, new Backoff(), later);
  }

  /** Connects now, and again when the page comes back from the browser's cache of pages that were left. */
  start(): void {
    const { page } = this;
    this.#begin();
    this.#link.start();
    page.addEventListener('pagehide', () => guarded(() => this.#leave()));
    page.addEventListener('pageshow', ({ persisted }) => guarded(() => persisted && this.#link.start()));
  }

  /** @param anew under a new id, since another page goes by the one before */
  #begin(anew?: boolean): void {
    const { page } = this;
    this.#load = loadIdentity(
      () => page.sessionStorage,
      guarded(() => identityKey(page, page.location.pathname)) ?? 'deskside.page',
      anew,
    );
    this.#load.count(this.#buffer.last);
  }

  #leave(): void {
    // The task that would send what the page has just done may not come any more.
    this.#sender.flush();
    // An open connection would keep the page out of that cache.
    this.#link.dispose();
  }

  #hello() {
    const { document, location } = this.page;
    return {
      version: protocolVersion,
      ...this.#load.identity,
      title: document.title.slice(0, limits.shortText),
      // Never query or fragment, which may hold customers' data or the key.
      location: `${location.origin}${location.pathname}`.slice(0, limits.shortText),
      place: this.place,
      bridge: bridgeVersion,
    };
  }
}

/** A page that has nothing to do with the load before, nor with the next. */
function thisLoadOnly(): PageLoad {
  return { identity: newIdentity(), count: () => undefined };
}

import { version as bridgeVersion } from '../../../package.json';
import { beginningOf } from '../../base/text/beginningOf';
import { closeCodes } from '../../protocol/handshake';
import { limits, protocolVersion } from '../../protocol/limits';
import type { InvokeResult } from '../../protocol/messages';
import type { Configuration } from '../entries/configuration';
import { Debounced } from '../debounced';
import { guarded } from '../guarded';
import type { Invocation } from '../workspace/invoker';
import { identityKey, loadIdentity, newIdentity } from './pageIdentity';
import type { PageLoad } from './pageIdentity';
import { RecordBuffer } from '../records/recordBuffer';
import { Recorder } from '../records/recorder';
import { RecordSender } from '../records/recordSender';
import { pageLink } from './pageLink';
import type { LinkChange, PageLink } from './pageLink';
import { say } from '../say';
import { onceLater, onceTogether, pageClock } from '../timers';
import type { OpenTransport } from '../../protocol/connection/transport';

const bufferBounds = { records: limits.bridgeRecords, bytes: limits.bridgeBytes };

/** A crash within this time leaves out of the count what the relay could not be told. */
const countAfterMs = 1000;

const texts = {
  afterCrash:
    'This page was ended without being left, as in a crash, or this tab is a copy. What it recorded in the last second before may be missing.',
  misunderstood: 'The relay did not understand what the bridge sent.',
};

/** The half of the bridge that reports to the relay and hears from it. */
export class RelaySide {
  readonly recorder: Recorder;
  readonly #buffer: RecordBuffer;
  readonly #sender: RecordSender;
  readonly #link: PageLink;
  /** Begins when the bridge does: one that never speaks leaves no trace in the page's storage. */
  #load: PageLoad = thisLoadOnly();
  #begun = false;
  #ended = false;
  /** As the relay knows it. */
  #title = '';

  /**
   * @param linkChanged hears how the connection fares, and says whether there is another relay to try
   * @param invoke makes a call for a tool
   */
  constructor(
    private readonly page: Window,
    private readonly configuration: Pick<Configuration, 'place' | 'holder'>,
    openTransport: OpenTransport,
    linkChanged: (change: LinkChange) => boolean,
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
    const sendSoon = onceTogether(() => this.#sender.flush());
    const countLater = onceLater(later, countAfterMs, () => this.#countUnsent());
    this.recorder = new Recorder(this.#buffer, wallTime, () => {
      sendSoon();
      countLater();
    });
    const owner = {
      handlers: {
        invoke: async (invocation: Invocation) => {
          const result = await invoke(invocation);
          // Who has the outcome shall find the records of the call.
          this.#sender.flush();
          return result;
        },
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
      misunderstood: () => this.#misunderstood(),
      linkChanged,
    };
    this.#link = pageLink(openTransport, owner, later);
  }

  /** Connects now, and again when the page comes back from the browser's cache of pages that were left. */
  start(): void {
    if (this.#ended) return;
    this.#begun = true;
    this.#begin();
    this.#link.start();
    if (this.#load.afterCrash) this.recorder.notice('warning', texts.afterCrash);
    this.listen();
  }

  /** Listens to the page, and does so again where the page has removed all listeners. */
  listen(): void {
    if (!this.#begun) return;
    this.page.addEventListener('pagehide', this.#leave);
    this.page.addEventListener('pageshow', this.#comeBack);
  }

  /** The storage is written when the page is left, and before that only where the relay could not be told. */
  #countUnsent(): void {
    if (!this.#buffer.isAcknowledged) this.#load.count(this.#buffer.last);
  }

  #misunderstood(): void {
    const lost = this.#sender.discardSent();
    this.recorder.notice('error', `${texts.misunderstood} Lost with it: ${lost} records.`);
    say('error', texts.misunderstood);
  }

  /** There is another way to a relay. */
  retryNow(): void {
    this.#link.retryNow();
  }

  /** Somebody else reports for the page: no connection any more. */
  end(): void {
    this.#link.stop(closeCodes.left);
    this.#ended = true;
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

  readonly #leave = ({ isTrusted }: Event) =>
    guarded(() => {
      if (!isTrusted) return;
      // The task that would send what the page has just done may not come any more.
      this.#sender.flush();
      this.#load.count(this.#buffer.last, true);
      // An open connection would keep the page out of that cache.
      this.#link.stop(closeCodes.left);
    });

  readonly #comeBack = ({ persisted }: PageTransitionEvent) =>
    guarded(() => {
      if (!persisted || this.#ended) return;
      this.#load.count(this.#buffer.last);
      this.#link.start();
    });

  /** The title of the page may be another one by now; a relay that has not answered hello yet hears of it in the next one. */
  retitle(): void {
    if (this.#title === this.#shownTitle()) return;
    this.#title = this.#shownTitle();
    this.#link.peer?.notify('title', { title: this.#title });
  }

  #shownTitle(): string {
    return beginningOf(this.page.document.title, limits.shortText);
  }

  #hello() {
    const { location } = this.page;
    const { place, holder } = this.configuration;
    this.#title = this.#shownTitle();
    return {
      version: protocolVersion,
      ...this.#load.identity,
      title: this.#title,
      // Never query or fragment, which may hold customers' data or the key.
      location: beginningOf(`${location.origin}${location.pathname}`, limits.shortText),
      place,
      bridge: bridgeVersion,
      ...(holder === undefined ? {} : { holder }),
    };
  }
}

/** A page that has nothing to do with the load before, nor with the next. */
function thisLoadOnly(): PageLoad {
  return { identity: newIdentity(), afterCrash: false, count: () => undefined };
}

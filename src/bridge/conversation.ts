import { eventNames } from '../api/events';
import type { Disposable } from '../base/disposable';
import { bridgeReferencePrefix } from '../api/bridgeReference';
import { clientUserAgent, wireProtocolVersion, wireReplyTimeoutMs } from '../api/wire';
import type { Call, CallRecorder, Ended } from './callRecorder';
import type { PendingReplies } from './pendingReplies';
import type { Later } from './timers';

/** A window from which the bridge speaks to Workspace. */
export interface Channel {
  /** @throws if the message cannot be posted, such as when there is no Workspace */
  post(message: object): void;
  /** Where the replies to it are taken in. */
  readonly pending: PendingReplies;
  /** Whether the bridge may subscribe from it: its events reach nobody but the bridge. */
  readonly subscribes: boolean;
  /** What Workspace calls the window, once it has said so: it wants to find that in messages from then on. */
  frameId: unknown;
}

/** Opens a channel, or resolves to undefined where the page does not allow it. */
export type OpenChannel = () => Promise<Channel | undefined>;

/** How opening went. `first` is the reply to interaction.getInteractions, which is always the first question. */
export interface Opening {
  readonly channel: Channel | undefined;
  readonly answered: boolean;
  readonly subscribed: Ended | undefined;
  readonly first: Ended | undefined;
}

export const firstQuestion = 'interaction.getInteractions';

/**
 * The bridge's own talk with Workspace: on the first of several channels on which Workspace answers. A call is sent
 * once, on one channel; calls wait until it is known which.
 */
export class Conversation {
  #channel: Channel | undefined;
  #opening: Promise<void> = Promise.resolve();
  #count = 0;

  /**
   * @param present whether there is a Workspace to speak to
   * @param channels the best one first
   * @param token tells the reference ids of this page load from those of the one before
   * @param opened hears each time how opening went
   * @param now a steady clock in milliseconds
   */
  constructor(
    private readonly present: () => boolean,
    private readonly channels: readonly OpenChannel[],
    private readonly calls: CallRecorder,
    private readonly token: string,
    private readonly opened: (opening: Opening) => void,
    private readonly later: Later,
    private readonly now: () => number,
  ) {}

  /** Finds out on which channel Workspace answers, and subscribes there. Also when Workspace is another window now. */
  open(): void {
    this.#opening = this.#opening.then(() => this.#open());
  }

  /**
   * Calls a service and waits for how that ends; never throws. The time counts from now on, also while it is not yet
   * known on which channel Workspace answers: whoever has given up must not find the call made later on.
   */
  async call(call: Call, timeoutMs: number = wireReplyTimeoutMs): Promise<Ended> {
    const began = this.now();
    if (await this.#opensWithin(timeoutMs)) {
      return this.#ask(this.#channel, call, Math.max(0, timeoutMs - (this.now() - began)));
    }
    const ended: Ended = { outcome: 'notSent', error: new Error('Workspace has not answered the bridge so far') };
    this.calls.begin(call)(ended);
    return ended;
  }

  async #opensWithin(ms: number): Promise<boolean> {
    let timer: Disposable | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = this.later(ms, () => resolve(false));
    });
    const inTime = await Promise.race([this.#opening.then(() => true), late]);
    timer?.dispose();
    return inTime;
  }

  async #open(): Promise<void> {
    let opening: Opening = { channel: undefined, answered: false, subscribed: undefined, first: undefined };
    for (const openChannel of this.present() ? this.channels : []) {
      const channel = await openChannel();
      if (channel === undefined) continue;
      opening = await this.#tryOut(channel);
      if (opening.answered) break;
    }
    this.#channel = opening.channel;
    this.opened(opening);
  }

  async #tryOut(channel: Channel): Promise<Opening> {
    const ask = (service: string, parameters?: readonly unknown[]) =>
      this.#ask(channel, { by: 'bridge', service, parameters }, wireReplyTimeoutMs);
    const [subscribed, first] = await Promise.all([
      channel.subscribes ? ask('subscribe', [[...eventNames]]) : undefined,
      ask(firstQuestion),
    ]);
    const answered = [subscribed, first].some((ended) => ended?.outcome === 'succeeded' || ended?.outcome === 'failed');
    return { channel, answered, subscribed, first };
  }

  #ask(channel: Channel | undefined, call: Call, timeoutMs: number): Promise<Ended> {
    const finish = this.calls.begin(call);
    return new Promise((resolve) => {
      const ended = (end: Ended) => {
        finish(end);
        resolve(end);
      };
      const referenceId = `${bridgeReferencePrefix}${this.token}:${++this.#count}`;
      try {
        if (channel === undefined) throw new Error('the page is not inside Workspace');
        channel.post({
          ...wireForm(call),
          referenceId,
          userAgent: clientUserAgent,
          protocolVersion: wireProtocolVersion,
          ...(channel.frameId === undefined ? {} : { frameId: channel.frameId }),
        });
      } catch (error) {
        ended({ outcome: 'notSent', error });
        return;
      }
      channel.pending.expect(referenceId, timeoutMs, ended);
    });
  }
}

/** As the client library writes it: without arguments there is no `parameters` key. */
function wireForm({ service, parameters = [] }: Call): object {
  if (service === 'subscribe') return { event: service, data: parameters[0] };
  return parameters.length > 0 ? { request: service, parameters } : { request: service };
}

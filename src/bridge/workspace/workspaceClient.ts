import type { Disposable } from '../../base/disposable';
import { bridgeReferencePrefix } from '../../api/bridgeReference';
import { clientUserAgent, wireProtocolVersion, wireReplyTimeoutMs } from '../../api/wire';
import type { Call, CallRecorder, Ended } from './callRecorder';
import type { Ask } from './eventSubscriptions';
import { report } from '../guarded';
import type { PendingReplies } from './pendingReplies';
import type { Later } from '../timers';

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

/** Why a channel cannot be opened, as a sentence for the user. */
export interface ChannelRefusal {
  readonly refused: string;
}

/** Opens a channel, or resolves to the reason where the page does not allow it. */
export type OpenChannel = () => Channel | Promise<Channel | ChannelRefusal>;

/** What there is to speak to. */
export interface Presence {
  /** There is no Workspace to speak to. */
  readonly isAbsent: boolean;
  /** It may still be loading: that it does not answer says nothing about a channel. */
  readonly mayBeLate: boolean;
}

/** How opening went. `first` is the reply to interaction.getInteractions, which is always the first question. */
export interface Opening {
  readonly channel: Channel | undefined;
  readonly answered: boolean;
  readonly subscribed: Ended | undefined;
  readonly first: Ended | undefined;
  /** Why there is no better channel. */
  readonly refused: string | undefined;
}

export const firstQuestion = 'interaction.getInteractions';

/**
 * The bridge's own talk with Workspace: on the first of several channels on which Workspace answers. A call is sent
 * once, on one channel; calls wait until it is known which.
 */
export class WorkspaceClient {
  #channel: Channel | undefined;
  #opening: Promise<void> | undefined;
  #supersede = new AbortController();
  #count = 0;

  /**
   * @param channels the best one first
   * @param subscribe subscribes from a channel that allows it
   * @param token tells the reference ids of this page load from those of the one before
   * @param opened hears each time how opening went
   * @param absent why nothing can be sent where there is nobody to speak to
   * @param now a steady clock in milliseconds
   */
  constructor(
    private readonly workspace: Presence,
    private readonly channels: readonly OpenChannel[],
    private readonly subscribe: (ask: Ask) => Promise<Ended>,
    private readonly calls: CallRecorder,
    private readonly token: string,
    private readonly opened: (opening: Opening) => void,
    private readonly absent: () => string,
    private readonly later: Later,
    private readonly now: () => number,
  ) {}

  /**
   * Finds out on which channel Workspace answers, and subscribes there. Also when Workspace is another window now, or a
   * channel is gone: an opening that is under way then counts no more.
   */
  open(): void {
    this.#supersede.abort();
    this.#supersede = new AbortController();
    const { signal } = this.#supersede;
    this.#opening = this.#openAfter(this.#opening, signal);
  }

  /**
   * Calls a service and waits for how that ends; never throws. The time counts from now on, also while it is not yet
   * known on which channel Workspace answers: a caller that has given up must not find the call made later on.
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
    const inTime = await Promise.race([this.#opens(), late]);
    timer?.dispose();
    return inTime;
  }

  /** Also waits for the openings that begin meanwhile. */
  async #opens(): Promise<true> {
    for (let opening; opening !== this.#opening;) {
      opening = this.#opening;
      await opening;
    }
    return true;
  }

  async #openAfter(before: Promise<void> | undefined, superseded: AbortSignal): Promise<void> {
    await before;
    try {
      await this.#open(superseded);
    } catch (error) {
      // One that fails must not stop those that come after it.
      report(error);
    }
  }

  async #open(superseded: AbortSignal): Promise<void> {
    if (superseded.aborted) return;
    const over = aborted(superseded);
    let opening: Opening = {
      channel: undefined,
      answered: false,
      subscribed: undefined,
      first: undefined,
      refused: undefined,
    };
    for (const openChannel of this.workspace.isAbsent ? [] : this.channels) {
      const channel = await Promise.race([over, openChannel()]);
      if (channel === undefined) return;
      if ('refused' in channel) {
        opening = { ...opening, ...channel };
        continue;
      }
      const tried = await Promise.race([over, this.#tryOut(channel)]);
      if (tried === undefined) return;
      opening = { ...opening, ...tried };
      if (tried.answered || this.workspace.mayBeLate) break;
    }
    this.#channel = opening.channel;
    this.opened(opening);
  }

  async #tryOut(channel: Channel): Promise<Omit<Opening, 'refused'>> {
    const ask: Ask = (call, timeoutMs) => this.#ask(channel, call, timeoutMs);
    const subscribing = channel.subscribes ? this.subscribe(ask) : undefined;
    const first = await ask({ by: 'bridge', service: firstQuestion }, wireReplyTimeoutMs);
    const subscribed = await subscribing;
    const answered = [subscribed, first].some((ended) => ended?.outcome === 'succeeded' || ended?.outcome === 'failed');
    return { channel, answered, subscribed, first };
  }

  #ask(channel: Channel | undefined, call: Call, timeoutMs: number): Promise<Ended> {
    const finish = this.calls.begin(call);
    return new Promise((resolve) => {
      const ended = (end: Ended) => {
        const record = finish(end);
        resolve(end);
        return record;
      };
      const referenceId = `${bridgeReferencePrefix}${this.token}:${++this.#count}`;
      try {
        if (channel === undefined) throw new Error(this.absent());
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

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** As the client library writes it: without arguments there is no `parameters` key. */
function wireForm({ service, parameters = [] }: Call): object {
  if (service === 'subscribe' || service === 'unsubscribe') return { event: service, data: parameters[0] };
  return parameters.length > 0 ? { request: service, parameters } : { request: service };
}

import { eventNames } from '../../api/events/events';
import { wireReplyTimeoutMs } from '../../api/wire';
import { isRecordObject } from '../../base/guards';
import { noEvent } from '../observe/eventDeduplicator';
import type { EventDeduplicator } from '../observe/eventDeduplicator';
import type { Call, Ended } from './callRecorder';

/** Calls a service from a window of the bridge: the message is posted before it returns. Never throws. */
export type Ask = (call: Call, timeoutMs: number) => Promise<Ended>;

/** Almost all events are of this name, and the large ones. */
const many = 'interaction';
const others = eventNames.filter((name) => name !== many);

/** Where a widget subscribes and unsubscribes again and again, the bridge stops doing the same: Workspace can shut out who asks too often. */
const mostTurns = 10;

/**
 * What the bridge subscribes to from its own window. It leaves the events of interactions to the widget while that has
 * subscribed to them: the bridge hears what comes to the widget, and to get each event once more would cost the page as much
 * as to get it once.
 */
export class EventSubscriptions {
  #ask: Ask | undefined;
  /** The bridge's own subscription to the events of interactions. */
  #own: Promise<Ended> | undefined;
  #widgetHas = false;
  #turns = 0;

  /**
   * @param hearsWidget whether the bridge hears all that comes to the widget
   * @param deduplicator learns of which events there are copies
   * @param refused runs when the bridge cannot get what the widget gives up
   */
  constructor(
    private readonly hearsWidget: boolean,
    private readonly deduplicator: EventDeduplicator,
    private readonly refused: () => void,
  ) {}

  /** Subscribes from a new window; resolves to how that ended, or to which part of it did not succeed. */
  async begin(ask: Ask): Promise<Ended> {
    this.end();
    this.#ask = ask;
    this.deduplicator.begin([noEvent]);
    const subscribing = this.#subscribe(ask, this.hearsWidget ? others : eventNames);
    const own = this.hearsWidget ? await this.#take() : undefined;
    const rest = await subscribing;
    const ended = own === undefined || own.outcome === 'succeeded' ? rest : own;
    // Nobody may be listening there.
    if (ended.outcome !== 'succeeded' && this.#ask === ask) this.#ask = undefined;
    return ended;
  }

  /** The bridge's window is gone. */
  end(): void {
    this.#ask = this.#own = undefined;
    this.deduplicator.end([noEvent, ...eventNames]);
  }

  /** Workspace is another one, which knows nothing of what the widget subscribed to. */
  forgetWidget(): void {
    this.#widgetHas = false;
  }

  /** The widget sends this next. What it may give up, the bridge gets itself before. */
  async widgetSends(message: unknown): Promise<void> {
    if (!isRecordObject(message) || message.event !== 'unsubscribe') return;
    this.#widgetHas = false;
    const own = await this.#take();
    if (own !== undefined && own.outcome !== 'succeeded') this.refused();
  }

  /** @param names the event, or events, that the widget gets from now on */
  widgetSubscribed(names: unknown): void {
    if (!this.hearsWidget || !(names === many || (Array.isArray(names) && names.includes(many)))) return;
    this.#widgetHas = true;
    void this.#leave();
  }

  /** Subscribes to the events of interactions, unless the widget or the bridge has. */
  async #take(): Promise<Ended | undefined> {
    if (this.#ask === undefined || this.#widgetHas || this.#own !== undefined) return undefined;
    const own = (this.#own = this.#subscribe(this.#ask, [many]));
    const ended = await own;
    if (ended.outcome !== 'succeeded') {
      if (this.#own === own) this.#own = undefined;
    } else {
      // The widget may have subscribed meanwhile.
      void this.#leave();
    }
    return ended;
  }

  /** Ends the bridge's own subscription to them, if the widget has one. */
  async #leave(): Promise<void> {
    const ask = this.#ask;
    const own = this.#own;
    if (ask === undefined || own === undefined || this.#turns >= mostTurns) return;
    const subscribed = await own;
    if (subscribed.outcome !== 'succeeded' || !this.#widgetHas || this.#own !== own) return;
    this.#own = undefined;
    this.#turns++;
    const parameters = [subscribed.reply.subscriptionId];
    const { outcome } = await ask({ by: 'bridge', service: 'unsubscribe', parameters }, wireReplyTimeoutMs);
    // Until it is answered, copies may be on their way.
    if (outcome === 'succeeded' && !this.#hasOwn) this.deduplicator.end([many]);
  }

  get #hasOwn(): boolean {
    return this.#own !== undefined;
  }

  #subscribe(ask: Ask, names: readonly string[]): Promise<Ended> {
    this.deduplicator.begin(names);
    return ask({ by: 'bridge', service: 'subscribe', parameters: [names] }, wireReplyTimeoutMs);
  }
}

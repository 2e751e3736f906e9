import * as v from 'valibot';
import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { isRecordObject } from '../../../base/guards';
import { longTimer } from '../../../base/longTimer';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import { clientMessageSchema } from '../../../api/clientMessages';
import type { ClientMessage } from '../../../api/clientMessages';
import { isBridgeReference } from '../../../api/bridgeReference';
import { isWireMessage, serverUserAgent, wireProtocolVersion } from '../../../api/wire';
import { errorTexts } from '../../desk/assumptions';
import type { SimulatedDesk } from '../../desk/simulatedDesk';
import type { ServiceReply, WorkspaceEvent } from '../../desk/state/types';
import { outcomeOf } from '../../scenario/run/conditions';
import type { WidgetAct } from '../../scenario/run/widgetActs';
import { WidgetOrigins } from './widgetOrigins';
import { Calls } from './calls';
import type { WireAnswer, WireCall } from './calls';
import type { Clients, Sender } from './clients';
import type { Fault, Faults } from './faults';
import type { LogEntry, MessageLog } from './messageLog';
import type { Replays } from '../model/played/replays';
import type { ObservationReporter } from './observationReporter';
import { Subscriptions } from './subscriptions';
import type { Subscriber } from './subscriptions';

type ReferenceId = ClientMessage['referenceId'];

/** Who sent a request, from which origin, under which reference id. */
interface Asker extends Subscriber {
  readonly referenceId: ReferenceId;
}

/**
 * Workspace's end of the wire: takes requests, subscriptions and their ends from windows, answers each in the order in
 * which they came, and tells of events. What a request changes is told after its reply (assumed).
 */
export class WireServer implements Disposable {
  readonly #subscriptions: Subscriptions;
  readonly #origins = new WidgetOrigins();
  readonly #calls: Calls;
  readonly #owned = new DisposableStore();
  readonly #acts = new Signal<WidgetAct>();
  /** Messages that go out late. */
  readonly #late = new Set<Disposable>();
  /** Events that came while a request is carried out. */
  #heldBack: WorkspaceEvent[] | undefined;

  constructor(
    private readonly desk: SimulatedDesk,
    private readonly clients: Clients,
    private readonly log: MessageLog,
    private readonly faults: Faults,
    private readonly reporter: ObservationReporter,
    private readonly replays: Pick<Replays, 'answer' | 'subscription' | 'events'>,
    newId: () => string,
  ) {
    this.#subscriptions = new Subscriptions(newId);
    this.#calls = new Calls(reporter, this.#origins);
    this.#owned.add(
      desk.events.on((event) => {
        if (this.#heldBack === undefined) this.#tell(event);
        else this.#heldBack.push(event);
      }),
    );
    this.#owned.add(replays.events.on((event) => this.#tell(event)));
  }

  /** What widgets do, for scenarios; not what a bridge does. */
  get acts(): Listenable<WidgetAct> {
    return this.#acts;
  }

  /** A message came. What is not of the wire is left alone. */
  message({ data, source, origin }: MessageEvent<unknown>): void {
    if (source !== null && isWindow(source) && this.#origins.message(source, origin, data)) return;
    if (!isForUs(data)) return;
    if (source === null) {
      // The last message of a page that the user left comes without its window, so its widget is unknown.
      const name = 'its page is gone';
      this.log.add({ direction: 'in', kind: 'ignored', widget: `page of ${origin}`, name, message: data });
      return;
    }
    if (!isWindow(source)) return;
    this.reporter.heardFrom(source);
    const sender = this.clients.identify(source, origin);
    const parsed = v.safeParse(clientMessageSchema, data);
    if (!isWireMessage(data) || !parsed.success) {
      const name = isWireMessage(data) ? 'neither a request nor a subscription' : 'no userAgent of the client library';
      this.log.add({ direction: 'in', kind: 'ignored', widget: sender.widget, name, message: data });
      return;
    }
    const message = parsed.output;
    const { referenceId } = message;
    const isBridge = sender.isBridge === true || isBridgeReference(referenceId);
    const asker: Asker = { sender, origin, referenceId, isBridge };
    if (isRequest(message)) this.#request(asker, message.request, message.parameters);
    else if (message.event === 'subscribe') this.#subscribe(asker, message.data);
    else this.#unsubscribe(asker, message.data);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#calls.dispose();
    for (const timer of this.#late) timer.dispose();
  }

  #request(asker: Asker, service: string, parameters: readonly unknown[] | undefined): void {
    const { sender, referenceId } = asker;
    this.#record(asker, { direction: 'in', kind: 'request', name: service, referenceId, message: parameters ?? [] });
    const call = this.#begin(asker, service, parameters);
    if (this.#answerFromRecording(asker, service, parameters ?? [], call)) return;
    this.#heldBack = [];
    try {
      const reply = this.#carryOut(asker, service, parameters ?? []);
      if (reply !== undefined) {
        this.#reply(asker, 'reply', service, reply, call);
      }
      this.#tellOf(asker, { kind: 'call', service, parameters: parameters ?? [], outcome: outcomeOf(reply) });
    } finally {
      const events = this.#heldBack;
      this.#heldBack = undefined;
      for (const event of events) this.#tell(event, sender.window);
    }
  }

  /** @returns false if nothing is replayed, or a bridge calls */
  #answerFromRecording(asker: Asker, service: string, values: readonly unknown[], call: WireCall | undefined): boolean {
    const answer = asker.isBridge ? undefined : this.replays.answer(service, values);
    if (answer === undefined) return false;
    const { reply, afterMs } = answer;
    if (reply === undefined) return true;
    if (afterMs === 0) this.#reply(asker, 'reply', service, reply, call);
    else this.#later(afterMs, () => this.#reply(asker, 'reply', service, reply, call));
    return true;
  }

  /** What a call is answered with; undefined if it is ignored. A fault keeps it from the desk. */
  #carryOut(
    { sender, origin, isBridge }: Asker,
    service: string,
    values: readonly unknown[],
  ): ServiceReply | undefined {
    const fault = isBridge ? undefined : this.faults.take('call', service);
    if (fault === undefined) return this.desk.call(service, values, { ...sender, origin });
    return fault.effect === 'callRefused' ? { errorMessage: fault.errorMessage } : undefined;
  }

  #subscribe(asker: Asker, data: string | readonly string[]): void {
    const { sender, origin, referenceId, isBridge } = asker;
    const events = typeof data === 'string' ? [data] : data;
    const name = events.join(', ');
    this.#record(asker, { direction: 'in', kind: 'subscribe', name, referenceId, message: data });
    const call = this.#begin(asker, 'subscribe', [data]);
    const reply = this.desk.accepts({ ...sender, origin })
      ? { subscriptionId: this.#subscriptions.add({ sender, origin, isBridge }, events) }
      : { errorMessage: errorTexts.originNotAccepted.value(origin) };
    this.#reply(asker, 'subscribed', 'subscribe', reply, call);
    const isAccepted = 'subscriptionId' in reply;
    if (isAccepted) this.#tellOf(asker, { kind: 'subscription', events });
    if (!isBridge) this.replays.subscription('subscribe', data, isAccepted);
  }

  /** Answered the same whether there was such a subscription or not (assumed). */
  #unsubscribe(asker: Asker, id: unknown): void {
    const { sender, referenceId } = asker;
    this.#record(asker, { direction: 'in', kind: 'unsubscribe', name: String(id), referenceId, message: id });
    const call = this.#begin(asker, 'unsubscribe', [id]);
    this.#subscriptions.remove(sender.window, id);
    this.#reply(asker, 'reply', 'unsubscribe', {}, call);
    if (!asker.isBridge) this.replays.subscription('unsubscribe', undefined, true);
  }

  /** Reports a call of a widget; the bridge reports its own. */
  #begin(asker: Asker, service: string, parameters: readonly unknown[] | undefined): WireCall | undefined {
    return asker.isBridge ? undefined : this.#calls.begin(asker.sender, asker.referenceId, service, parameters);
  }

  /** @param cause the window whose request brought the event */
  #tell({ name, data, toOthers }: WorkspaceEvent, cause?: Window): void {
    const subscribers = this.#subscriptions
      .of(name)
      .filter(({ sender, origin }) => this.desk.accepts({ ...sender, origin }))
      .filter(({ sender }) => toOthers !== true || sender.window !== cause);
    const onlyWidgets = subscribers.length > 0 && !subscribers.some(({ isBridge }) => isBridge);
    if (onlyWidgets) this.reporter.report({ kind: 'event', name, data });
    const toBridge = subscribers.some(({ sender }) => sender.isBridge === true);
    if (toBridge) this.reporter.toldEvent();
    const reported = onlyWidgets || toBridge ? this.reporter.events : undefined;
    for (const subscriber of subscribers) {
      const fault = subscriber.isBridge ? undefined : this.faults.take('event', name);
      this.#record(subscriber, {
        direction: 'out',
        kind: 'event',
        name,
        detail: detailOf(data),
        fault: fault?.effect,
        message: data,
      });
      if (fault?.effect === 'eventDropped') continue;
      this.#postEvent(subscriber, { event: name, data }, reported);
      if (fault?.effect === 'eventDoubled') this.#postEvent(subscriber, { event: name, data }, reported);
    }
  }

  #reply(
    asker: Asker,
    on: 'reply' | 'subscribed',
    service: string,
    reply: WireAnswer,
    call: WireCall | undefined,
  ): void {
    const { sender, origin, referenceId, isBridge } = asker;
    const fault = isBridge ? undefined : this.faults.take(on, service);
    const said = fault?.effect === 'replyError' ? { errorMessage: fault.errorMessage } : reply;
    const deliver = () => {
      this.#record(asker, {
        direction: 'out',
        kind: 'reply',
        name: service,
        referenceId,
        failed: 'errorMessage' in said || undefined,
        fault: fault?.effect,
        message: said,
      });
      if (fault?.effect === 'replyNever') return;
      call?.end(said);
      // Without a reference id no callback waits for the reply.
      if (referenceId !== undefined) this.#post(sender, origin, { referenceId, ...said });
    };
    const delay = delayOf(fault);
    if (delay === 0) deliver();
    else this.#later(delay, deliver);
  }

  #later(ms: number, run: () => void): void {
    const timer = longTimer(ms, () => {
      this.#late.delete(timer);
      run();
    });
    this.#late.add(timer);
  }

  /** @param reported which of the events it is that the bridge of this page gets, if it gets it */
  #postEvent(
    { sender, origin }: Subscriber,
    message: Readonly<Record<string, unknown>>,
    reported: number | undefined,
  ): void {
    if (sender.isBridge !== true) this.#origins.sent(sender.window, reported);
    this.#post(sender, origin, message);
  }

  #post({ window }: Sender, origin: string, message: Readonly<Record<string, unknown>>): void {
    if (window.closed) return;
    const whole = { ...message, userAgent: serverUserAgent, protocolVersion: wireProtocolVersion };
    // A page without an origin of its own, such as a sandboxed frame, cannot be addressed otherwise.
    window.postMessage(whole, origin === 'null' ? '*' : origin);
  }

  #tellOf({ isBridge }: Asker, act: WidgetAct): void {
    if (!isBridge) this.#acts.emit(act);
  }

  /** A bridge gets each event a second time. The log counts these messages only, so they do not hide those of widgets. */
  #record({ sender, isBridge }: Subscriber, entry: Omit<LogEntry, 'id' | 'time' | 'widget'>): void {
    if (isBridge) this.log.countOfBridge();
    else this.log.add({ ...entry, widget: sender.widget });
  }
}

/** What kind of event it is, under the names that are known for it. */
function detailOf(data: unknown): string | undefined {
  if (!isRecordObject(data)) return undefined;
  return [data.eventType, data.type].find((kind) => typeof kind === 'string');
}

function delayOf(fault: Fault | undefined): number {
  return fault?.effect === 'replyLate' || fault?.effect === 'subscribedLate' ? fault.delayMs : 0;
}

function isWindow(source: MessageEventSource | null): source is Window {
  return source !== null && 'window' in source;
}

/** Whether a message looks like one for Workspace. Pages also send each other other messages. */
function isForUs(data: unknown): boolean {
  if (isWireMessage(data)) return data.userAgent !== serverUserAgent;
  return typeof data === 'object' && data !== null && ('request' in data || 'referenceId' in data);
}

function isRequest(message: ClientMessage): message is Extract<ClientMessage, { request: string }> {
  return 'request' in message && typeof message.request === 'string';
}

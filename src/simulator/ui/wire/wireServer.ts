import * as v from 'valibot';
import type { Disposable } from '../../../base/disposable';
import { isRecordObject } from '../../../base/json';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import { clientMessageSchema } from '../../../api/clientMessages';
import type { ClientMessage } from '../../../api/clientMessages';
import { bridgeReferencePrefix } from '../../../api/bridgeReference';
import { isWireMessage, serverUserAgent, wireProtocolVersion } from '../../../api/wire';
import { errorTexts } from '../../desk/assumptions';
import type { SimulatedDesk } from '../../desk/simulatedDesk';
import type { ServiceReply, WorkspaceEvent } from '../../desk/types';
import type { CallOutcome } from '../../scenario/conditions';
import type { WidgetAct } from '../../scenario/widgetActs';
import { Calls } from './calls';
import type { Answer, Call } from './calls';
import type { Clients, Sender } from './clients';
import type { Fault, Faults } from './faults';
import type { LogEntry, MessageLog } from './messageLog';
import type { ObservationReporter } from './observationReporter';
import { Subscriptions } from './subscriptions';

type ReferenceId = ClientMessage['referenceId'];

/** One to answer: who, from where, and under which reference id. */
interface Asker {
  readonly sender: Sender;
  readonly origin: string;
  readonly referenceId: ReferenceId;
}

/**
 * Workspace's end of the wire: takes requests, subscriptions and their ends from windows, answers each in the order in
 * which they came, and tells of events. What a request changes is told after its reply (assumed).
 */
export class WireServer implements Disposable {
  readonly #subscriptions: Subscriptions;
  readonly #calls: Calls;
  readonly #listener: Disposable;
  readonly #acts = new Signal<WidgetAct>();
  /** Windows in which a bridge speaks. */
  readonly #bridges = new WeakSet<Window>();
  /** Events that came while a request is carried out. */
  #heldBack: WorkspaceEvent[] | undefined;

  constructor(
    private readonly desk: SimulatedDesk,
    private readonly clients: Clients,
    private readonly log: MessageLog,
    private readonly faults: Faults,
    private readonly reporter: ObservationReporter,
    newId: () => string,
  ) {
    this.#subscriptions = new Subscriptions(newId);
    this.#calls = new Calls(reporter);
    this.#listener = desk.events.on((event) => {
      if (this.#heldBack === undefined) this.#tell(event);
      else this.#heldBack.push(event);
    });
  }

  /** What widgets do, for scenarios; not what a bridge does. */
  get acts(): Listenable<WidgetAct> {
    return this.#acts;
  }

  /** A message came. What is not of the wire is left alone. */
  message({ data, source, origin }: MessageEvent<unknown>): void {
    if (!isForUs(data)) return;
    if (source === null) {
      // A page that was left: what it says last comes when it cannot be told any more which one it was.
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
      this.#record(sender, { direction: 'in', kind: 'ignored', name, message: data });
      return;
    }
    const message = parsed.output;
    const { referenceId } = message;
    if (typeof referenceId === 'string' && referenceId.startsWith(bridgeReferencePrefix)) this.#bridges.add(source);
    const asker: Asker = { sender, origin, referenceId };
    if (isRequest(message)) this.#request(asker, message.request, message.parameters);
    else if (message.event === 'subscribe') this.#subscribe(asker, message.data);
    else this.#unsubscribe(asker, message.data);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#calls.dispose();
  }

  #request(asker: Asker, service: string, parameters: readonly unknown[] | undefined): void {
    const { sender, origin, referenceId } = asker;
    this.#record(sender, { direction: 'in', kind: 'request', name: service, referenceId, message: parameters ?? [] });
    const call = this.#begin(sender, service, parameters);
    this.#heldBack = [];
    try {
      const reply = this.desk.call(service, parameters ?? [], { ...sender, origin });
      if (reply !== undefined) {
        this.#reply(asker, 'reply', service, reply, call);
      }
      this.#tellOf(sender, { kind: 'call', service, parameters: parameters ?? [], outcome: outcomeOf(reply) });
    } finally {
      const events = this.#heldBack;
      this.#heldBack = undefined;
      for (const event of events) this.#tell(event, sender.window);
    }
  }

  #subscribe(asker: Asker, data: string | readonly string[]): void {
    const { sender, origin, referenceId } = asker;
    const events = typeof data === 'string' ? [data] : data;
    const name = events.join(', ');
    this.#record(sender, { direction: 'in', kind: 'subscribe', name, referenceId, message: data });
    const call = this.#begin(sender, 'subscribe', [data]);
    const reply = this.desk.accepts({ ...sender, origin })
      ? { subscriptionId: this.#subscriptions.add({ sender, origin }, events) }
      : { errorMessage: errorTexts.originNotAccepted.value(origin) };
    this.#reply(asker, 'subscribed', 'subscribe', reply, call);
    if ('subscriptionId' in reply) this.#tellOf(sender, { kind: 'subscription', events });
  }

  /** Answered the same whether there was such a subscription or not (assumed). */
  #unsubscribe(asker: Asker, id: unknown): void {
    const { sender, referenceId } = asker;
    this.#record(sender, { direction: 'in', kind: 'unsubscribe', name: String(id), referenceId, message: id });
    const call = this.#begin(sender, 'unsubscribe', [id]);
    this.#subscriptions.remove(sender.window, id);
    this.#reply(asker, 'reply', 'unsubscribe', {}, call);
  }

  /** Reports a call of a widget; the bridge reports its own. */
  #begin(sender: Sender, service: string, parameters: readonly unknown[] | undefined): Call | undefined {
    return this.#isBridge(sender) ? undefined : this.#calls.begin(sender.widget, service, parameters);
  }

  /** @param cause the window whose request brought the event */
  #tell({ name, data, toOthers }: WorkspaceEvent, cause?: Window): void {
    const subscribers = this.#subscriptions
      .of(name)
      .filter(({ sender, origin }) => this.desk.accepts({ ...sender, origin }))
      .filter(({ sender }) => toOthers !== true || sender.window !== cause);
    const onlyWidgets = subscribers.length > 0 && !subscribers.some(({ sender }) => this.#isBridge(sender));
    if (onlyWidgets) this.reporter.report({ kind: 'event', name, data });
    for (const { sender, origin } of subscribers) {
      const fault = this.#isBridge(sender) ? undefined : this.faults.take('event', name);
      this.#record(sender, {
        direction: 'out',
        kind: 'event',
        name,
        detail: detailOf(data),
        fault: fault?.effect,
        message: data,
      });
      if (fault?.effect === 'eventDropped') continue;
      this.#post(sender, origin, { event: name, data });
      if (fault?.effect === 'eventDoubled') this.#post(sender, origin, { event: name, data });
    }
  }

  #reply(asker: Asker, on: 'reply' | 'subscribed', service: string, reply: Answer, call: Call | undefined): void {
    const { sender, origin, referenceId } = asker;
    const fault = this.#isBridge(sender) ? undefined : this.faults.take(on, service);
    const said = fault?.effect === 'replyError' ? { errorMessage: fault.errorMessage } : reply;
    const deliver = () => {
      this.#record(sender, {
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
      // Without a reference id nobody waits, and nobody could tell whose reply it is.
      if (referenceId !== undefined) this.#post(sender, origin, { referenceId, ...said });
    };
    const delay = delayOf(fault);
    if (delay === 0) deliver();
    else setTimeout(deliver, delay);
  }

  #post({ window }: Sender, origin: string, message: Readonly<Record<string, unknown>>): void {
    if (window.closed) return;
    const whole = { ...message, userAgent: serverUserAgent, protocolVersion: wireProtocolVersion };
    // A page without an origin of its own, such as a sandboxed frame, cannot be addressed otherwise.
    window.postMessage(whole, origin === 'null' ? '*' : origin);
  }

  #tellOf(sender: Sender, act: WidgetAct): void {
    if (!this.#isBridge(sender)) this.#acts.emit(act);
  }

  #isBridge(sender: Sender): boolean {
    return sender.isBridge === true || this.#bridges.has(sender.window);
  }

  /** The bridge gets everything a second time: that would hide what the widgets say. */
  #record(sender: Sender, entry: Omit<LogEntry, 'id' | 'time' | 'widget'>): void {
    if (!this.#isBridge(sender)) this.log.add({ ...entry, widget: sender.widget });
  }
}

/** What kind of event it is, under the names that are known for it. */
function detailOf(data: unknown): string | undefined {
  if (!isRecordObject(data)) return undefined;
  return [data.eventType, data.type].find((kind) => typeof kind === 'string');
}

function outcomeOf(reply: ServiceReply | undefined): CallOutcome {
  if (reply === undefined) return 'ignored';
  return 'errorMessage' in reply ? 'failed' : 'succeeded';
}

function delayOf(fault: Fault | undefined): number {
  return fault?.effect === 'replyLate' || fault?.effect === 'subscribedLate' ? fault.delayMs : 0;
}

function isWindow(source: MessageEventSource | null): source is Window {
  return source !== null && 'window' in source;
}

/** Whether a message looks as if it was meant for Workspace: pages send each other much else. */
function isForUs(data: unknown): boolean {
  if (isWireMessage(data)) return data.userAgent !== serverUserAgent;
  return typeof data === 'object' && data !== null && ('request' in data || 'referenceId' in data);
}

function isRequest(message: ClientMessage): message is Extract<ClientMessage, { request: string }> {
  return 'request' in message && typeof message.request === 'string';
}

/**
 * A client of the Service Client API of Genesys Agent Workspace, for a widget's page. It speaks the wire by itself: no
 * other library is needed, and none in the page is disturbed. It works in strict mode, as a module and as CommonJS.
 *
 *   const workspace = connect();
 *   await workspace.subscribe('interaction', ({ data }) => console.log(data.eventType));
 *   await workspace.interaction.setUserData('1', { Seen: 'yes' });
 *
 * MIT License, Deskside.
 */

const userAgent = 'WWE Client';
const protocolVersion = 2;

export interface ConnectOptions {
  /** The window of Workspace; by default the parent of this frame, or else the opener of this window. */
  readonly target?: Window;
  /** Milliseconds until a call without a reply fails; 10,000 by default, as in the vendor's library. */
  readonly timeoutMs?: number;
  /** Gets the texts that Workspace sends. */
  readonly onMessage?: (text: string) => void;
}

/** Workspace refused a call; the message says why, in its words. */
export class WorkspaceRefusal extends Error {
  override readonly name = 'WorkspaceRefusal';

  constructor(
    /** Such as `interaction.accept`. */
    readonly service: string,
    readonly errorMessage: string,
  ) {
    super(`${service}: ${errorMessage}`);
  }
}

/** No reply came in time: whether Workspace did what was asked for is not known. */
export class WorkspaceTimeout extends Error {
  override readonly name = 'WorkspaceTimeout';

  constructor(
    readonly service: string,
    readonly timeoutMs: number,
  ) {
    super(
      `${service}: no reply within ${timeoutMs} ms. Workspace ignores a widget that is not allowed or calls too often.`,
    );
  }
}

/** The client was closed, or this page is not in a frame or window of Workspace. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

type Handler = (event: { readonly event: string; readonly data: unknown }) => void;

interface Waiting {
  readonly resolve: (reply: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
}

interface Topic {
  readonly handlers: Set<{ readonly handler: Handler }>;
  readonly subscriptionId: Promise<unknown>;
}

/** The methods of one namespace, by their names. */
type Namespace = Record<string, (...parameters: unknown[]) => Promise<unknown>>;

/** Connects to Workspace. Call `close()` when the page needs it no more. */
export function connect(options: ConnectOptions = {}): Readonly<Record<string, unknown>> {
  const client = new Client(options);
  const { call, subscribe, close } = client;
  const namespaces = new Map<string, Namespace>();
  // `workspace.voice.dial(…)` becomes the request `voice.dial`: methods that come later need no new client.
  return lookedUp<unknown>({ call, subscribe, close }, (name) => {
    const namespace =
      namespaces.get(name) ??
      lookedUp(
        {},
        (method) =>
          (...given) =>
            call(`${name}.${method}`, ...given),
      );
    namespaces.set(name, namespace);
    return namespace;
  });
}

/** An object whose members are those that it has, and for other names what `find` gives. */
function lookedUp<T>(own: Record<string, T>, find: (name: string) => T): Record<string, T> {
  return new Proxy(own, {
    get(_own, name) {
      // A promise that resolves with this must not take it for another promise.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return own[name] ?? find(name);
    },
  });
}

/** Whether the type of an event is one that `deskside/types` knows, so that `switch` can tell it from the others. */
export function isKnownEvent({ event, data }: { readonly event: string; readonly data: unknown }): boolean {
  const known = Object.hasOwn(knownTypes, event) ? knownTypes[event] : undefined;
  if (known === undefined) return false;
  if (known === 'any') return true;
  const type = fieldOf(data, event === 'agent' ? 'type' : 'eventType');
  return typeof type === 'string' && known.includes(type);
}

class Client {
  readonly #target: Window;
  readonly #timeoutMs: number;
  readonly #onMessage: ((text: string) => void) | undefined;
  /** Other clients in this page count from 0 too, and each hears all replies: this tells ours from theirs. */
  readonly #prefix = `client.${Math.random().toString(36).slice(2)}.`;
  readonly #waiting = new Map<string, Waiting>();
  readonly #topics = new Map<string, Topic>();
  #count = 0;
  #frameId: unknown;
  #isClosed = false;

  constructor({ target, timeoutMs = 10_000, onMessage }: ConnectOptions) {
    this.#target = target ?? workspaceWindow(window);
    this.#timeoutMs = timeoutMs;
    this.#onMessage = onMessage;
    window.addEventListener('message', this.#receive);
  }

  /**
   * Calls a service by its name, such as `voice.dial`; resolves with the data of the reply.
   * Rejects with WorkspaceRefusal, WorkspaceTimeout, NotConnected, or DataCloneError for what can't be sent.
   */
  readonly call = async (service: string, ...parameters: unknown[]): Promise<unknown> => {
    const reply = await this.#request(service, {
      request: service,
      // Without arguments there is no such key on the wire.
      ...(parameters.length === 0 ? {} : { parameters }),
    });
    return reply.data;
  };

  /**
   * Calls a handler at each event of a name, until the function that this resolves with is called. Handlers of one name
   * do not replace each other, and none misses an event that comes before Workspace has answered.
   */
  readonly subscribe = async (events: string | readonly string[], handler: Handler): Promise<() => Promise<void>> => {
    const names = typeof events === 'string' ? [events] : [...new Set(events)];
    const entry = { handler };
    const topics = names.map((name) => {
      const topic = this.#topics.get(name) ?? this.#open(name);
      topic.handlers.add(entry);
      return [name, topic] as const;
    });
    const end = async () => {
      await Promise.all(topics.map(([name, topic]) => this.#leave(name, topic, entry)));
    };
    try {
      await Promise.all(topics.map(([, topic]) => topic.subscriptionId));
    } catch (error) {
      for (const [name, topic] of topics) {
        topic.handlers.delete(entry);
        if (topic.handlers.size === 0 && this.#topics.get(name) === topic) this.#topics.delete(name);
      }
      throw error;
    }
    return end;
  };

  /** Stops listening to Workspace; calls without a reply fail. */
  readonly close = (): void => {
    this.#isClosed = true;
    window.removeEventListener('message', this.#receive);
    for (const { reject } of this.#waiting.values()) reject(new NotConnected('The client was closed.'));
    this.#waiting.clear();
    this.#topics.clear();
  };

  #open(name: string): Topic {
    const reply = this.#request(`subscribe to ${name}`, { event: 'subscribe', data: [name] });
    const topic: Topic = {
      handlers: new Set(),
      subscriptionId: reply.then(({ subscriptionId }) => subscriptionId),
    };
    this.#topics.set(name, topic);
    return topic;
  }

  async #leave(name: string, topic: Topic, entry: { readonly handler: Handler }): Promise<void> {
    if (!topic.handlers.delete(entry) || topic.handlers.size > 0 || this.#topics.get(name) !== topic) return;
    this.#topics.delete(name);
    await this.#request(`unsubscribe from ${name}`, { event: 'unsubscribe', data: await topic.subscriptionId });
  }

  #request(service: string, message: Record<string, unknown>): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new NotConnected('The client was closed.');
      const referenceId = this.#prefix + String(this.#count++);
      const timer = setTimeout(() => {
        this.#waiting.delete(referenceId);
        reject(new WorkspaceTimeout(service, this.#timeoutMs));
      }, this.#timeoutMs);
      this.#waiting.set(referenceId, {
        resolve(reply) {
          clearTimeout(timer);
          const { errorMessage } = reply;
          if (errorMessage === undefined) resolve(reply);
          else
            reject(
              new WorkspaceRefusal(
                service,
                typeof errorMessage === 'string' ? errorMessage : JSON.stringify(errorMessage),
              ),
            );
        },
        reject(error) {
          clearTimeout(timer);
          reject(error);
        },
      });
      const frame = this.#frameId === undefined ? {} : { frameId: this.#frameId };
      try {
        this.#target.postMessage({ ...message, referenceId, userAgent, protocolVersion, ...frame }, '*');
      } catch (error) {
        // What can't be cloned, such as a function, can't be sent.
        clearTimeout(timer);
        this.#waiting.delete(referenceId);
        throw error;
      }
    });
  }

  readonly #receive = ({ data, source }: MessageEvent<unknown>): void => {
    // Only Workspace is believed: other frames of the page can send messages too.
    if (source !== this.#target) return;
    if (typeof data === 'string' && data.startsWith('wwe')) this.#onMessage?.(data);
    if (!isMessage(data)) return;
    const { referenceId, event, frameId } = data;
    if (typeof event === 'string') this.#tell({ event, data: data.data });
    else if (typeof referenceId === 'string') {
      const waiting = this.#waiting.get(referenceId);
      this.#waiting.delete(referenceId);
      waiting?.resolve(data);
    } else if (frameId !== undefined) this.#frameId = frameId;
  };

  #tell(event: { readonly event: string; readonly data: unknown }): void {
    for (const { handler } of [...(this.#topics.get(event.event)?.handlers ?? [])]) {
      try {
        handler(event);
      } catch (error) {
        // As if nobody had caught it: the console shows its stack, and the other handlers are called.
        reportError(error);
      }
    }
  }
}

function workspaceWindow({ parent, opener }: { readonly parent: Window; readonly opener: Window | null }): Window {
  if (parent !== window) return parent;
  if (opener !== null) return opener;
  throw new NotConnected(
    'This page is neither in a frame nor in a window of Workspace. Open it there, or name its window as target.',
  );
}

/** A message of Workspace. */
function isMessage(data: unknown): data is Record<string, unknown> {
  const agent = fieldOf(data, 'userAgent');
  return typeof agent === 'string' && agent.includes('WWE') && agent !== userAgent;
}

function fieldOf(value: unknown, key: string): unknown {
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {};
  return fields[key];
}

/** The event types that are known, by event; `any`: of these the types are not public. */
const knownTypes: Readonly<Partial<Record<string, 'any' | readonly string[]>>> = {
  media: 'any',
  system: 'any',
  markdone: 'any',
  agent: ['READY', 'NOT_READY', 'NOT_READY_AFTER_CALLWORK'],
  interaction: [
    'CASE_SELECTED',
    'CASE_EXPANDED',
    'CASE_COLLAPSED',
    'RINGING',
    'DIALING',
    'ESTABLISHED',
    'HELD',
    'RETRIEVED',
    'RELEASED',
    'RECORDING_STATE_CHANGED',
    'ATTACHED_DATA_CHANGED',
    'PARTY_CHANGED',
    'MARK_DONE',
    'UNKNOWN',
    'CALL_RECOVERED',
    'INVITED',
    'INVITED_CONFERENCE',
    'ACCEPTED',
    'CREATED',
    'PULLED',
    'REVOKED',
    'SAVED',
    'SENT',
    'CANCELLED',
    'TRANSFERRING',
    'TRANSFER_COMPLETED',
    'TRANSFER_FAILED',
    'LEFT_CONFERENCE',
    'JOIN_PENDING',
    'JOIN_FAILED',
    'HISTORY_IN_PROGRESS',
    'HISTORY_DONE',
    'IDLE',
    'ERROR',
    'PREVIEW',
    'READY',
    'CANCELED',
    'REJECTED',
  ],
  outbound: ['CampaignLoaded', 'CampaignUnloaded', 'CampaignStarted', 'CampaignStopped'],
};

// A small client for the Service Client API of Workspace: what crosses the wire, and nothing else.
//
// A widget talks to Workspace with postMessage. It sends a request with a reference id, and Workspace answers with the
// same id; it subscribes to names of events, and Workspace sends it each event of that name.

const USER_AGENT = 'WWE Client';
const PROTOCOL_VERSION = 2;
const REPLY_TIMEOUT_MS = 10_000;

/** A call that Workspace refused, or did not answer in time. */
export class WorkspaceError extends Error {
  name = 'WorkspaceError';
}

export class WorkspaceClient {
  #workspace;
  #nextReferenceId = 0;
  /** What waits for a reply, by reference id. */
  #pending = new Map();
  /** Who wants events: a handler and the names it is for. */
  #subscribers = new Set();

  /**
   * @param {Window} workspace the window to talk to: a page that Workspace opened has it as opener, a page in a frame
   *   as parent
   */
  constructor(workspace = window.opener ?? window.parent) {
    this.#workspace = workspace;
    window.addEventListener('message', (event) => this.#receive(event));
  }

  /**
   * Calls a service, such as `call('interaction.accept', '7')`.
   * @returns a promise of what the reply holds as `data`
   */
  async call(service, ...parameters) {
    const reply = await this.#send({ request: service, parameters });
    return reply.data;
  }

  /**
   * Hears of events, such as `subscribe(['interaction', 'agent'], ({ event, data }) => ...)`.
   * @returns a promise of a function that ends the subscription
   */
  async subscribe(names, handler) {
    const subscriber = { names: [names].flat(), handler };
    // Before the reply: an event may come first.
    this.#subscribers.add(subscriber);
    try {
      const { subscriptionId } = await this.#send({ event: 'subscribe', data: names });
      return () => {
        this.#subscribers.delete(subscriber);
        return this.#send({ event: 'unsubscribe', data: subscriptionId });
      };
    } catch (error) {
      this.#subscribers.delete(subscriber);
      throw error;
    }
  }

  #send(message) {
    const referenceId = String(this.#nextReferenceId++);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(referenceId);
        reject(new WorkspaceError('Workspace did not answer within 10 seconds.'));
      }, REPLY_TIMEOUT_MS);
      this.#pending.set(referenceId, { resolve, reject, timer });
      // The origin of Workspace differs from tenant to tenant. Name yours instead of '*' when you know it.
      this.#workspace.postMessage(
        { ...message, referenceId, userAgent: USER_AGENT, protocolVersion: PROTOCOL_VERSION },
        '*',
      );
    });
  }

  #receive({ source, data: message }) {
    if (source !== this.#workspace || !String(message?.userAgent).includes('WWE')) return;
    if (message.event !== undefined) {
      for (const { names, handler } of this.#subscribers) if (names.includes(message.event)) handler(message);
      return;
    }
    const waiting = this.#pending.get(message.referenceId);
    if (waiting === undefined) return;
    this.#pending.delete(message.referenceId);
    clearTimeout(waiting.timer);
    if (message.errorMessage === undefined) waiting.resolve(message);
    else waiting.reject(new WorkspaceError(message.errorMessage));
  }
}

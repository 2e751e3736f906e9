import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { DisposableStore } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { reportError } from '../base/reportError';
import { limits } from '../protocol/limits';
import { fromFrame } from '../protocol/debuggerMessages';
import type { FromFrame, ToFrame } from '../protocol/debuggerMessages';
import { CdpError } from './cdp';
import type { Cdp, CdpEvent } from './cdp';
import { FrameConnection } from './frameConnection';
import type { RelayEndpoint } from './frameConnection';

const contextCreated = v.object({
  context: v.object({
    id: v.number(),
    origin: v.pipe(v.string(), v.regex(/^https?:/)),
    // Not of an extension's content scripts.
    auxData: v.object({ isDefault: v.literal(true) }),
  }),
});
const contextDestroyed = v.object({ executionContextId: v.number() });
const bindingCalled = v.object({ name: v.string(), payload: v.string(), executionContextId: v.number() });
const scriptAdded = v.object({ identifier: v.string() });

/** A frame of the protocol as a text within a text: quotes are doubled. */
const longestPayload = 2 * limits.frameBytes + 1024;

/** Runs in the page: hands a text to the bridge's receiver. */
const deliverText = 'function (receiver, text) { globalThis[receiver]?.(text); }';

/** What the bridge is told that a debugger puts into pages. */
export interface BridgeSettings {
  /** The relay's origin: its own pages are left alone. */
  readonly relay: string;
  /** Whether pages tell where in their code they make calls. */
  readonly callSites: boolean;
}

/** The bridge in all frames of one target of a debugger. Frames of another process are targets of their own. */
export class Attachment implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #lines = new Map<number, FrameConnection>();
  /** Random, so that no page can wait for them. */
  readonly #binding = randomName();
  readonly #receiver = randomName();
  #script: string | undefined;

  private constructor(
    private readonly cdp: Cdp,
    private readonly endpoint: () => RelayEndpoint | undefined,
  ) {
    this.#owned.add(cdp.onEvent.on((event) => this.#event(event)));
    this.#owned.add(cdp.onEnd.on(() => this.#dropLines()));
  }

  /**
   * Puts the bridge into all frames of the target, those that are there and those to come.
   * @param cdp is the caller's, who disposes of it after this
   * @param bundle the text of bridgeDebugger.js
   * @throws CdpError if the target has no pages or the debugger is gone
   */
  static async start(
    cdp: Cdp,
    bundle: string,
    settings: BridgeSettings,
    endpoint: () => RelayEndpoint | undefined,
  ): Promise<Attachment> {
    const attachment = new Attachment(cdp, endpoint);
    try {
      await attachment.#start(bundle, settings);
    } catch (error) {
      attachment.dispose();
      throw error;
    }
    return attachment;
  }

  dispose(): void {
    this.#dropLines();
    this.#owned.dispose();
    this.#quietly('Runtime.removeBinding', { name: this.#binding });
    if (this.#script !== undefined) {
      this.#quietly('Page.removeScriptToEvaluateOnNewDocument', { identifier: this.#script });
    }
  }

  async #start(bundle: string, settings: BridgeSettings): Promise<void> {
    const { cdp } = this;
    const names = JSON.stringify({ binding: this.#binding, receiver: this.#receiver, ...settings });
    // Its name tells it from the page's scripts in stacks.
    const source = `((desksideDebugger) => {${bundle}\n})(${names});\n//# sourceURL=deskside-bridge.js`;
    // The debugger of VS Code tells only what is asked for; a browser itself tells all and does not know the command.
    this.#quietly('JsDebug.subscribe', { events: ['Runtime.*'] });
    await cdp.request('Page.enable');
    await cdp.request('Runtime.addBinding', { name: this.#binding });
    const added = await cdp.request('Page.addScriptToEvaluateOnNewDocument', { source });
    this.#script = v.parse(scriptAdded, added).identifier;
    await cdp.request('Runtime.enable');
    // Those that are there already; in one that came since, the script finds that it was there.
    for (const contextId of this.#lines.keys()) this.#quietly('Runtime.evaluate', { expression: source, contextId });
  }

  #event({ method, params }: CdpEvent): void {
    const handle = this.#handlers[method];
    handle?.(params);
  }

  readonly #handlers: Readonly<Record<string, (params: unknown) => void>> = {
    'Runtime.executionContextCreated': (params) => {
      const created = v.safeParse(contextCreated, params);
      if (!created.success) return;
      const { id, origin } = created.output.context;
      this.#drop(id);
      this.#lines.set(id, new FrameConnection(origin, this.endpoint, (message) => this.#deliver(id, message)));
    },
    'Runtime.executionContextDestroyed': (params) => {
      const destroyed = v.safeParse(contextDestroyed, params);
      if (destroyed.success) this.#drop(destroyed.output.executionContextId);
    },
    'Runtime.executionContextsCleared': () => this.#dropLines(),
    'Runtime.bindingCalled': (params) => {
      const called = v.safeParse(bindingCalled, params);
      if (!called.success || called.output.name !== this.#binding) return;
      const message = readPayload(called.output.payload);
      if (message !== undefined) this.#lines.get(called.output.executionContextId)?.take(message);
    },
  };

  #deliver(executionContextId: number, message: ToFrame): void {
    this.#quietly('Runtime.callFunctionOn', {
      executionContextId,
      functionDeclaration: deliverText,
      arguments: [{ value: this.#receiver }, { value: JSON.stringify(message) }],
      silent: true,
    });
  }

  #drop(context: number): void {
    this.#lines.get(context)?.dispose();
    this.#lines.delete(context);
  }

  #dropLines(): void {
    for (const context of [...this.#lines.keys()]) this.#drop(context);
  }

  /** Sends a command and waits for nothing: the frame or the debugger may be gone by now. */
  #quietly(method: string, params: object): void {
    this.cdp.request(method, params).catch((error: unknown) => {
      if (!(error instanceof CdpError)) reportError(error);
    });
  }
}

/** What a frame said, or undefined if no bridge says so. */
function readPayload(payload: string): FromFrame | undefined {
  if (payload.length > longestPayload) return undefined;
  try {
    const read = v.safeParse(fromFrame, JSON.parse(payload));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

function randomName(): string {
  return `_${randomBytes(16).toString('hex')}`;
}

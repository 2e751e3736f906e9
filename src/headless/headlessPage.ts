import { setTimeout as after } from 'node:timers/promises';
import * as v from 'valibot';
import { DisposableStore } from '../base/disposable';
import { Signal } from '../base/signal';
import type { Cdp, CdpEvent } from '../debugger/cdp';
import { PageConsole } from './pageConsole';
import type { ConsoleLine } from './pageConsole';

/** Why a page does no more, in one sentence. */
export class PageEnded extends Error {
  override readonly name = 'PageEnded';
}

const contextSchema = v.object({ browserContextId: v.string() });
const targetSchema = v.object({ targetId: v.string() });
const sessionSchema = v.object({ sessionId: v.string() });
const attachedSchema = v.object({ sessionId: v.string(), targetInfo: v.object({ targetId: v.string() }) });
const infoSchema = v.object({ targetInfo: v.object({ url: v.string() }) });
const evaluatedSchema = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(
    v.object({ text: v.string(), exception: v.optional(v.object({ description: v.optional(v.string()) })) }),
  ),
});
const bindingSchema = v.object({ name: v.string(), payload: v.string() });
const navigatedSchema = v.object({
  frame: v.object({ parentId: v.optional(v.string()), url: v.string() }),
});
const rectangleSchema = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
const pictureSchema = v.object({ data: v.string() });
const sentSchema = v.object({ response: v.object({ payloadData: v.string() }) });
const navigationSchema = v.object({ errorText: v.optional(v.string()) });

/** A page in a browser context of its own, with all frames in it, also those of other processes. */
export class HeadlessPage {
  /** Whatever the page and its frames write to the console, and what goes wrong in them. */
  readonly console = new Signal<ConsoleLine>();
  /** What the page itself and frames in its process send over their WebSockets. */
  readonly sent = new Signal<string>();
  /** The page is of no use any more; it says why. */
  readonly ended = new Signal<PageEnded>();
  readonly #owned = new DisposableStore();
  readonly #targets = new Map<string, { readonly targetId: string; readonly lines: PageConsole }>();
  readonly #bindings = new Map<string, (payload: string) => void>();
  #loads: (() => void) | undefined;
  #isThere = false;
  #end: PageEnded | undefined;

  private constructor(
    private readonly cdp: Cdp,
    private readonly contextId: string,
    private readonly sessionId: string,
  ) {
    this.#owned.add(cdp.onEvent.on((event) => this.#event(event)));
    this.#owned.add(cdp.onEnd.on(() => this.#die('The browser has ended.')));
  }

  /** @throws CdpError if the browser is gone */
  static async open(cdp: Cdp): Promise<HeadlessPage> {
    const context = await cdp.request('Target.createBrowserContext', { disposeOnDetach: true });
    const { browserContextId } = v.parse(contextSchema, context);
    const target = await cdp.request('Target.createTarget', { url: 'about:blank', browserContextId });
    const { targetId } = v.parse(targetSchema, target);
    const attached = await cdp.request('Target.attachToTarget', { targetId, flatten: true });
    const { sessionId } = v.parse(sessionSchema, attached);
    const page = new HeadlessPage(cdp, browserContextId, sessionId);
    await Promise.all([
      cdp.request('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId }),
      page.#watch(sessionId, targetId),
      page.#request('Page.enable'),
    ]);
    return page;
  }

  /** Functions of this name in the page hand their one argument, a text, to `run`. */
  async bind(name: string, run: (payload: string) => void): Promise<void> {
    this.#bindings.set(name, run);
    await this.#request('Runtime.addBinding', { name });
  }

  /**
   * Loads an address, and waits until its scripts have run; frames may still be loading.
   * @throws PageEnded if nothing answers there, or the page ends meanwhile
   */
  async goto(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => (this.#loads = resolve));
    const { errorText } = v.parse(navigationSchema, await this.#request('Page.navigate', { url }));
    if (errorText !== undefined) throw new PageEnded(`${url.replace(/#.*/s, '')} could not be loaded (${errorText}).`);
    await this.#unlessEnded(loaded);
    this.#isThere = true;
  }

  /**
   * The value of an expression in the page, as JSON carries it; of a promise what it resolves to.
   * @throws PageEnded if the page ends meanwhile, or the expression throws
   */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#request('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    const { result, exceptionDetails } = v.parse(evaluatedSchema, answer);
    if (exceptionDetails !== undefined)
      throw new PageEnded(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Gives the page this size in pixels, of which each is one in a picture. */
  async resize(width: number, height: number): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#request('Emulation.setDeviceMetricsOverride', metrics);
  }

  /**
   * A picture of what the page shows, as PNG in base64.
   * @param part an expression in the page for the rectangle to show, `{ x, y, width, height }`; all without it
   */
  async picture(part?: string): Promise<string> {
    const rectangle = part === undefined ? undefined : v.safeParse(rectangleSchema, await this.evaluate(part));
    const clip = rectangle?.success === true ? { clip: { ...rectangle.output, scale: 1 } } : {};
    return v.parse(pictureSchema, await this.#request('Page.captureScreenshot', { format: 'png', ...clip })).data;
  }

  /**
   * The addresses of the page and of its frames in other processes whose code does not let them answer.
   * @param ms how long to wait for an answer
   */
  async stuck(ms: number): Promise<readonly string[]> {
    const asked = [...this.#targets].map(async ([sessionId, { targetId }]) => {
      const answered = this.cdp.request('Runtime.evaluate', { expression: '0' }, sessionId).then(
        () => true,
        () => true,
      );
      return (await Promise.race([answered, after(ms)])) === true ? [] : [await this.#addressOf(targetId)];
    });
    return (await Promise.all(asked)).flat();
  }

  async #addressOf(targetId: string): Promise<string> {
    const info = await this.cdp.request('Target.getTargetInfo', { targetId });
    return v.parse(infoSchema, info).targetInfo.url;
  }

  /** Closes the page with its frames and its windows. What waits for it ends. */
  async close(): Promise<void> {
    this.#owned.dispose();
    this.#die('The page was closed.');
    await this.cdp
      .request('Target.disposeBrowserContext', { browserContextId: this.contextId })
      // The browser is gone, and the page with it.
      .catch(() => undefined);
  }

  async #request(method: string, params: object = {}): Promise<unknown> {
    return this.#unlessEnded(this.cdp.request(method, params, this.sessionId));
  }

  #unlessEnded<T>(work: Promise<T>): Promise<T> {
    const owned = new DisposableStore();
    return new Promise<T>((resolve, reject) => {
      if (this.#end !== undefined) reject(this.#end);
      owned.add(this.ended.on(reject));
      work.then(resolve, (error: unknown) => reject(this.#end ?? asError(error)));
    }).finally(() => owned.dispose());
  }

  /** Listens to a target: the page, or a frame or worker in a process of its own. */
  async #watch(sessionId: string, targetId: string): Promise<void> {
    const lines = new PageConsole((line) => this.console.emit(line));
    this.#targets.set(sessionId, { targetId, lines });
    const request = (method: string, params: object = {}) => this.cdp.request(method, params, sessionId);
    await Promise.all([
      request('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      ...['Runtime.enable', 'Log.enable', 'Network.enable'].map((method) => request(method)),
    ]);
  }

  async #join(sessionId: string, targetId: string): Promise<void> {
    try {
      await this.#watch(sessionId, targetId);
    } catch {
      // Workers have not all of it, and a frame may be gone again.
    }
    await this.cdp.request('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => undefined);
  }

  #event({ method, params, sessionId }: CdpEvent): void {
    if (sessionId === undefined) {
      const gone = v.safeParse(sessionSchema, params);
      if (method !== 'Target.detachedFromTarget' || !gone.success) return;
      if (gone.output.sessionId === this.sessionId) this.#die('The page was closed, perhaps by the widget.');
      return;
    }
    const target = this.#targets.get(sessionId);
    if (target === undefined) return;
    target.lines.event(method, params);
    if (method === 'Target.attachedToTarget') {
      const { sessionId: joined, targetInfo } = v.parse(attachedSchema, params);
      void this.#join(joined, targetInfo.targetId);
    } else if (method === 'Target.detachedFromTarget') {
      this.#targets.delete(v.parse(sessionSchema, params).sessionId);
    } else if (method === 'Inspector.targetCrashed') {
      this.#die('The process of the page or of a widget has crashed.');
    } else if (sessionId === this.sessionId) {
      this.#eventOfPage(method, params);
    }
  }

  #eventOfPage(method: string, params: unknown): void {
    if (method === 'Network.webSocketFrameSent') {
      this.sent.emit(v.parse(sentSchema, params).response.payloadData);
    } else if (method === 'Runtime.bindingCalled') {
      const { name, payload } = v.parse(bindingSchema, params);
      this.#bindings.get(name)?.(payload);
    } else if (method === 'Page.domContentEventFired') {
      this.#loads?.();
    } else if (method === 'Page.javascriptDialogOpening') {
      // A dialog stops the page until somebody presses its button, and nobody is there.
      this.#request('Page.handleJavaScriptDialog', { accept: true }).catch(() => undefined);
    } else if (method === 'Page.frameNavigated' && this.#isThere) {
      const { frame } = v.parse(navigatedSchema, params);
      if (frame.parentId === undefined) this.#die(`A widget led the whole page to ${frame.url}.`);
    }
  }

  #die(why: string): void {
    if (this.#end !== undefined) return;
    this.#end = new PageEnded(why);
    this.ended.emit(this.#end);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

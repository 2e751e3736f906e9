import { rm } from 'node:fs/promises';
import * as v from 'valibot';
import { SerialQueue } from '../../../src/base/serialQueue';
import { buildWebAssets } from '../../browser/support/webAssets';
import { DebuggedChromium } from './debuggedChromium';
import { newsSchema } from './parts/messages';
import type { News, Order } from './parts/messages';
import type { PageRole, Player } from './trio';
import { WidgetSite } from './widgetSite';

/** What Chromium calls its processes (seen: Chromium 156). */
const processTypes = { renderer: 'renderer', network: 'network.mojom.NetworkService' } as const;

const bindingSchema = v.object({ payload: v.string() });
const processesSchema = v.object({ processInfo: v.array(v.object({ type: v.string(), id: v.number() })) });

/**
 * A page in a tab of a Chromium of its own, with the bridge as it ships. What it does while it is loaded it tells over the
 * debugger's way, which needs neither its network nor its socket.
 */
export class ChromiumPage implements Player, PageRole {
  readonly eventsOnly = false;
  readonly heartbeatMs = 250;
  runs = false;
  frozen = false;
  #heard: (news: News) => void = () => undefined;
  /** The processes that the page runs in, and one that Chromium keeps for the next page. */
  #renderers: readonly number[] = [];
  #ready: () => void = () => undefined;
  #crashed: () => void = () => undefined;
  #starting: Promise<void> | undefined;
  /** Of loads and ends. */
  readonly #turns = new SerialQueue();

  private constructor(
    private readonly assets: string,
    private readonly site: WidgetSite,
    private readonly browser: DebuggedChromium,
  ) {
    browser.tab.onEvent.on(({ method, params }) => {
      if (method === 'Runtime.bindingCalled') this.#hear(v.parse(bindingSchema, params).payload);
      if (method === 'Inspector.targetCrashed') this.#crashed();
    });
  }

  static async open(): Promise<ChromiumPage> {
    const assets = await buildWebAssets();
    const site = new WidgetSite(assets);
    await site.start();
    return new ChromiumPage(assets, site, await DebuggedChromium.start());
  }

  get origin(): string {
    return this.site.origin;
  }

  player(_: string, heard: (news: News) => void): Player {
    this.#heard = heard;
    return this;
  }

  /** Loads it, as a user does in a tab whose page has crashed, too. */
  start(socket: string, key: string): Promise<void> {
    this.site.socket = socket;
    this.site.key = key;
    const navigate = () => this.browser.tab.request('Page.navigate', { url: `${this.origin}/` });
    return (this.#starting ??= this.#turns
      .run(() => this.#load(navigate))
      .finally(() => {
        this.#starting = undefined;
      }));
  }

  /** Loads it again, as a user does. */
  reload(): Promise<void> {
    return this.#turns.run(() => this.#load(() => this.browser.tab.request('Page.reload')));
  }

  /** Ends its process in the middle of whatever it does. */
  async kill(): Promise<void> {
    if (!this.runs) return;
    this.runs = this.frozen = false;
    await this.#turns.run(async () => {
      const crashed = new Promise<void>((resolve) => {
        this.#crashed = resolve;
      });
      for (const id of await this.#processes('renderer')) signal(id, 'SIGKILL');
      await crashed;
    });
  }

  freeze(): void {
    this.#signalRenderers('SIGSTOP', true);
  }

  thaw(): void {
    this.#signalRenderers('SIGCONT', false);
  }

  /** What is asked of a page whose process is gone is lost with it. */
  tell(order: Order): void {
    if (order.do !== 'record') return;
    const expression = `record(${order.count}, ${order.bytes})`;
    this.browser.tab.request('Runtime.evaluate', { expression }).catch(() => undefined);
  }

  /** Stops, continues or kills the process that has all connections of the browser. */
  async signalNetwork(name: NodeJS.Signals): Promise<void> {
    for (const id of await this.#processes('network')) signal(id, name);
  }

  /** Lets Chromium freeze the page as one in the background, or wakes it. */
  async setLifecycle(state: 'frozen' | 'active'): Promise<void> {
    await this.browser.tab.request('Page.setWebLifecycleState', { state });
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    this.thaw();
    await this.browser.close();
    this.site.stop();
    await rm(this.assets, { recursive: true });
  }

  async #load(navigate: () => Promise<unknown>): Promise<void> {
    const ready = new Promise<void>((resolve) => {
      this.#ready = resolve;
    });
    await navigate();
    await this.browser.tab.request('Inspector.enable');
    await this.browser.tab.request('Runtime.enable');
    await this.browser.tab.request('Runtime.addBinding', { name: 'told' });
    await this.browser.tab.request('Runtime.evaluate', { expression: 'window.tellAll?.()' });
    await ready;
    this.#renderers = await this.#processes('renderer');
    this.runs = true;
  }

  #hear(payload: string): void {
    const news = v.parse(newsSchema, JSON.parse(payload));
    if (news.news === 'ready') this.#ready();
    this.#heard(news);
  }

  async #processes(type: keyof typeof processTypes): Promise<number[]> {
    const { processInfo } = v.parse(processesSchema, await this.browser.whole.request('SystemInfo.getProcessInfo'));
    return processInfo.filter((process) => process.type === processTypes[type]).map(({ id }) => id);
  }

  #signalRenderers(name: NodeJS.Signals, frozen: boolean): void {
    if (!this.runs) return;
    for (const id of this.#renderers) signal(id, name);
    this.frozen = frozen;
  }
}

function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // Chromium has ended it by now.
  }
}

import { rm } from 'node:fs/promises';
import type { BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { newKey } from '../../../src/relayClient/keys';
import { startRelay } from '../../../src/relay/relay';
import type { Relay } from '../../../src/relay/relay';
import { scriptTag } from '../../../src/presentation/connection/scriptTag';
import { BridgeTool } from '../support/bridgeTool';
import { until as eventually } from '../../support/until';
import type { OpenBrowser } from '../support/openBrowser';
import { buildWebAssets } from '../support/webAssets';
import { RawWidget } from './rawWidget';
import { TestSite } from './testSite';

/** The keys of the relay. */
interface Keys {
  readonly pageKey: string;
  readonly toolKey: string;
}

/** The simulated Workspace in a real browser, served by the relay, with widgets from another origin. */
export class SimulatorRig {
  readonly site = new TestSite();
  readonly #contexts: BrowserContext[] = [];
  readonly #tools: BridgeTool[] = [];

  private constructor(
    private readonly assets: string,
    private readonly browser: OpenBrowser,
    private relay: Relay,
    private readonly keys: Keys,
  ) {}

  /** @param browser belongs to the rig from now on */
  static async start(browser: OpenBrowser): Promise<SimulatorRig> {
    const assets = await buildWebAssets();
    const keys = { pageKey: newKey(), toolKey: newKey() };
    const relay = await startRelay({ port: 0, ...keys, assetsFolder: assets });
    const rig = new SimulatorRig(assets, browser, relay, keys);
    await rig.site.start();
    return rig;
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.browser.close();
    await this.site.stop();
    await this.relay.dispose();
    await rm(this.assets, { recursive: true });
  }

  /** Ends what a test opened; the next one finds a relay that knows nothing. */
  async clear(): Promise<void> {
    const { port } = this.relay;
    for (const tool of this.#tools.splice(0)) tool.close();
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    await this.relay.dispose();
    this.relay = await startRelay({ port, ...this.keys, assetsFolder: this.assets });
  }

  /** The address of Workspace with these parameters in its query, each once for every value. */
  address(query: Readonly<Record<string, string | readonly string[]>> = {}): string {
    const url = new URL('/workspace', this.relay.address);
    for (const [name, values] of Object.entries(query)) {
      for (const value of [values].flat()) url.searchParams.append(name, value);
    }
    return url.href;
  }

  /** The address of a widget of the test site. */
  widget(name: string): string {
    return `${this.site.origin}/${name}`;
  }

  /** The tag that brings the bridge into a page of its own. */
  get scriptTag(): string {
    return scriptTag(this.relay.address, this.keys.pageKey);
  }

  /** The fragment that brings the bridge. */
  get keyFragment(): string {
    return `#key=${this.keys.pageKey}`;
  }

  async tool(): Promise<BridgeTool> {
    const tool = await BridgeTool.connect(this.relay.address, this.keys.toolKey);
    this.#tools.push(tool);
    return tool;
  }

  /** Opens an address in a browser of its own. What the page throws fails the test that looks at `problems`. */
  async open(url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
    const context = await this.browser.newContext(options);
    this.#contexts.push(context);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(url);
    return { page, problems };
  }

  /** Opens Workspace with a widget that speaks the raw wire. */
  async openWithRawWidget(): Promise<{ page: Page; widget: RawWidget; problems: string[] }> {
    const { page, problems } = await this.open(this.address({ widget: this.widget('raw.html') }));
    return { page, widget: await this.rawWidget(page, 'raw.html'), problems };
  }

  /**
   * The widget of this name, once its frame is there.
   * @param before the frame of the load before, which may be there a moment longer
   */
  async rawWidget(page: Page, name: string, before?: Frame): Promise<RawWidget> {
    const frame = await this.frame(page, (url) => new URL(url).pathname === `/${name}`, before);
    await until(frame, 'document.readyState === "complete"');
    return new RawWidget(frame);
  }

  /** The first frame whose address fits, once it is there. A frame that has just been put in has no address yet. */
  async frame(page: Page, fits: (url: string) => boolean, before?: Frame): Promise<Frame> {
    const find = () =>
      page.frames().find((frame) => frame !== before && URL.canParse(frame.url()) && fits(frame.url()));
    for (let frame = find(); ; frame = find()) {
      if (frame !== undefined) return frame;
      await page.waitForEvent('framenavigated');
    }
  }
}

/**
 * Waits until a condition holds in a frame, also in one that is not shown and so draws nothing. It is asked from here each
 * time: Playwright's own waiting evaluates in the page, where the simulator's policy forbids that.
 */
export async function until(frame: Frame, condition: string): Promise<void> {
  await eventually(condition, async () => (await frame.evaluate(condition)) === true);
}

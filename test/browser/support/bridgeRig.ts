import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { newKey } from '../../../src/relayClient/keys';
import { startRelay } from '../../../src/relay/relay';
import type { RelayLogEntry } from '../../../src/relay/logEntry';
import type { Relay } from '../../../src/relay/relay';
import { BridgeSite } from './bridgeSite';
import type { WidgetOptions } from './bridgeSite';
import { BridgeTool } from './bridgeTool';
import type { OpenBrowser } from './openBrowser';
import { buildWebAssets } from './webAssets';

/** A message that the small Workspace got. */
export interface Received {
  readonly from: 'widget' | 'nested';
  readonly request?: string;
  readonly event?: string;
  readonly parameters?: unknown[];
  readonly referenceId: string;
  readonly frameId?: string;
}

/** An open Workspace with its widget. */
export interface Desk {
  readonly page: Page;
  /** The widget's frame, or its window if it is a popup. */
  readonly widget: Frame;
  /** What the browser's console said about Deskside, in the widget and around it. */
  readonly said: readonly string[];
  /** The errors in it. */
  readonly problems: readonly string[];
  received(): Promise<Received[]>;
}

/** The bridge in a real browser: the relay that serves it, a tool that listens, a site with Workspace and widgets. */
export class BridgeRig {
  readonly pageKey = newKey();
  readonly #toolKey = newKey();
  /** Tags that a widget's page can have beside its own scripts, by the names that stand for them. */
  readonly tags: Record<string, string> = {};
  readonly site = new BridgeSite((name) => (name === 'bridge' ? this.bridgeTag : this.tags[name]));
  /** What the relay logged. */
  readonly log: RelayLogEntry[] = [];
  readonly #contexts: BrowserContext[] = [];
  readonly #tools: BridgeTool[] = [];
  #relay: Relay | undefined;
  #port = 0;

  private constructor(
    private readonly assets: string,
    private readonly browser: OpenBrowser,
  ) {}

  /** @param browser belongs to the rig from now on */
  static async start(browser: OpenBrowser): Promise<BridgeRig> {
    const rig = new BridgeRig(await buildWebAssets(), browser);
    await rig.site.start();
    await rig.startRelay();
    return rig;
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.browser.close();
    await this.site.stop();
    await this.stopRelay();
    await rm(this.assets, { recursive: true });
  }

  /** Ends what a test opened; the next one finds a relay that knows nothing. */
  async clear(): Promise<void> {
    for (const tool of this.#tools.splice(0)) tool.close();
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    await this.stopRelay();
    await this.startRelay();
  }

  /** Starts the relay, on the port that it had before. */
  async startRelay(): Promise<void> {
    this.#relay = await startRelay({
      port: this.#port,
      pageKey: this.pageKey,
      toolKey: this.#toolKey,
      allowedOrigins: [this.site.widgetOrigin, this.site.workspaceOrigin],
      assetsFolder: this.assets,
      log: (entry) => this.log.push(entry),
    });
    this.#port = this.#relay.port;
  }

  async stopRelay(): Promise<void> {
    await this.#relay?.dispose();
    this.#relay = undefined;
  }

  /** Where the browser tells debuggers of its targets. */
  get debugging(): string {
    assert.ok(this.browser.debugging !== undefined, 'debuggers reach only a whole browser');
    return this.browser.debugging;
  }

  get relay(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get bridgeTag(): string {
    return `<script src="${this.relay}/bridge.js" data-key="${this.pageKey}"></script>`;
  }

  /** Lets the relay serve a file of a test; it knows its files from its start. */
  async serve(name: string, content: string): Promise<void> {
    await writeFile(join(this.assets, name), content);
    await this.stopRelay();
    await this.startRelay();
  }

  /** The script that a debugger puts into frames. */
  debuggerBundle(): Promise<string> {
    return readFile(join(this.assets, 'bridgeDebugger.js'), 'utf8');
  }

  async tool(): Promise<BridgeTool> {
    const tool = await BridgeTool.connect(this.relay, this.#toolKey);
    this.#tools.push(tool);
    return tool;
  }

  /** Opens a page in a browser of its own. `falseClock` puts a clock in it that only the test moves. */
  async open(
    url: string,
    falseClock = false,
    waitUntil: 'load' | 'domcontentloaded' = 'load',
  ): Promise<{ page: Page; said: string[]; problems: string[] }> {
    const context = await this.browser.newContext();
    this.#contexts.push(context);
    if (falseClock) await context.clock.install();
    const page = await context.newPage();
    const said: string[] = [];
    const problems: string[] = [];
    context.on('weberror', (error) => problems.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
      if (message.text().startsWith('Deskside')) said.push(message.text());
    });
    await page.goto(url, { waitUntil });
    return { page, said, problems };
  }

  /** Opens Workspace with a widget in it. */
  async openDesk(
    widget: WidgetOptions,
    { told = {}, falseClock = false }: { told?: Readonly<Record<string, string>>; falseClock?: boolean } = {},
  ): Promise<Desk> {
    const popup = 'popup' in told;
    const address = this.site.widget(widget);
    const url = this.site.workspace({ ...told, [popup ? 'popup' : 'widget']: address });
    const { page, said, problems } = await this.open(url, falseClock);
    const widgetFrame = popup
      ? (page.context().pages()[1] ?? (await page.context().waitForEvent('page'))).mainFrame()
      : (page.frame('widget') ?? (await page.waitForEvent('frameattached')));
    await widgetFrame.waitForLoadState();
    return {
      page,
      widget: widgetFrame,
      said,
      problems,
      received: () => page.evaluate('window.received'),
    };
  }
}

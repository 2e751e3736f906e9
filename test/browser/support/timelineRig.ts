import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../../../scripts/hosts/paths';
import { RecordHistory } from '../../../src/model/history/recordHistory';
import { WatchedWorkspace } from '../../../src/model/watchedWorkspace';
import { TimelineFeed } from '../../../src/presentation/timeline/timelineFeed';
import type { FromTimelinePage, ToTimelinePage } from '../../../src/presentation/timeline/messages';
import { timelinePageHtml } from '../../../src/presentation/timeline/timelinePageHtml';
import type { PageRecord } from '../../../src/protocol/records';
import { LoopbackServer } from '../../support/loopbackServer';
import type { OpenBrowser } from './openBrowser';
import { buildWebAssets } from './webAssets';

const load = {
  page: 'page-0001',
  epoch: 1,
  title: 'Orders',
  location: 'http://localhost:5173/',
  origin: 'http://localhost:5173',
  place: 'widget',
} as const;

/** Carries messages between the page and what tells it of records, in place of VS Code. */
export interface TimelineCarrier {
  /**
   * Before the page is loaded: gives it a function `toHost`.
   * @param take is given what the page says
   * @returns what tells the page
   */
  connect(page: Page, take: (message: unknown) => void): Promise<(message: ToTimelinePage) => Promise<void>>;
}

const byPlaywright: TimelineCarrier = {
  connect: async (page, take) => {
    await page.exposeFunction('toHost', take);
    return (message) => page.evaluate((told) => window.postMessage(told, window.origin), message);
  },
};

/** What VS Code gives a webview, for this page. As a text: what compiles tests would put helpers of its own into a function. */
const webviewApi = `
  let kept;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.toHost(message),
    getState: () => kept,
    setState: (state) => (kept = state),
  });
`;

/** The page of the timeline in Chromium, with the feed that the extension has, and without VS Code. */
export class TimelineRig {
  history = new RecordHistory();
  /** What the page asked to be done. */
  readonly acts: FromTimelinePage[] = [];
  readonly problems: unknown[] = [];
  #desk = new WatchedWorkspace();
  #feed: TimelineFeed | undefined;
  #page: Page | undefined;
  #seq = 0;

  private constructor(
    private readonly folder: string,
    private readonly server: LoopbackServer,
    private readonly browser: OpenBrowser,
  ) {}

  static async start(browser: OpenBrowser): Promise<TimelineRig> {
    const folder = await buildWebAssets();
    const files: Readonly<Record<string, string>> = {
      '/timeline.js': join(folder, 'timeline', 'timeline.js'),
      '/timeline.css': join(root, 'media', 'timeline', 'timeline.css'),
    };
    const html = timelinePageHtml({ script: '/timeline.js', style: '/timeline.css', source: "'self'", nonce: 'n0nce' });
    const server = new LoopbackServer((request, response) => {
      const file = files[request.url ?? ''];
      response.setHeader('Content-Type', file?.endsWith('.js') ? 'text/javascript' : file ? 'text/css' : 'text/html');
      if (file === undefined) response.end(html);
      else
        readFile(file).then(
          (content) => response.end(content),
          () => response.writeHead(404).end(),
        );
    });
    await server.start();
    return new TimelineRig(folder, server, browser);
  }

  /** The page, told of all that is held. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.newPage(options);
    await this.show(page);
    return page;
  }

  /** A page with nothing in it, in place of the one that was open. */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    await this.close();
    const context = await this.browser.newContext({ viewport: { width: 1200, height: 700 }, ...options });
    const page = await context.newPage();
    this.#page = page;
    page.on('console', (message) => message.type() === 'error' && this.problems.push(message.text()));
    page.on('pageerror', (error) => this.problems.push(error));
    return page;
  }

  /** Loads the timeline into a page and tells it of all that is held. */
  async show(page: Page, carrier = byPlaywright): Promise<void> {
    const tell = await carrier.connect(page, (message) => feed.take(message));
    const post = (message: ToTimelinePage): void => {
      tell(message).catch((error: unknown) => page.isClosed() || this.problems.push(error));
    };
    const feed = new TimelineFeed(this.history, post, {
      selected: (message) => this.acts.push(message),
      act: (message) => this.acts.push(message),
      failed: (error) => this.problems.push(error),
    });
    this.#feed = feed;
    await this.load(page);
  }

  /** Loads the timeline into a page that has a function `toHost`. */
  async load(page: Page): Promise<void> {
    await page.addInitScript(webviewApi);
    await page.goto(`http://127.0.0.1:${this.server.port}/`);
  }

  /** A record comes. */
  take(...records: (PageRecord extends infer R ? (R extends PageRecord ? Omit<R, 'seq'> : never) : never)[]): void {
    const numbered = records.map((record) => ({ ...record, seq: ++this.#seq }));
    const params = { page: load.page, epoch: load.epoch, records: numbered };
    const frame = this.history.frame(load, JSON.stringify({ params }));
    for (const record of numbered) frame.add(record, this.#desk.apply(record), this.#desk);
    this.#feed?.changed();
  }

  /** Something is selected elsewhere. */
  select(row: number): void {
    this.#feed?.select({ row });
  }

  /** Nothing is held, and no page is open. */
  async clear(): Promise<void> {
    await this.close();
    this.history = new RecordHistory();
    this.#desk = new WatchedWorkspace();
    this.#seq = 0;
    this.acts.length = this.problems.length = 0;
  }

  async close(): Promise<void> {
    this.#feed?.dispose();
    await this.#page?.context().close();
    this.#page = undefined;
  }

  async stop(): Promise<void> {
    await this.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

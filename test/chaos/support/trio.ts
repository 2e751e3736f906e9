import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import { newKey } from '../../../src/relayClient/keys';
import { openProvenPage } from '../../support/provenPage';
import { Calls } from './calls';
import type { News } from './parts/messages';
import { Part } from './part';
import { Tap } from './tap';
import { Witness } from './witness';

export const partNames = ['relay', 'tool', 'page'] as const;
export type PartName = (typeof partNames)[number];

/** Not the page of the three. */
const strangePage = 'strange-page';
const patienceMs = 60_000;

/** Whatever is stopped, killed and told what to do as a process of a test is. */
export type Player = Pick<Part, 'runs' | 'frozen' | 'start' | 'kill' | 'freeze' | 'thaw' | 'tell'>;

/** What plays the page of a trio. */
export interface PageRole {
  readonly origin: string;
  /** Whether it records nothing but the events that it is told to make. */
  readonly eventsOnly: boolean;
  /** How often the relay asks for signs of life; as usual if absent. */
  readonly heartbeatMs?: number;
  /** Makes the player; it is started with the relay's address for pages, the key, the origin and a file to keep things in. */
  player(script: string, heard: (news: News) => void): Player;
}

/** The bridge's half that speaks to the relay, in a process of Node. */
const nodePage: PageRole = {
  origin: 'https://widget.example',
  eventsOnly: true,
  player: (script, heard) => new Part(script, heard),
};

/** A relay, a tool and a page, each a process of its own, with a tap before the relay and a witness of what arrives. */
export class Trio {
  readonly witness: Witness;
  readonly calls = new Calls();
  /** Messages that went through the taps. */
  passed = 0;
  /** Runs before each message goes on; no other goes meanwhile. */
  beforeMessage: (number: number) => Promise<void> = () => Promise.resolve();
  /** How often the relay lost the connection of the page. */
  aways = 0;
  /** How often the page's side showed that it is alive when it was asked. */
  pongs = 0;
  readonly #parts: Readonly<Record<PartName, Player>>;
  readonly #keys = { page: newKey(), tool: newKey() };
  readonly #taps: Readonly<Record<'tool' | 'page', Tap>>;
  readonly #storage: string;
  #port = 0;
  #line: Promise<void> = Promise.resolve();
  #failure: Error | undefined;
  #weight = 0;
  #calls = 0;
  readonly #waiting = new Set<() => void>();

  /** @param folder with the scripts of the parts; @param name tells it from other trios */
  constructor(
    folder: string,
    name: string,
    private readonly page: PageRole = nodePage,
  ) {
    this.witness = new Witness(page.eventsOnly);
    const script = (of: PartName): string => join(folder, `${of}.js`);
    const heard = (news: News): void => this.#hear(news);
    this.#parts = {
      relay: new Part(script('relay'), heard),
      tool: new Part(script('tool'), heard),
      page: page.player(script('page'), heard),
    };
    const tap = (answered: () => void): Tap =>
      new Tap(
        () => this.#port,
        () => this.#pass(),
        answered,
      );
    this.#taps = { tool: tap(() => undefined), page: tap(() => this.#pong()) };
    this.#storage = join(folder, `${name}.json`);
  }

  async start(): Promise<void> {
    await Promise.all(Object.values(this.#taps).map((tap) => tap.start()));
    for (const name of partNames) await this.startPart(name);
  }

  async stop(): Promise<void> {
    for (const name of partNames) await this.#parts[name].kill();
    for (const tap of Object.values(this.#taps)) tap.stop();
    for (const kept of [this.#storage, `${this.#storage}.loads`]) await rm(kept, { force: true });
  }

  runs(name: PartName): boolean {
    return this.#parts[name].runs;
  }

  isFrozen(name: PartName): boolean {
    return this.#parts[name].frozen;
  }

  /** Starts a part that does not run; the tool then knows nothing, and the page is loaded again. */
  async startPart(name: PartName): Promise<void> {
    if (this.#parts[name].runs) return;
    if (name === 'tool') this.witness.newTool();
    if (name === 'page') this.witness.begins();
    const { page, tool } = this.#keys;
    const { origin, heartbeatMs = '' } = this.page;
    const args = {
      relay: [
        `${this.#port}`,
        page,
        tool,
        origin,
        `${this.#taps.page.port}`,
        `${this.#taps.tool.port}`,
        `${heartbeatMs}`,
      ],
      tool: [`${this.#taps.tool.address}/tool`, tool],
      page: [`${this.#taps.page.address}/page`, page, origin, this.#storage],
    };
    await this.#parts[name].start(...args[name]);
  }

  async killPart(name: PartName): Promise<void> {
    await this.#parts[name].kill();
    if (name === 'tool') this.calls.forgotten();
  }

  freeze(name: PartName): void {
    this.#parts[name].freeze();
  }

  thaw(name: PartName): void {
    this.#parts[name].thaw();
  }

  /** The network is gone for a moment. */
  cut(name: 'tool' | 'page'): void {
    this.#taps[name].cut();
  }

  /** Lets the page record events, if it runs. */
  record(count: number, bytes = 0): void {
    if (!this.runs('page')) return;
    this.witness.asked(count);
    this.#parts.page.tell({ do: 'record', count, bytes });
  }

  /** Lets the tool call a service of the page, if it runs. */
  invoke(): void {
    if (!this.runs('tool')) return;
    const id = `call-${++this.#calls}`;
    this.calls.made(id);
    // The page makes an event of each call.
    this.witness.asked(1);
    this.#parts.tool.tell({ do: 'invoke', id });
  }

  /** A page that said hello and keeps no rules, at the relay itself. */
  async strangePage(): Promise<WebSocket> {
    const socket = await openProvenPage(`ws://127.0.0.1:${this.#port}/page`, this.#keys.page, this.page.origin);
    const identity = { page: strangePage, epoch: 1, title: '', location: '', place: 'widget', bridge: '' };
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: { version: 2, ...identity } }));
    await once(socket, 'message');
    return socket;
  }

  /** The memory of the relay's process, in bytes. */
  async weigh(): Promise<number> {
    this.#weight = 0;
    this.#parts.relay.tell({ do: 'weigh' });
    await this.until('the weight', () => this.#weight > 0);
    return this.#weight;
  }

  /** Lets everyone come back and waits until the tool has, or misses knowingly, all that the page recorded. */
  async settle(): Promise<void> {
    for (const name of partNames) {
      this.thaw(name);
      await this.startPart(name);
    }
    const before = this.witness.total;
    this.record(1);
    await this.until('the last record', () => this.witness.total > before && this.witness.complete);
    await this.until('the ends of the calls', () => this.calls.waiting === 0);
    this.calls.check();
  }

  /** Waits for something that a process tells. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (holds()) return;
      const left = deadline - Date.now();
      assert.ok(left > 0, `${what} did not come: ${String(this.witness)}, ${this.calls.waiting} calls open`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Lets all who wait look again. */
  #wake(): void {
    for (const look of this.#waiting) look();
    this.#waiting.clear();
  }

  #pass(): Promise<void> {
    this.#line = this.#line
      .then(() => this.beforeMessage(++this.passed))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => this.#wake());
    return this.#line;
  }

  #pong(): void {
    this.pongs++;
    this.#wake();
  }

  #hear(news: News): void {
    try {
      this.#take(news);
    } catch (error) {
      this.#fail(error);
    }
    this.#wake();
  }

  #take(news: News): void {
    switch (news.news) {
      case 'ready':
        this.#port = news.port ?? this.#port;
        break;
      case 'recorded':
        this.witness.recorded(news.load, news.events);
        break;
      case 'away':
        this.aways++;
        break;
      case 'got':
        if (news.page !== strangePage) for (const record of news.records) this.witness.got(news.epoch, record);
        break;
      case 'invoked':
        this.calls.seen(news.id);
        break;
      case 'answered':
        this.calls.ended(news.id, news.end);
        break;
      case 'weight':
        this.#weight = news.residentBytes;
        break;
      case 'failure':
        assert.fail(`the relay failed inside: ${news.text}`);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#wake();
  }
}

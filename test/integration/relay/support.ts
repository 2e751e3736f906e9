import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { newKey } from '../../../src/relayClient/keys';
import type { RelayLogEntry } from '../../../src/relay/logEntry';
import { startRelay } from '../../../src/relay/relay';
import type { Relay, RelayOptions } from '../../../src/relay/relay';
import { openProvenPage } from '../../support/provenPage';

/** A message of the protocol as it is seen on the wire. */
export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export const foreignOrigin = 'https://widget.example';

/** A relay as its clients know it. */
export interface Reachable {
  readonly relay: { readonly port: number };
  readonly pageKey: string;
  readonly toolKey: string;
}

export interface Running extends Reachable {
  readonly relay: Relay;
  readonly log: RelayLogEntry[];
}

export async function runRelay(options: Partial<RelayOptions> = {}): Promise<Running> {
  const log: RelayLogEntry[] = [];
  const all = {
    port: 0,
    pageKey: newKey(),
    toolKey: newKey(),
    allowedOrigins: [foreignOrigin],
    assetsFolder: 'no-such-folder',
    log: (entry: RelayLogEntry) => log.push(entry),
    ...options,
  };
  return { relay: await startRelay(all), pageKey: all.pageKey, toolKey: all.toolKey, log };
}

/** A WebSocket whose messages are taken one by one. */
export class Client {
  /** Everything that came, in order; also what was taken. */
  readonly all: Message[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  #taken = 0;
  readonly #waiting = new Set<() => void>();
  #lastId = 0;

  constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake();
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      this.texts.push(text);
      this.all.push(JSON.parse(text) as Message);
      this.#wake();
    });
  }

  notify(method: string, params: unknown): void {
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  /** Sends a request and returns its id. */
  ask(method: string, params: unknown): number {
    const id = ++this.#lastId;
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return id;
  }

  answer(id: unknown, result: unknown): void {
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, result }));
  }

  /** Sends a request and waits for what answers it, leaving everything else where it is. */
  async call(method: string, params: unknown): Promise<Message> {
    const id = this.ask(method, params);
    await this.until(() => this.all.some((message) => message.id === id && message.method === undefined));
    return this.all.find((message) => message.id === id && message.method === undefined) ?? {};
  }

  /** The next message of this method that was not taken yet; those before it count as taken. */
  async next(method: string): Promise<Message> {
    for (;;) {
      const at = this.all.findIndex((message, index) => index >= this.#taken && message.method === method);
      if (at !== -1) {
        this.#taken = at + 1;
        return this.all[at] ?? {};
      }
      await this.#more(`waiting for ${method}`);
    }
  }

  /** The parameters of the next message of this method. */
  async params(method: string): Promise<unknown> {
    return (await this.next(method)).params;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await this.#more('waiting');
  }

  /** How many messages of this method have come. */
  count(method: string): number {
    return this.all.filter((message) => message.method === method).length;
  }

  /** @param code 1001 is a browser's own when it leaves a page */
  async close(code = 1000): Promise<void> {
    this.socket.close(code);
    await this.closed;
  }

  #more(what: string): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed while ${what}`);
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** A WebSocket to the relay that has its key and has said nothing else yet. */
export async function connectAs(role: 'page' | 'tool', running: Reachable, origin = foreignOrigin): Promise<Client> {
  const url = `ws://127.0.0.1:${running.relay.port}/${role}`;
  if (role === 'page') {
    const page = await openProvenPage(url, running.pageKey, origin);
    const client = new Client(page);
    // The relay has taken in the proof when it answers what comes after it.
    page.ping();
    await Promise.race([once(page, 'pong'), client.closed]);
    return client;
  }
  const socket = new WebSocket(url, ['deskside.v2', `key.${running.toolKey}`]);
  const client = new Client(socket);
  await once(socket, 'open');
  return client;
}

export interface PageOptions {
  readonly page?: string;
  readonly epoch?: number;
  readonly recordedBefore?: number;
  readonly origin?: string;
  readonly title?: string;
}

/** What a page says first. */
export function helloOf({
  page = 'page-0001',
  epoch = 1,
  recordedBefore,
  title = 'A widget',
}: PageOptions = {}): Record<string, unknown> {
  return { version: 2, page, epoch, recordedBefore, title, location: '/', place: 'widget', bridge: 'test' };
}

/** A page that has said hello. */
export async function openPage(running: Reachable, options: PageOptions = {}): Promise<Client> {
  const page = await connectAs('page', running, options.origin);
  await page.call('hello', helloOf(options));
  return page;
}

/** A tool that has said hello. */
export async function openTool(running: Reachable, resume?: readonly object[]): Promise<Client> {
  const tool = await connectAs('tool', running);
  await tool.call('hello', { version: 2, name: 'test', ...(resume === undefined ? {} : { resume }) });
  return tool;
}

/** Events from one number to another. */
export function events(from: number, to = from, data: unknown = {}): object[] {
  return Array.from({ length: to - from + 1 }, (_, at) => ({
    kind: 'event',
    seq: from + at,
    time: 0,
    name: 'agent',
    data,
  }));
}

/** Sends records of a page. */
export function record(client: Client, records: readonly object[], { page = 'page-0001', epoch = 1 } = {}): void {
  client.notify('records', { page, epoch, records });
}

/** The numbers of all records that a tool has got of a page, in order. */
export function seqsOf(tool: Client, page = 'page-0001'): number[] {
  return tool.all.flatMap(({ method, params }) => {
    if (method !== 'records') return [];
    const message = params as { page: string; records: { seq: number }[] };
    return message.page === page ? message.records.map(({ seq }) => seq) : [];
  });
}

/** Waits until the tool has got the record of this number. */
export async function gotSeq(tool: Client, seq: number, page?: string): Promise<void> {
  await tool.until(() => seqsOf(tool, page).includes(seq));
}

/** Resolves as soon as the condition holds; looks again whenever the event loop turns. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** What a server answers to these bytes, until it closes the connection or has upgraded it. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1');
  socket.write(bytes, 'latin1');
  return new Promise((resolve) => {
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.startsWith('HTTP/1.1 101')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

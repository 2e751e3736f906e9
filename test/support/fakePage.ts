import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { openProvenPage } from './provenPage';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly error?: unknown;
  readonly params?: { readonly service?: string; readonly parameters?: readonly unknown[]; readonly by?: string };
}

/** A page as a stranger would write it from the protocol's description alone: plain `ws` and JSON. */
export class FakePage {
  readonly invoked: { readonly service: string; readonly parameters: readonly unknown[] }[] = [];
  /** Who wanted each of them: a tool, or `agent`. */
  readonly callers: string[] = [];
  /** What the page answers to the next calls; undefined if nothing. */
  result: object | undefined = { outcome: 'succeeded', durationMs: 3 };
  /** With which error it answers instead. */
  failure: { readonly code: number; readonly message: string } | undefined;
  #seq = 0;

  private constructor(
    private readonly socket: WebSocket,
    readonly id: string,
  ) {}

  /** Connects and says hello. @throws if the relay turns it away */
  static async connect(
    port: number,
    key: string,
    { origin = `http://127.0.0.1:${port}`, place = 'simulator', title = 'Fake Workspace', id = 'fake-page-1' } = {},
  ): Promise<FakePage> {
    const socket = await openProvenPage(`ws://127.0.0.1:${port}/page`, key, origin);
    const page = new FakePage(socket, id);
    const hello = new Promise<void>((resolve, reject) => {
      socket.once('close', (code, reason) =>
        reject(new Error(`the relay closed the page: ${code} ${reason.toString()}`)),
      );
      socket.on('message', (data) => {
        assert.ok(Buffer.isBuffer(data));
        const message = JSON.parse(data.toString()) as Message;
        if (message.id !== 'hello') page.#take(message);
        else if (message.error === undefined) resolve();
        else reject(new Error(`the relay takes no such hello: ${JSON.stringify(message.error)}`));
      });
    });
    page.#send({
      id: 'hello',
      method: 'hello',
      params: { version: 2, page: id, epoch: 1, title, location: `${origin}/`, place, bridge: 'fake' },
    });
    await hello;
    return page;
  }

  /** Sends records; numbers and times are added. */
  record(...records: object[]): void {
    const numbered = records.map((record) => ({ ...record, seq: ++this.#seq, time: Date.now() }));
    this.#send({ method: 'records', params: { page: this.id, epoch: 1, records: numbered } });
  }

  get isClosed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.socket.close();
    await once(this.socket, 'close');
  }

  #take({ id, method, params }: Message): void {
    if (method !== 'invoke') return;
    this.invoked.push({ service: params?.service ?? '', parameters: params?.parameters ?? [] });
    this.callers.push(params?.by ?? 'tool');
    if (this.failure !== undefined) this.#send({ id, error: this.failure });
    else if (this.result !== undefined) this.#send({ id, result: this.result });
  }

  #send(message: object): void {
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly service?: string; readonly parameters?: readonly unknown[] };
}

/** A page as a stranger would write it from the protocol's description alone: plain `ws` and JSON. */
export class FakePage {
  readonly invoked: { readonly service: string; readonly parameters: readonly unknown[] }[] = [];
  /** What the page answers to the next calls. */
  result: object = { outcome: 'succeeded', durationMs: 3 };
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
    const socket = new WebSocket(`ws://127.0.0.1:${port}/page`, ['deskside.v1', `key.${key}`], { origin });
    await once(socket, 'open');
    const page = new FakePage(socket, id);
    const hello = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        assert.ok(Buffer.isBuffer(data));
        const message = JSON.parse(data.toString()) as Message;
        if (message.id === 'hello') resolve();
        else page.#take(message);
      });
    });
    page.#send({
      id: 'hello',
      method: 'hello',
      params: { version: 1, page: id, epoch: 1, title, location: `${origin}/`, place, bridge: 'fake' },
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
    this.socket.close();
    await once(this.socket, 'close');
  }

  #take({ id, method, params }: Message): void {
    if (method !== 'invoke') return;
    this.invoked.push({ service: params?.service ?? '', parameters: params?.parameters ?? [] });
    this.#send({ id, result: this.result });
  }

  #send(message: object): void {
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }
}

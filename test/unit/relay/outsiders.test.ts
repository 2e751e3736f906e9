import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startRelay } from '../../../src/relay/relay';
import type { Relay } from '../../../src/relay/relay';

// A page and a tool as a stranger writes them from src/protocol/README.md: plain ws, and nothing of src.

interface Message {
  readonly jsonrpc: string;
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

class Outsider {
  readonly #inbox: Message[] = [];
  readonly #socket: WebSocket;
  #wake: () => void = () => undefined;

  constructor(url: string, key: string, origin?: string) {
    this.#socket = new WebSocket(url, ['deskside.v1', `key.${key}`], origin === undefined ? {} : { origin });
    this.#socket.on('message', (data) => {
      this.#inbox.push(JSON.parse((data as Buffer).toString()) as Message);
      this.#wake();
    });
  }

  async opened(): Promise<this> {
    await once(this.#socket, 'open');
    assert.equal(this.#socket.protocol, 'deskside.v1');
    return this;
  }

  send(message: object): void {
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }

  /** The next message. */
  async next(): Promise<Message> {
    for (;;) {
      const message = this.#inbox.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async nextOf(method: string): Promise<Record<string, unknown>> {
    for (;;) {
      const message = await this.next();
      if (message.method === method) return message.params ?? {};
    }
  }

  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}

describe('a page and a tool that share no code with Deskside', () => {
  const pageKey = 'p'.repeat(43);
  const toolKey = 't'.repeat(43);
  const origin = 'https://widget.example';
  let relay: Relay;
  beforeEach(async () => {
    relay = await startRelay({ port: 0, pageKey, toolKey, allowedOrigins: [origin], assetsFolder: 'none' });
  });
  afterEach(() => relay.dispose());

  it('reach each other: records one way, a call and its result the other', async () => {
    const address = `ws://127.0.0.1:${relay.port}`;
    const page = await new Outsider(`${address}/page`, pageKey, origin).opened();
    page.send({
      id: 1,
      method: 'hello',
      params: {
        version: 1,
        page: 'widget-4711',
        epoch: 1,
        title: 'A widget',
        location: `${origin}/`,
        place: 'widget',
        bridge: 'outsider',
      },
    });
    const welcome = await page.next();
    assert.equal(welcome.id, 1);
    assert.equal(welcome.result?.seq, 0);
    const record = { kind: 'event', seq: 1, time: 1_700_000_000_000, name: 'agent', data: { type: 'READY' } };
    page.send({ method: 'records', params: { page: 'widget-4711', epoch: 1, records: [record] } });
    assert.deepEqual(await page.nextOf('ack'), { epoch: 1, seq: 1 });

    const tool = await new Outsider(`${address}/tool`, toolKey).opened();
    tool.send({ id: 'hi', method: 'hello', params: { version: 1, name: 'outsider' } });
    const list = await tool.next();
    assert.equal(list.id, 'hi');
    assert.deepEqual(
      (list.result?.pages as { page: string; origin: string; seq: number; connected: boolean }[]).map((known) => [
        known.page,
        known.origin,
        known.seq,
        known.connected,
      ]),
      [['widget-4711', origin, 1, true]],
    );
    assert.deepEqual((await tool.nextOf('records')).records, [record]);
    await page.nextOf('describe');

    tool.send({ id: 7, method: 'invoke', params: { page: 'widget-4711', service: 'agent.get', parameters: [] } });
    const call = await page.next();
    assert.deepEqual([call.method, call.params], ['invoke', { service: 'agent.get', parameters: [] }]);
    page.send({ id: call.id, result: { outcome: 'succeeded', data: { username: 'kim' }, durationMs: 3.5 } });
    const answer = await tool.next();
    assert.deepEqual(answer, {
      jsonrpc: '2.0',
      id: 7,
      result: { outcome: 'succeeded', data: { username: 'kim' }, durationMs: 3.5 },
    });

    await page.close();
    assert.deepEqual(await tool.nextOf('pageAway'), { page: 'widget-4711' });
  });
});

import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
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

  constructor(
    private readonly url: string,
    subprotocols: string[],
    origin?: string,
  ) {
    this.#socket = new WebSocket(url, subprotocols, origin === undefined ? {} : { origin });
    this.#socket.on('message', (data) => {
      this.#inbox.push(JSON.parse((data as Buffer).toString()) as Message);
      this.#wake();
    });
  }

  async opened(): Promise<this> {
    await once(this.#socket, 'open');
    assert.equal(this.#socket.protocol, 'deskside.v2');
    return this;
  }

  /** Relay and page prove to each other that they have the page key. */
  async prove(key: string): Promise<this> {
    const nonce = randomBytes(32).toString('base64url');
    this.send({ id: 0, method: 'challenge', params: { nonce } });
    const { result } = await this.next();
    const secret = createHash('sha256').update(key).digest();
    const sign = (prover: string) =>
      createHmac('sha256', secret)
        .update(`deskside.v2 ${prover}\n${new URL(this.url).host}\n${nonce}\n${String(result?.nonce)}`)
        .digest('base64url');
    assert.equal(result?.proof, sign('relay'));
    this.send({ method: 'prove', params: { proof: sign('page') } });
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
    const page = await (await new Outsider(`${address}/page`, ['deskside.v2'], origin).opened()).prove(pageKey);
    page.send({
      id: 1,
      method: 'hello',
      params: {
        version: 2,
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

    const tool = await new Outsider(`${address}/tool`, ['deskside.v2', `key.${toolKey}`]).opened();
    tool.send({ id: 'hi', method: 'hello', params: { version: 2, name: 'outsider' } });
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

import { WebSocket } from 'ws';
import { prove } from '../../support/provenPage';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly epoch: number; readonly seq: number };
  readonly result?: { readonly seq: number };
}

const retryMs = 100;

/** A page as a stranger writes it from the protocol's description: it keeps what is not acknowledged, and resumes. */
export class ResumingPage {
  readonly id = 'resuming-page-1';
  /** How often it was connected. */
  connections = 0;
  #seq = 0;
  #unacknowledged: { readonly seq: number }[] = [];
  #socket: WebSocket | undefined;
  #greeted = false;
  #closed = false;

  constructor(
    private readonly port: number,
    private readonly key: string,
    private readonly origin: string,
  ) {
    this.#connect();
  }

  get seq(): number {
    return this.#seq;
  }

  record(): void {
    const record = { kind: 'event', seq: ++this.#seq, time: Date.now(), name: 'agent', data: { count: this.#seq } };
    this.#unacknowledged.push(record);
    if (this.#greeted) this.#sendRecords([record]);
  }

  close(): void {
    this.#closed = true;
    this.#socket?.terminate();
  }

  #connect(): void {
    if (this.#closed) return;
    const { origin } = this;
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/page`, 'deskside.v2', { origin });
    this.#socket = socket;
    socket.on('open', () => {
      void prove(socket, this.key).then(
        () => {
          socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Message));
          const identity = { page: this.id, epoch: 1, title: 'A widget', location: `${origin}/`, place: 'widget' };
          this.#send({ id: 1, method: 'hello', params: { version: 2, ...identity, bridge: 'test' } });
        },
        () => socket.close(),
      );
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#greeted = false;
      setTimeout(() => this.#connect(), retryMs);
    });
  }

  #take({ id, method, params, result }: Message): void {
    if (id === 1 && result !== undefined) {
      this.connections++;
      this.#greeted = true;
      const rest = this.#unacknowledged.filter(({ seq }) => seq > result.seq);
      if (rest.length > 0) this.#sendRecords(rest);
    }
    if (method === 'ack' && params !== undefined) {
      this.#unacknowledged = this.#unacknowledged.filter(({ seq }) => seq > params.seq);
    }
  }

  #sendRecords(records: readonly object[]): void {
    this.#send({ method: 'records', params: { page: this.id, epoch: 1, records } });
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }
}

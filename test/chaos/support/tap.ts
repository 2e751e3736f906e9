import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { FrameCutter } from './frameCutter';

/** Stands between the relay and those who connect to it, and lets each message wait until the test lets it through. */
export class Tap {
  #port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((client) => this.#join(client));

  /**
   * @param relayPort asked for with each connection
   * @param pass lets a message through when it is done
   * @param answered hears of each pong of the client
   */
  constructor(
    private readonly relayPort: () => number,
    private readonly pass: () => Promise<void>,
    private readonly answered: () => void,
  ) {}

  async start(): Promise<void> {
    if (this.#server.listening) return;
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** To the relay it is one that is forwarded to its own. */
  get port(): number {
    return this.#port;
  }

  get address(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  /** Cuts every connection, as a network does that is gone. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  stop(): void {
    this.#server.close();
    this.cut();
  }

  #join(client: Socket): void {
    const relay = connect(this.relayPort(), '127.0.0.1');
    this.#lead(client, relay, this.answered);
    this.#lead(relay, client, () => undefined);
  }

  #lead(from: Socket, to: Socket, pongPassed: () => void): void {
    const cutter = new FrameCutter();
    let line = Promise.resolve();
    this.#sockets.add(from);
    from.on('data', (chunk: Buffer) => {
      // One chunk at a time, so that what can't go on is not read either.
      from.pause();
      for (const { kind, bytes } of cutter.cut(chunk)) {
        line = line.then(async () => {
          if (kind === 'text') await this.pass();
          if (kind === 'pong') pongPassed();
          if (!to.write(bytes)) await hasRoom(to);
        });
      }
      line = line.then(() => void from.resume());
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#sockets.delete(from);
      line = line.then(() => to.destroySoon());
    });
  }
}

/** Resolves when what was written has left, or never will. */
function hasRoom(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    if (socket.destroyed) done();
    else socket.on('drain', done).on('close', done);
  });
}

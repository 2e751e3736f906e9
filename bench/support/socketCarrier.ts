import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { TimelineCarrier } from '../../test/browser/support/timelineRig';

/**
 * Carries the messages of a timeline as VS Code does: as JSON from one process to another, and there posted to the page, which
 * copies them once more. The page has to be without its Content Security Policy, which allows no connection.
 */
export class SocketCarrier implements TimelineCarrier {
  private constructor(
    private readonly server: WebSocketServer,
    private readonly port: number,
  ) {}

  static async start(): Promise<SocketCarrier> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
    return new SocketCarrier(server, address.port);
  }

  readonly connect: TimelineCarrier['connect'] = async (page, take) => {
    const connected = new Promise<WebSocket>((resolve) => this.server.once('connection', resolve));
    await page.addInitScript(`
      const socket = new WebSocket('ws://127.0.0.1:${this.port}');
      const opened = new Promise((resolve) => socket.addEventListener('open', resolve));
      socket.addEventListener('message', ({ data }) => window.postMessage(JSON.parse(data), window.origin));
      window.toHost = (message) => opened.then(() => socket.send(JSON.stringify(message)));
    `);
    void connected.then((socket) => socket.on('message', (data: Buffer) => take(JSON.parse(data.toString('utf8')))));
    return async (message) => (await connected).send(JSON.stringify(message));
  };

  /** Cuts off who is connected, too. */
  async stop(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
    await once(this.server, 'close');
  }
}

import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { TimelineCarrier } from '../../test/browser/support/timelineRig';
import type { ToTimelinePage } from '../../src/presentation/timeline/messages';

/**
 * Carries the messages of a timeline as VS Code does: as JSON from one process to another, and there posted to the page, which
 * copies them once more. The page has to be without its Content Security Policy, which allows no connection.
 */
export class SocketCarrier {
  private constructor(
    private readonly server: WebSocketServer,
    readonly port: number,
  ) {}

  static async start(): Promise<SocketCarrier> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
    return new SocketCarrier(server, address.port);
  }

  /**
   * Waits for the next page.
   * @param take is given what the page says
   * @returns what tells the page
   */
  async connected(take: (message: unknown) => void): Promise<(message: ToTimelinePage) => void> {
    const socket = await new Promise<WebSocket>((resolve) => this.server.once('connection', resolve));
    socket.on('message', (data: Buffer) => take(JSON.parse(data.toString('utf8'))));
    return (message) => socket.send(JSON.stringify(message));
  }

  readonly connect: TimelineCarrier['connect'] = async (page, take) => {
    const connected = this.connected(take);
    await page.addInitScript(connectingScript(this.port));
    return async (message) => (await connected)(message);
  };

  /** Cuts off who is connected, too. */
  async stop(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Run in the page before all else: connects it to a carrier, and gives it the function `toHost`. */
export function connectingScript(port: number): string {
  return `
    const socket = new WebSocket('ws://127.0.0.1:${port}');
    const opened = new Promise((resolve) => socket.addEventListener('open', resolve));
    socket.addEventListener('message', ({ data }) => window.postMessage(JSON.parse(data), window.origin));
    window.toHost = (message) => opened.then(() => socket.send(JSON.stringify(message)));
  `;
}

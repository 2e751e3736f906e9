import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const own = join(__dirname, 'site');

/**
 * Serves a Workspace with a widget that has the bridge, as a relay serves the bridge's scripts: so the page can be loaded
 * while the relay is down.
 */
export class WidgetSite {
  #port = 0;
  #loads = 0;
  /** Where the bridge of the next load connects to, and its key. */
  socket = '';
  key = '';
  readonly #server = createServer((request, response) => {
    const path = request.url ?? '/';
    void this.#content(path).then((body) => {
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
      response.end(body);
    });
  });

  /** @param assets the folder with the bridge's scripts */
  constructor(private readonly assets: string) {}

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async #content(path: string): Promise<string | undefined> {
    if (path === '/') {
      const script = `<script src="/desk.js" data-load="${++this.#loads}"></script>`;
      return page('Workspace', `${script}<iframe src="/widget"></iframe>`);
    }
    if (path === '/widget') {
      const bridge = `<script src="/bridge.js" data-key="${this.key}"></script>`;
      return page('A widget', `<script src="/widget.js" data-socket="${this.socket}"></script>${bridge}`);
    }
    const folder = path.startsWith('/bridge') ? this.assets : own;
    return readFile(join(folder, path.slice(1)), 'utf8').catch(() => undefined);
  }
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
}

import { once } from 'node:events';
import { createServer } from 'node:http';

/** The content of a page of a test. */
export interface SitePage {
  readonly body: string;
  /** The page's content security policy. */
  readonly policy?: string;
}

/** Pages under as many host names as a test likes, all of which end in `.example` and lead here. */
export class PublicSite {
  #port = 0;
  readonly #pages = new Map<string, SitePage>();
  readonly #server = createServer(({ url }, response) => {
    const found = this.#pages.get(url ?? '');
    response.writeHead(found === undefined ? 404 : 200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(found?.policy === undefined ? {} : { 'Content-Security-Policy': found.policy }),
    });
    response.end(found === undefined ? '' : html(found.body));
  });

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  get port(): number {
    return this.#port;
  }

  origin(name: string): string {
    return `http://${name}.example:${this.#port}`;
  }

  /** Serves a page under every name, and returns its path. */
  add(page: SitePage): string {
    const path = `/${this.#pages.size + 1}`;
    this.#pages.set(path, page);
    return path;
  }
}

/** A whole page. */
export function html(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>${body}</body></html>`;
}

import { LoopbackServer } from '../../support/loopbackServer';

/** The content of a page of a test. */
export interface SitePage {
  readonly body: string;
  /** The page's content security policy. */
  readonly policy?: string;
}

/** Pages under as many host names as a test likes, all of which end in `.example` and lead here. */
export class PublicSite {
  readonly #pages = new Map<string, SitePage>();
  readonly #server = new LoopbackServer(({ url }, response) => {
    const found = this.#pages.get(url ?? '');
    response.writeHead(found === undefined ? 404 : 200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(found?.policy === undefined ? {} : { 'Content-Security-Policy': found.policy }),
    });
    response.end(found === undefined ? '' : html(found.body));
  });

  start(): Promise<void> {
    return this.#server.start();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  get port(): number {
    return this.#server.port;
  }

  origin(name: string): string {
    return `http://${name}.example:${this.port}`;
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

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoopbackServer } from '../../support/loopbackServer';

const folder = join(__dirname, 'bridge');

/** What a widget's page is made of, in the order of its scripts; `bridge` stands for the bridge's script tag. */
export interface WidgetOptions {
  readonly scripts: readonly string[];
  /** The page's content security policy. */
  readonly policy?: string;
}

/** Serves the Workspace and the widgets of these tests, under two names that are two origins. */
export class BridgeSite {
  readonly #widgets = new Map<string, WidgetOptions>();
  readonly #server = new LoopbackServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void this.#content(pathname).then(({ type, body, policy }) => {
      response.writeHead(body === undefined ? 404 : 200, {
        'Content-Type': type,
        ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
      });
      response.end(body);
    });
  });

  /** @param tagOf the tag behind the name of a script that is not this site's own, asked for with each page */
  constructor(private readonly tagOf: (name: string) => string | undefined) {}

  start(): Promise<void> {
    return this.#server.start();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  get widgetOrigin(): string {
    return `http://localhost:${this.#server.port}`;
  }

  get workspaceOrigin(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  /** The address of a widget's page. */
  widget(options: WidgetOptions): string {
    const path = `/widget-${this.#widgets.size + 1}`;
    this.#widgets.set(path, options);
    return `${this.widgetOrigin}${path}?customer=secret`;
  }

  /** The address of Workspace with what it is told. */
  workspace(told: Readonly<Record<string, string>>): string {
    return `${this.workspaceOrigin}/workspace?${new URLSearchParams(told).toString()}`;
  }

  async #content(path: string): Promise<{ type: string; body: string | undefined; policy?: string | undefined }> {
    const widget = this.#widgets.get(path);
    if (widget !== undefined) return { type: 'text/html', body: this.#widgetPage(widget), policy: widget.policy };
    if (path === '/workspace') return { type: 'text/html', body: page('Workspace', tag('workspace')) };
    const body = await readFile(join(folder, path.slice(1)), 'utf8').catch(() => undefined);
    return { type: 'text/javascript', body };
  }

  #widgetPage({ scripts }: WidgetOptions): string {
    const tags = scripts.map((name) => this.tagOf(name) ?? tag(name));
    return page('A widget', tags.join(''));
  }
}

function tag(name: string): string {
  return `<script src="/${name}.js"></script>`;
}

function page(title: string, scripts: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${scripts}</body></html>`;
}

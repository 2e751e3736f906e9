import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LoopbackServer } from '../../support/loopbackServer';

const folder = join(__dirname, 'bridge');

/** What a widget's page is made of, in the order of its scripts; `bridge` stands for the bridge's script tag. */
export interface WidgetOptions {
  readonly scripts: readonly string[];
  /** The page's content security policy. */
  readonly policy?: string;
  /** The whole page around the tags of its scripts, where a plain one does not do. */
  readonly around?: (tags: string) => string;
}

/** Serves the Workspace and the widgets of these tests, under two names that are two origins. */
export class BridgeSite {
  readonly #widgets = new Map<string, WidgetOptions>();
  /** Scripts that are no files, by path. */
  readonly #made = new Map<string, string>();
  /** Workspace's page is not answered before. */
  #workspaceHeld = Promise.resolve();
  readonly #server = new LoopbackServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const content =
      pathname === '/workspace' ? this.#workspaceHeld.then(() => this.#content(pathname)) : this.#content(pathname);
    void content.then(({ type, body, policy }) => {
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

  /** Lets Workspace's page wait until the function that it returns is called. */
  holdWorkspace(): () => void {
    let release: () => void = () => undefined;
    this.#workspaceHeld = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Serves a script that is no file. */
  add(name: string, script: string): void {
    this.#made.set(`/${name}.js`, script);
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
    const made = this.#made.get(path);
    if (made !== undefined) return { type: 'text/javascript', body: made };
    const body = await readFile(join(folder, path.slice(1)), 'utf8').catch(() => undefined);
    return { type: 'text/javascript', body };
  }

  #widgetPage({ scripts, around = (tags) => page('A widget', tags) }: WidgetOptions): string {
    return around(scripts.map((name) => this.tagOf(name) ?? tag(name)).join(''));
  }
}

function tag(name: string): string {
  return `<script src="/${name}.js"></script>`;
}

function page(title: string, scripts: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${scripts}</body></html>`;
}

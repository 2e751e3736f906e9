import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { chromiumArguments } from '../../../scripts/hosts/chromiumArguments';
import { root } from '../../../scripts/hosts/paths';
import { LoopbackServer } from '../../support/loopbackServer';

const source = join(root, 'media/web/widget');
const names = ['index.html', 'methods.js', 'widget.css', 'widget.js', 'workspaceClient.js'];
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A widget in a folder of the user's, served as users do it: with a server of its own, of another origin than the relay. */
export class OwnWidget {
  private constructor(
    private readonly server: LoopbackServer,
    /** The folder's files by name, with a configuration that debugs the widget without a window. */
    readonly files: Readonly<Record<string, string>>,
  ) {}

  /** @param configuration adds to that of launch.json; without any, there is no launch.json */
  static async start(configuration?: object): Promise<OwnWidget> {
    const texts = new Map<string, string>();
    for (const name of names) texts.set(name, await readFile(join(source, name), 'utf8'));
    const server = new LoopbackServer(({ url = '' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const text = texts.get(pathname === '/' ? 'index.html' : pathname.slice(1));
      const type = types[extname(pathname)] ?? 'text/html';
      if (text === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'Content-Type': type }).end(text);
    });
    await server.start();
    const launch = {
      version: '0.2.0',
      configurations: [
        {
          type: 'deskside',
          request: 'launch',
          name: 'My widget',
          widget: `http://localhost:${server.port}/`,
          runtimeExecutable: process.env.CHROMIUM_EXECUTABLE,
          runtimeArgs: [...chromiumArguments, '--headless'],
          userDataDir: '${workspaceFolder}/../profile',
          ...configuration,
        },
      ],
    };
    const files = {
      ...Object.fromEntries(texts),
      ...(configuration === undefined ? {} : { '.vscode/launch.json': JSON.stringify(launch, undefined, 2) }),
    };
    return new OwnWidget(server, files);
  }

  /** Where it is served. */
  get address(): string {
    return `http://localhost:${this.server.port}/`;
  }

  /** The line of its script at which each event of an interaction comes by, from 1. */
  get eventLine(): number {
    const lines = this.files['widget.js']?.split('\n') ?? [];
    return lines.findIndex((line) => line.includes('if (interaction !== undefined)')) + 1;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

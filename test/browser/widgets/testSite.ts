import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { LoopbackServer } from '../../support/loopbackServer';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Where the files are; the library is the one that the tests of the bridge have. */
const places: Readonly<Record<string, string>> = {
  'clientLibrary.js': join(__dirname, '..', 'support', 'bridge', 'clientLibrary.js'),
};

/** The widget that is bundled, as its authors would. */
async function bundle(): Promise<string> {
  const built = await esbuild.build({
    entryPoints: [join(__dirname, 'bundled', 'main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
  });
  return built.outputFiles[0]?.text ?? '';
}

/** Serves the widgets of these tests from another port than the relay's, so from other origins. */
export class TestSite {
  /** Scripts and pages that are no files, by name. */
  readonly #texts = new Map<string, string>();
  readonly #server = new LoopbackServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    this.#read(name).then(
      (content) => response.writeHead(200, { 'Content-Type': types[extname(name)] ?? 'text/plain' }).end(content),
      () => response.writeHead(404).end(),
    );
  });

  get origin(): string {
    return `http://localhost:${this.#server.port}`;
  }

  /** Serves a script or page that is no file, under its name. */
  add(name: string, text: string): void {
    this.#texts.set(name, text);
  }

  async start(): Promise<void> {
    this.add('bundled.js', await bundle());
    await this.#server.start();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  async #read(name: string): Promise<string | Buffer> {
    return this.#texts.get(name) ?? readFile(places[name] ?? join(__dirname, 'site', name));
  }
}

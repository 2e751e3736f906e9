import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { build } from 'esbuild';
import { originalPlace, SourceMapError } from '../../../src/debugger/originalPlace';

const source = `interface Call { readonly id: string }

export function answer({ id }: Call): void {
  globalThis.accept(id);
}
`;

/** Answers with the same text each time. */
class StaticServer {
  readonly #server = createServer((request, response) => {
    const path = request.url ?? '';
    this.asked.push(path);
    const answer = this.answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'string') response.end(answer);
    else answer(response);
  });
  readonly answers = new Map<string, string | ((response: ServerResponse) => void)>();
  readonly asked: string[] = [];

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    assert.ok(typeof address === 'object' && address !== null);
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** What a bundler makes of the source: the script, and its map apart from it or in it. */
async function bundled(sourcemap: 'external' | 'linked' | 'inline', sourceRoot?: string): Promise<readonly string[]> {
  const { outputFiles } = await build({
    stdin: { contents: source, sourcefile: '../src/call.ts', loader: 'ts' },
    outfile: 'assets/widget.js',
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
    sourcemap,
    ...(sourceRoot === undefined ? {} : { sourceRoot }),
  });
  const order = (path: string): number => (path.endsWith('.map') ? 1 : 0);
  return outputFiles.sort((a, b) => order(a.path) - order(b.path)).map(({ text }) => text);
}

/** Where the script calls `accept`, counted from 1 as the bridge does. */
function callIn(script: string): { readonly line: number; readonly column: number } {
  const before = script.slice(0, script.indexOf('accept(')).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

describe('the place in the source of a place in a script', () => {
  const signal = new AbortController().signal;
  let server: StaticServer;
  let origin: string;
  beforeEach(async () => {
    server = new StaticServer();
    origin = await server.open();
  });
  afterEach(() => server.close());

  const script = (): string => `${origin}/app/assets/widget.js`;
  const find = (place: { readonly line: number; readonly column: number }): ReturnType<typeof originalPlace> =>
    originalPlace({ file: script(), ...place }, signal);
  /** Serves a script that does not say so itself with this map. */
  const serveWith = (map: string | ((response: ServerResponse) => void)): void => {
    server.answers.set('/app/assets/widget.js', 'run();\n//# sourceMappingURL=widget.js.map');
    server.answers.set('/app/assets/widget.js.map', map);
  };
  const refused = (text: RegExp): Promise<void> =>
    assert.rejects(
      find({ line: 1, column: 1 }),
      (error) => error instanceof SourceMapError && text.test(error.message),
    );

  for (const way of ['linked', 'inline'] as const) {
    it(`is found by a map that is ${way}`, async () => {
      const [text = '', map = ''] = await bundled(way);
      server.answers.set('/app/assets/widget.js', text);
      server.answers.set('/app/assets/widget.js.map', map);
      assert.deepEqual(await find(callIn(text)), { file: `${origin}/app/src/call.ts`, line: 4, column: 14 });
    });
  }

  it('is found by a map that only a header names, below the root of its sources', async () => {
    const [text = '', map = ''] = await bundled('external', '/workspace/widget');
    server.answers.set('/app/assets/widget.js', (response) => {
      response.setHeader('SourceMap', '/maps/widget.json').end(text);
    });
    server.answers.set('/maps/widget.json', map);
    const found = await find(callIn(text));
    assert.equal(found?.line, 4);
    assert.match(found.file, /^http:\/\/127\.0\.0\.1:\d+\/workspace\/.*src\/call\.ts$/);
  });

  it('is that of the last comment that names a map, not of a text in the script', async () => {
    const [text = '', map = ''] = await bundled('linked');
    server.answers.set('/app/assets/widget.js', `const said = "//# sourceMappingURL=other.map";\n${text}`);
    server.answers.set('/app/assets/widget.js.map', map.replace('"mappings": "', '"mappings": ";'));
    const { line, column } = callIn(text);
    assert.equal((await find({ line: line + 1, column }))?.line, 4);
    assert.deepEqual(server.asked, ['/app/assets/widget.js', '/app/assets/widget.js.map']);
  });

  it('is not known where there is no map, or the map says nothing of the line', async () => {
    server.answers.set('/app/assets/widget.js', 'run();');
    assert.equal(await find({ line: 1, column: 1 }), undefined);
    const [text = '', map = ''] = await bundled('linked');
    server.answers.set('/app/assets/widget.js', text);
    server.answers.set('/app/assets/widget.js.map', map);
    assert.equal(await find({ line: 900, column: 1 }), undefined);
  });

  it('is not asked for at another origin, nor over a redirect', async () => {
    const other = new StaticServer();
    const elsewhere = await other.open();
    try {
      server.answers.set('/app/assets/widget.js', `run();\n//# sourceMappingURL=${elsewhere}/widget.js.map`);
      await refused(/is at http:\/\/127\.0\.0\.1:\d+, and not where the script is/);
      serveWith((response) => response.writeHead(302, { location: `${elsewhere}/widget.js.map` }).end());
      await refused(/could not be read/);
      assert.deepEqual(other.asked, []);
    } finally {
      other.close();
    }
  });

  for (const [what, map, message] of [
    ['no JSON', '<html></html>', /is none of version 3/],
    ['JSON of another kind', '{"version":2}', /is none of version 3/],
    ['damaged', '{"version":3,"sources":["a.ts"],"mappings":"A%%%"}', undefined],
    [
      'an address with a file of another scheme',
      '{"version":3,"sources":["file:///etc/passwd"],"mappings":"AAAA"}',
      undefined,
    ],
  ] as const) {
    it(`does not throw anything but its own error where the map is ${what}`, async () => {
      serveWith(map);
      if (message !== undefined) return refused(message);
      const found = await find({ line: 1, column: 1 }).catch((error: unknown) => {
        assert.ok(error instanceof SourceMapError, String(error));
      });
      assert.ok(found === undefined || found.line === 1);
      return undefined;
    });
  }

  it('is given up where the map is not there, or larger than 20 MB', async () => {
    server.answers.set('/app/assets/widget.js', 'run();\n//# sourceMappingURL=widget.js.map');
    await refused(/widget\.js\.map answers with 404/);
    serveWith((response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const write = (): void => {
        while (!response.destroyed && response.write(chunk)) continue;
      };
      response.on('drain', write);
      write();
    });
    await refused(/has more than 20 MB/);
  });

  it('ends when the user cancels, while a server says nothing', async () => {
    const abort = new AbortController();
    server.answers.set('/app/assets/widget.js', () => abort.abort());
    await assert.rejects(originalPlace({ file: script(), line: 1, column: 1 }, abort.signal), SourceMapError);
  });
});

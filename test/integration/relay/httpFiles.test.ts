import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { exchange, foreignOrigin, runRelay } from './support';
import type { Running } from './support';

const files: Record<string, string> = {
  'workspace.html': '<title>Workspace</title>',
  'workspace.js': 'workspace()',
  'bridge.html': '<title>Bridge</title>',
  'bridge.js': 'bridge()',
  'bridgeOwnPage.js': 'ownPage()',
  'bridgeFrame.js': 'frame()',
  'widget/index.html': '<title>Widget</title>',
  'widget/widget.css': 'body {}',
  'notes.txt': 'not for the web',
  '.secret': 'not for the web',
};

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('what the relay serves', () => {
  let running: Running;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-web-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, 'web', name)), { recursive: true });
      await writeFile(join(folder, 'web', name), text);
    }
    await writeFile(join(folder, 'outside.js'), 'outside the folder');
    // However the folder is written.
    running = await runRelay({ assetsFolder: `${folder}/./web/` });
  });
  after(async () => {
    await running.relay.dispose();
    await rm(folder, { recursive: true });
  });

  function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: running.relay.port, path, method, headers }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      });
      asked.on('error', reject);
      asked.end();
    });
  }

  const served: [string, string, string][] = [
    ['/workspace', 'workspace.html', 'text/html; charset=utf-8'],
    ['/workspace?widget=http%3A%2F%2Fwidget.example', 'workspace.html', 'text/html; charset=utf-8'],
    ['/workspace.js', 'workspace.js', 'text/javascript; charset=utf-8'],
    ['/bridge', 'bridge.html', 'text/html; charset=utf-8'],
    ['/bridge.js', 'bridge.js', 'text/javascript; charset=utf-8'],
    ['/bridgeOwnPage.js', 'bridgeOwnPage.js', 'text/javascript; charset=utf-8'],
    ['/bridgeFrame.js', 'bridgeFrame.js', 'text/javascript; charset=utf-8'],
    ['/widget/', 'widget/index.html', 'text/html; charset=utf-8'],
    ['/widget/widget.css', 'widget/widget.css', 'text/css; charset=utf-8'],
  ];
  for (const [path, file, type] of served) {
    it(`has ${path}`, async () => {
      const { status, headers, body } = await get(path);
      assert.equal(status, 200);
      assert.equal(body, files[file]);
      assert.equal(headers['content-type'], type);
    });
  }

  it('sends with everything what keeps browsers from guessing, storing and leaking, and never a cookie or a permission for others', async () => {
    for (const path of ['/', '/workspace', '/bridge.js', '/widget/', '/nothing', '/tool']) {
      const { headers } = await get(path, { Origin: foreignOrigin, Cookie: 'a=b' });
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.equal(headers['cache-control'], 'no-store', path);
      assert.equal(headers['referrer-policy'], 'no-referrer', path);
      assert.ok(headers['content-security-policy'], path);
      assert.equal(headers['set-cookie'], undefined);
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith('access-control-')),
        [],
      );
    }
  });

  it('lets pages of other origins load the bridge, and nothing of the simulated Workspace', async () => {
    for (const path of ['/bridge.js', '/bridgeFrame.js', '/bridge']) {
      assert.equal((await get(path)).headers['cross-origin-resource-policy'], 'cross-origin');
    }
    for (const path of ['/workspace', '/workspace.js']) {
      assert.equal((await get(path)).headers['cross-origin-resource-policy'], 'same-origin');
    }
  });

  it('lets the bridge page reach the relay and nothing else, and Workspace frame any widget and ask whether it answers', async () => {
    const { port } = running.relay;
    const bridge = (await get('/bridge')).headers['content-security-policy'];
    assert.match(String(bridge), /default-src 'none'/);
    assert.match(
      String(bridge),
      new RegExp(`connect-src 'self' ws://127\\.0\\.0\\.1:${port} ws://localhost:${port}(;|$)`),
    );
    assert.doesNotMatch(String(bridge), /frame-ancestors/);
    const workspace = String((await get('/workspace')).headers['content-security-policy']);
    assert.match(workspace, /frame-src http: https:/);
    assert.match(workspace, /connect-src http: https:(;|$)/);
    assert.doesNotMatch(workspace, /script-src[^;]*(unsafe|http:|\*)/);
  });

  it('holds no key in anything that it serves', async () => {
    for (const [path] of served) {
      const answer = JSON.stringify(await get(path));
      assert.ok(!answer.includes(running.pageKey) && !answer.includes(running.toolKey));
    }
  });

  const absent = [
    '/notes.txt',
    '/.secret',
    '/workspace.html',
    '/workspace/',
    '/widget',
    '/widget/index.html',
    '/widget/../workspace.js',
    '/../outside.js',
    '/..%2foutside.js',
    '/%2e%2e/outside.js',
    '/widget/..%5c..%5coutside.js',
    '//bridge.js',
    '/bridge.js/',
    '/Bridge.js',
    '/bridge%2ejs',
    '/__proto__',
    '/constructor',
  ];
  for (const path of absent) {
    it(`has no ${path}`, async () => {
      assert.equal((await get(path)).status, 404);
    });
  }

  it('finds nothing outside its table, whatever the path', async () => {
    const known = new Set(['/', '/page', '/tool', ...served.map(([path]) => path.replace(/\?.*/, ''))]);
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '..%2f', 'widget', 'web', 'outside.js', 'bridge.js', '', '~'),
      fc.stringMatching(/^[\w.%-]{0,8}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
        const path = `/${parts.join('/')}`;
        fc.pre(!known.has(path));
        assert.equal((await get(path)).status, 404, path);
      }),
    );
  });

  it('answers HEAD without a body, and no other method', async () => {
    const head = await get('/bridge.js', {}, 'HEAD');
    assert.deepEqual([head.status, head.body], [200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      const { status, headers } = await get('/bridge.js', {}, method);
      assert.deepEqual([status, headers.allow], [405, 'GET, HEAD'], method);
    }
  });

  it('logs who loads the bridge up to a bound: any site may do so without end', async () => {
    const before = running.log.length;
    for (let count = 0; count < 300; count++) assert.equal((await get('/bridge.js')).status, 200);
    assert.ok(running.log.length - before <= 100);
  });

  it('answers only under its own names', async () => {
    const { port } = running.relay;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      assert.equal((await get('/bridge.js', { Host: host })).status, 200);
    }
    for (const host of ['127.0.0.1', `evil.example:${port}`, `127.0.0.1:${port + 1}`, 'localhost', 'file:']) {
      assert.equal((await get('/bridge.js', { Host: host })).status, 403, host);
    }
    const twice = `GET /bridge.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
    assert.match(await exchange(port, twice), /^HTTP\/1\.1 (400|403) /);
    assert.match(await exchange(port, 'GET /bridge.js HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 403 /);
  });

  it('says that the paths of WebSockets are such', async () => {
    for (const path of ['/page', '/tool']) assert.equal((await get(path)).status, 426);
  });

  it('serves what was there at the start, as it is now, and nothing that came later', async () => {
    await writeFile(join(folder, 'web', 'bridge.js'), 'newer()');
    await writeFile(join(folder, 'web', 'later.js'), 'later()');
    assert.equal((await get('/bridge.js')).body, 'newer()');
    assert.equal((await get('/later.js')).status, 404);
    await rm(join(folder, 'web', 'bridge.js'));
    assert.equal((await get('/bridge.js')).status, 404);
  });

  it('goes on without its files and says so in the log', async () => {
    const bare = await runRelay({ assetsFolder: join(folder, 'missing') });
    try {
      assert.ok(bare.log.some(({ kind }) => kind === 'assetsMissing'));
    } finally {
      await bare.relay.dispose();
    }
  });
});

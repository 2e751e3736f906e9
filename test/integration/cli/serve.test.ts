import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { buildCommand } from '../../support/builtCommand';
import { openProvenPage } from '../../support/provenPage';
import { readRelayAddress } from '../../../src/presentation/connection/relayAddress';
import { until } from '../../support/until';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Announcement {
  readonly relay: string;
  readonly workspace: string;
  readonly bridge: string;
  readonly pageKey: string;
  readonly toolKey: string;
}

/** A run of the command as one bundled file, as it is shipped. */
class Run {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ended>;
  readonly #process: ChildProcess;

  constructor(file: string, args: readonly string[], stdio: StdioOptions) {
    this.#process = spawn(process.execPath, [file, ...args], { stdio });
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.#process, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  async firstLine(): Promise<string> {
    await until('the first line', () => this.stdout.includes('\n'));
    return this.stdout.slice(0, this.stdout.indexOf('\n'));
  }

  async announcement(): Promise<Announcement> {
    return JSON.parse(await this.firstLine()) as Announcement;
  }

  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.#process.kill(signal);
    return this.ended;
  }

  /** Ends it as soon as the first byte of its output comes. */
  endAtOnce(signal: NodeJS.Signals): void {
    this.#process.stdout?.once('data', () => this.#process.kill(signal));
  }

  async logged(text: RegExp): Promise<void> {
    await until(
      () => `${text} in ${this.stderr}`,
      () => text.test(this.stderr),
    );
  }

  /** Closes the pipes of its output: nobody reads it any more. */
  stopReading(): void {
    this.#process.stdout?.destroy();
    this.#process.stderr?.destroy();
  }
}

/** A file that takes nothing, as on a full disk; the test is left out where there is none. */
function openFull(test: Mocha.Context): number {
  try {
    return openSync('/dev/full', 'w');
  } catch {
    return test.skip();
  }
}

/** What a relay answers at its address. */
async function greeting(address: string): Promise<string> {
  const response = await fetch(address.replace(/^ws(.*)\/tool$/, 'http$1/'), { headers: { Connection: 'close' } });
  return response.text();
}

describe('the command deskside', () => {
  let folder: string;
  let file: string;
  const runs: Run[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-cli-'));
    file = await buildCommand(folder);
  });
  afterEach(async () => {
    await Promise.all(runs.splice(0).map((run) => run.end('SIGKILL')));
  });
  after(() => rm(folder, { recursive: true }));

  function runInto(stdio: StdioOptions, args: readonly string[]): Run {
    const run = new Run(file, args, stdio);
    runs.push(run);
    return run;
  }
  const deskside = (...args: string[]): Run => runInto('pipe', args);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`serves until ${signal} and then ends with code 0, connected or not`, async () => {
      const run = deskside('serve', '--port', '0', '--json');
      const { relay, toolKey } = await run.announcement();
      const tool = new WebSocket(relay, ['deskside.v1', `key.${toolKey}`]);
      await once(tool, 'open');
      tool.send('{"jsonrpc":"2.0","id":1,"method":"hello","params":{"version":1,"name":"test"}}');
      const [answer] = (await once(tool, 'message')) as [Buffer];
      assert.match(answer.toString(), /"pages":\[\]/);
      const closed = once(tool, 'close');
      const { code } = await run.end(signal);
      assert.equal(code, 0);
      assert.equal((await closed)[0], 1001);
    });
  }

  it('says with --json, in its first line and with nothing else on stdout, where everything is', async () => {
    const run = deskside('serve', '--port=0', '--json');
    const { relay, workspace, bridge, pageKey, toolKey, ...rest } = await run.announcement();
    assert.deepEqual(rest, {});
    const { port } = new URL(relay);
    assert.equal(relay, `ws://127.0.0.1:${port}/tool`);
    assert.equal(workspace, `http://127.0.0.1:${port}/workspace#key=${pageKey}`);
    assert.equal(bridge, `http://127.0.0.1:${port}/bridge.js`);
    for (const key of [pageKey, toolKey]) assert.match(key, /^[\w-]{43}$/);
    assert.notEqual(pageKey, toolKey);
    const { stdout, stderr } = await run.end('SIGTERM');
    assert.equal(stdout.trimEnd().split('\n').length, 1);
    assert.match(stderr, /listening on 127\.0\.0\.1/);
    assert.ok(!stderr.includes(pageKey) && !stderr.includes(toolKey), 'a log never holds a key');
  });

  it('has new keys each time', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => deskside('serve', '--port', '0', '--json').announcement()));
    assert.notEqual(one?.pageKey, other?.pageKey);
    assert.notEqual(one?.toolKey, other?.toolKey);
  });

  it('has the same keys each time where a file keeps them, which nobody else may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-keys-'));
    const file = join(folder, 'keys.json');
    const serve = () => deskside('serve', '--port', '0', '--json', '--keys', file);
    const first = await serve().announcement();
    const again = await serve().announcement();
    assert.deepEqual([again.pageKey, again.toolKey], [first.pageKey, first.toolKey]);
    assert.equal((await stat(file)).mode & 0o077, 0);
    await writeFile(file, JSON.stringify({ pageKey: 'short', toolKey: first.toolKey }));
    const { code, stdout, stderr } = await serve().ended;
    await rm(folder, { recursive: true });
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^There are no keys in .*keys\.json\. Delete it, or name another file\.\n$/);
  });

  it('leaves no file of keys behind when there is no room for it', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await mkdtemp(join(tmpdir(), 'deskside-keys-'));
    const keys = join(folder, 'keys.json');
    const serve = [file, 'serve', '--port', '0', '--keys', keys];
    // No file may grow beyond nothing, as on a full disk.
    const limited = ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, ...serve];
    const { status, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^The keys can't be kept in .*keys\.json \(EFBIG.*\)\. Make room, or name another file\.\n$/);
    assert.deepEqual(await readdir(folder), []);
    await rm(folder, { recursive: true });
  });

  it('hosts the widgets that it is given, in their order', async () => {
    const widgets = ['http://localhost:5173/?a=1&b=2#x', 'https://widget.example/ü'];
    const extra = 'http://localhost:5174/?id=$Interaction.Id$';
    const args = [...widgets.flatMap((url) => ['--widget', url]), '--interaction-widget', extra];
    const { workspace, pageKey } = await deskside('serve', '--port', '0', '--json', ...args).announcement();
    const url = new URL(workspace);
    assert.deepEqual(url.searchParams.getAll('widget'), widgets);
    assert.deepEqual(url.searchParams.getAll('interactionWidget'), [extra]);
    assert.equal(url.hash, `#key=${pageKey}`);
  });

  it('lets pages of the origins in that it is given', async () => {
    const run = deskside('serve', '--port', '0', '--json', '--allow-origin', 'http://localhost:5173');
    const { relay, pageKey } = await run.announcement();
    for (const [origin, answer] of [
      ['http://localhost:5173', /^\{"jsonrpc":"2\.0","id":1,"result":/],
      ['http://localhost:5174', /^4403$/],
    ] as const) {
      const page = await openProvenPage(relay.replace('/tool', '/page'), pageKey, origin);
      const identity = { page: 'page-0001', epoch: 1, title: '', location: '', place: 'widget', bridge: '' };
      page.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: { version: 2, ...identity } }));
      const [heard] = (await Promise.race([once(page, 'message'), once(page, 'close')])) as [Buffer | number];
      assert.match(heard.toString(), answer);
      page.terminate();
    }
  });

  it('prints for people what to do with it', async () => {
    const run = deskside('serve', '--port', '0');
    await run.firstLine();
    const { stdout } = await run.end('SIGINT');
    assert.match(stdout, /http:\/\/127\.0\.0\.1:\d+\/workspace#key=[\w-]{43}\n/);
    assert.match(stdout, /<script src="http:\/\/127\.0\.0\.1:\d+\/bridge\.js" data-key="[\w-]{43}"><\/script>/);
    const line = stdout.split('\n').find((text) => text.trimStart().startsWith('{')) ?? '';
    assert.ok('pageKey' in readRelayAddress(line), 'what VS Code takes as it is');
  });

  it('ends with code 1 and one sentence when the port is in use', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await deskside('serve', '--port', String(port), '--json').ended;
    other.close();
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^Port ${port} is in use [^\n]*\\.\n$`));
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`ends with code 0 on ${signal}, however soon after its first line that comes`, async () => {
      for (let tries = 0; tries < 3; tries++) {
        const run = deskside('serve', '--port', '0', '--json');
        run.endAtOnce(signal);
        assert.equal((await run.ended).code, 0);
      }
    });
  }

  it('goes on when nobody reads its output and its log any more', async () => {
    const run = deskside('serve', '--port', '0', '--json');
    const { relay, toolKey } = await run.announcement();
    run.stopReading();
    for (let tools = 0; tools < 3; tools++) {
      const tool = new WebSocket(relay, ['deskside.v1', `key.${toolKey}`]);
      await once(tool, 'open');
      tool.close();
      await once(tool, 'close');
      // Each of these is a line of the log.
      await assert.rejects(once(new WebSocket(relay, ['deskside.v1', 'key.wrong']), 'open'));
    }
    assert.match(await greeting(relay), /^Deskside/);
    assert.equal((await run.end('SIGTERM')).code, 0);
  });

  it('goes on when its log cannot be written for lack of room', async function () {
    const full = openFull(this);
    const run = runInto(['pipe', 'pipe', full], ['serve', '--port', '0', '--json']);
    closeSync(full);
    const { relay } = await run.announcement();
    await assert.rejects(once(new WebSocket(relay, ['deskside.v1', 'key.wrong']), 'open'));
    assert.match(await greeting(relay), /^Deskside/);
    assert.equal((await run.end('SIGTERM')).code, 0);
  });

  it('says so when it cannot print where everything is, and serves all the same', async function () {
    const full = openFull(this);
    const run = runInto(['pipe', full, 'pipe'], ['serve', '--port', '0']);
    closeSync(full);
    await run.logged(/^Addresses and keys could not be printed \(.*ENOSPC.*\); .* Ctrl-C ends it\.$/m);
    const port = /listening on 127\.0\.0\.1:(\d+)/.exec(run.stderr)?.[1];
    assert.match(await greeting(`ws://127.0.0.1:${port}/tool`), /^Deskside/);
    assert.equal((await run.end('SIGTERM')).code, 0);
  });

  it('says with code 1 that nothing could be printed where that is all it had to do', async function () {
    const full = openFull(this);
    const run = runInto(['pipe', full, 'pipe'], ['--version']);
    closeSync(full);
    const { code, stderr } = await run.ended;
    assert.deepEqual([code, stderr.split('\n').length], [1, 2]);
    assert.match(stderr, /^Nothing could be printed \(.*ENOSPC/);
  });

  const wrong: Record<string, string[]> = {
    'a port that is none': ['serve', '--port', 'http'],
    'a port too high': ['serve', '--port', '65536'],
    'a negative port': ['serve', '--port=-1'],
    'a port with something behind it': ['serve', '--port', '80x'],
    'a widget that is no address': ['serve', '--widget', 'widget'],
    'a widget that is a script': ['serve', '--widget', 'javascript:alert(1)'],
    'a widget that is a file': ['serve', '--widget', 'file:///etc/passwd'],
    'an interaction widget that is data': ['serve', '--interaction-widget', 'data:text/html,x'],
    'an origin with a path': ['serve', '--allow-origin', 'http://localhost:5173/widget'],
    'the origin null': ['serve', '--allow-origin', 'null'],
    'any origin': ['serve', '--allow-origin', '*'],
    'an unknown option': ['serve', '--open'],
    'an option without its value': ['serve', '--port'],
    'an unknown command': ['server'],
    'an argument too many': ['serve', 'now'],
    'no command': [],
  };
  for (const [what, args] of Object.entries(wrong)) {
    it(`ends with code 2 and says why for ${what}`, async () => {
      const { code, stdout, stderr } = await deskside(...args).ended;
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, args.length === 0 ? /^Usage: deskside/ : /^error: .*\.?\n/);
    });
  }

  it('explains itself, and its version', async () => {
    for (const [args, text] of [
      [['--help'], /serve/],
      [['serve', '--help'], /--interaction-widget <url>/],
      [['--version'], /^\d+\.\d+\.\d+/],
    ] as const) {
      const { code, stdout } = await deskside(...args).ended;
      assert.equal(code, 0);
      assert.match(stdout, text);
    }
  });
});

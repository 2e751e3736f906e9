import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { toolSubprotocols } from '../../../src/protocol/handshake';
import { limits } from '../../../src/protocol/limits';
import { newKey } from '../../../src/relayClient/keys';
import { startRelay } from '../../../src/relay/relay';
import { until } from '../../support/until';
import { ResumingPage } from './resumingPage';
import type { Order, Report } from './window';

const origin = 'http://widget.example:5173';

/** A window in a process of its own. */
class WindowProcess {
  readonly #process: ChildProcess;

  constructor() {
    this.#process = fork(join(import.meta.dirname, 'window.ts'), { execArgv: ['--import', 'tsx'] });
  }

  /** @throws what the window throws */
  async order(order: Order): Promise<Report> {
    const answered = once(this.#process, 'message');
    this.#process.send(order);
    const [report] = (await answered) as [Report];
    if (report.problem !== undefined) throw new Error(report.problem);
    return report;
  }

  report(): Promise<Report> {
    return this.order({ does: 'report' });
  }

  /** Waits until the window says so. */
  async until(condition: (report: Report) => boolean): Promise<Report> {
    return until('what the window shall say', async () => {
      const report = await this.report();
      return condition(report) && report;
    });
  }

  /** Stops it in the midst of whatever it does, or lets it go on. */
  freeze(frozen: boolean): void {
    this.#process.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
  }

  /** As `kill -9`: it does nothing more, not even close a socket. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('windows in processes of their own', function () {
  this.timeout(120_000);
  const keys = { page: newKey(), tool: newKey() };
  let port: number;
  let windows: WindowProcess[];
  let page: ResumingPage | undefined;
  let recording: NodeJS.Timeout | undefined;

  beforeEach(async () => {
    port = await freePort();
    windows = [];
  });
  afterEach(async () => {
    clearInterval(recording);
    page?.close();
    await Promise.all(windows.map((window) => window.kill()));
  });

  function open(): WindowProcess {
    const window = new WindowProcess();
    windows.push(window);
    return window;
  }

  /** The windows that are left, the host first. */
  async function hostFirst(left: readonly WindowProcess[]): Promise<WindowProcess[]> {
    return until('one window to host and all to be connected', async () => {
      const reports = await Promise.all(left.map(async (window) => ({ window, ...(await window.report()) })));
      const [host, ...others] = reports.filter(({ hosts }) => hosts);
      assert.equal(others.length, 0, 'two windows host');
      if (host === undefined || !reports.every(({ connected }) => connected)) return false;
      return [host.window, ...left.filter((window) => window !== host.window)];
    });
  }

  /** The first hosts, the others have joined it, and a page of an origin that was allowed once goes on recording. */
  async function begin(): Promise<ResumingPage> {
    for (const window of [open(), open(), open()]) await window.order({ does: 'start', port, keys });
    await windows[1]?.order({ does: 'allow', origin });
    const opened = (page = new ResumingPage(port, keys.page, origin));
    recording = setInterval(() => opened.record(), 2);
    for (const window of windows) await window.until(({ seqs }) => seqs.length > 20);
    assert.deepEqual(await hostFirst(windows), windows);
    return opened;
  }

  /** All that the page has recorded came to the window, once and in order. */
  async function assertAllCame(window: WindowProcess, { id, seq }: ResumingPage): Promise<void> {
    const { seqs, gaps, pages } = await window.until((report) => (report.seqs.at(-1) ?? 0) >= seq);
    assert.deepEqual(
      seqs,
      seqs.map((_, at) => at + 1),
    );
    assert.equal(gaps, 0);
    assert.deepEqual(pages, [id]);
  }

  it('lose no record when the host is killed, nor when the one is that took over', async () => {
    const opened = await begin();
    let left = windows;
    while (left.length > 1) {
      const connections = opened.connections;
      await left[0]?.kill();
      left = await hostFirst(left.slice(1));
      await until('the page to connect again', () => opened.connections > connections);
      for (const window of left) await assertAllCame(window, opened);
    }
  });

  it('go on in another one when the host is stopped, which can join again', async () => {
    const opened = await begin();
    const [stopped, ...others] = windows;
    await stopped?.order({ does: 'stop' });
    const [host, guest] = await hostFirst(others);
    for (const window of [host, guest]) await assertAllCame(window ?? assert.fail(), opened);
    const again = await stopped?.order({ does: 'start', port, keys });
    assert.deepEqual([again?.hosts, again?.connected], [false, true]);
  });

  it('do not take one that is busy for another program, and join it when it goes on', async () => {
    const [first, second] = [open(), open()];
    await first.order({ does: 'start', port, keys });
    first.freeze(true);
    await assert.rejects(second.order({ does: 'start', port, keys }), /PortSilent/);
    first.freeze(false);
    await first.report();
    assert.equal((await second.order({ does: 'start', port, keys })).connected, true);
  });

  it('say what another one answers that can’t be joined', async () => {
    const relay = await startRelay({ port, pageKey: keys.page, toolKey: keys.tool, assetsFolder: 'no-such-folder' });
    const others: WebSocket[] = [];
    try {
      for (let place = 0; place < limits.connections; place++) {
        const other = new WebSocket(`ws://127.0.0.1:${port}/tool`, toolSubprotocols(keys.tool));
        others.push(other);
        await once(other, 'open');
        other.send('{"jsonrpc":"2.0","id":1,"method":"hello","params":{"version":2,"name":"other"}}');
      }
      await assert.rejects(open().order({ does: 'start', port, keys }), /can't join it\. .*too many connections/);
    } finally {
      for (const other of others) other.terminate();
      await relay.dispose();
    }
  });

  it('do not join a relay of other keys, nor take its place', async () => {
    const [first, second] = [open(), open()];
    await first.order({ does: 'start', port, keys });
    const other = { page: newKey(), tool: newKey() };
    await assert.rejects(second.order({ does: 'start', port, keys: other }), /PortOfOtherRelay/);
    assert.deepEqual(await second.report(), { hosts: false, connected: false, pages: [], seqs: [], gaps: 0 });
  });
});

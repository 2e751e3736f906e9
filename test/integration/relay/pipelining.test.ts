import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../../../src/protocol/limits';
import { until } from '../../support/until';
import { connectAs, exchange, openTool, runRelay } from './support';
import type { Running } from './support';

const megabyte = 1024 * 1024;

describe('requests that come before the answer to the one before', () => {
  let running: Running;
  let folder: string;
  const sockets: Socket[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-web-'));
    await writeFile(join(folder, 'bridge.js'), 'x'.repeat(megabyte));
    await writeFile(join(folder, 'small.js'), 'small()');
  });
  beforeEach(async () => {
    running = await runRelay({ assetsFolder: folder });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await running.relay.dispose();
  });
  after(() => rm(folder, { recursive: true }));

  const get = (path: string, more = ''): string =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${running.relay.port}\r\n${more}\r\n`;

  const upgrade = (key: string): string =>
    get(
      '/tool',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: deskside.v1, key.${key}\r\n`,
    );

  /** A client that sends these bytes and does not read. */
  async function unread(bytes: string): Promise<Socket> {
    const socket = connect(running.relay.port, '127.0.0.1').pause();
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(bytes);
    return socket;
  }

  /** All that comes on a connection until it ends. */
  async function rest(socket: Socket): Promise<string> {
    let text = '';
    socket
      .setEncoding('latin1')
      .on('data', (chunk: string) => (text += chunk))
      .resume();
    // A reset counts as an end too.
    await new Promise((resolve) => socket.once('close', resolve));
    return text;
  }

  const statuses = (text: string): string[] => text.match(/HTTP\/1\.1 \d{3}/g)?.map((line) => line.slice(9)) ?? [];

  it('are answered in their order, as many as there may be', async () => {
    const paths = ['/bridge.js', '/nothing', '/small.js', '/'];
    const socket = await unread(
      paths.map((path, at) => get(path, at === paths.length - 1 ? 'Connection: close\r\n' : '')).join(''),
    );
    const text = await rest(socket);
    assert.deepEqual(statuses(text), ['200', '404', '200', '200']);
    assert.ok(text.indexOf('small()') > megabyte);
  });

  const floods: Record<string, (path: string) => string> = {
    files: () => get('/bridge.js'),
    'what is not there': () => get('/nothing'),
    'methods that are not known': () => get('/bridge.js').replace('GET', 'DELETE'),
    headers: () => get('/bridge.js').replace('GET', 'HEAD'),
    'a foreign host': () => get('/').replace('127.0.0.1', 'evil.example'),
    'the path of WebSockets': () => get('/tool'),
    proofs: () => get(`/proof?nonce=${'n'.repeat(43)}`),
    'the same with bodies': () => get('/bridge.js', 'Content-Length: 3\r\n') + 'abc',
  };
  for (const [what, request] of Object.entries(floods)) {
    it(`end the connection when they are too many: ${what}`, async () => {
      const socket = await unread(request('').repeat(2 * limits.unansweredRequests));
      const text = await rest(socket);
      assert.ok(statuses(text).length <= limits.unansweredRequests);
      await (await openTool(running)).close();
    });
  }

  it('are not even parsed when hundreds come in one piece, which would take memory for each', async () => {
    const socket = await unread(get('/bridge.js').repeat(1000));
    assert.match(await rest(socket), /^HTTP\/1\.1 400 /);
    assert.ok(!running.log.some(({ kind }) => kind === 'bridgeServed'));
  });

  it('take no memory for each answer that is not read, on however many connections', async () => {
    const held = (): number => process.memoryUsage().arrayBuffers;
    await exchange(running.relay.port, get('/bridge.js', 'Connection: close\r\n'));
    const before = held();
    for (let count = 0; count < 60; count++) await unread(get('/bridge.js').repeat(limits.unansweredRequests));
    let most = 0;
    const last = await unread(get('/small.js', 'Connection: close\r\n'));
    let isOver = false;
    void rest(last).then(() => (isOver = true));
    await until('an answer behind all of them', () => {
      most = Math.max(most, held() - before);
      return isOver;
    });
    assert.ok(most < 30 * megabyte, `${most} bytes more`);
  });

  it('keep their places to an upgrade: first the whole answer, then the WebSocket', async () => {
    const socket = await unread(get('/bridge.js') + upgrade(running.toolKey));
    let text = '';
    socket
      .setEncoding('latin1')
      .on('data', (chunk: string) => (text += chunk))
      .resume();
    await until('the upgrade', () => text.includes('HTTP/1.1 101'));
    assert.deepEqual(statuses(text), ['200', '101']);
    assert.ok(text.indexOf('HTTP/1.1 101') > megabyte);
    await until('the word that no hello came', () => text.includes('no hello in time'));
    assert.deepEqual(statuses(text), ['200', '101']);
  });

  it('keep their places to an upgrade that is refused', async () => {
    const socket = await unread(get('/bridge.js') + get('/nothing') + upgrade('wrong'));
    const text = await rest(socket);
    assert.deepEqual(statuses(text), ['200', '404', '401']);
    assert.ok(text.indexOf('HTTP/1.1 401') > megabyte);
  });

  for (const [what, garbage] of [
    ['no HTTP', 'garbage\r\n\r\n'],
    ['zeros', '\0'.repeat(100)],
    ['a request without an end to its header', `GET / HTTP/1.1\r\nX: ${'x'.repeat(limits.headerBytes)}`],
  ] as const) {
    it(`are answered before it is said that what came in the same packet can’t be read: ${what}`, async () => {
      const socket = await unread(get('/bridge.js') + get('/small.js') + garbage);
      const text = await rest(socket);
      assert.deepEqual(statuses(text), ['200', '200', garbage.length > limits.headerBytes ? '431' : '400']);
      assert.ok(text.indexOf('small()') > megabyte);
    });
  }

  it('end a connection whose garbage has no end', async () => {
    const socket = await unread(get('/bridge.js') + 'garbage\r\n');
    const more = setInterval(() => socket.write('garbage\r\n'), 10);
    const text = await rest(socket);
    clearInterval(more);
    assert.ok(statuses(text).length <= 2);
    await (await openTool(running)).close();
  });

  it('are forgotten with a connection that is reset while its upgrade waits', async () => {
    const socket = await unread(get('/bridge.js') + upgrade(running.toolKey));
    await until('the request', () => running.log.some(({ kind }) => kind === 'bridgeServed'));
    socket.resetAndDestroy();
    await (await connectAs('tool', running)).close();
    assert.ok(!running.log.some(({ kind }) => kind === 'failure'));
  });
});

import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { openSocket } from '../../../src/relayClient/toolSocket';
import { toolSubprotocols } from '../../../src/protocol/handshake';
import { newKey } from '../../../src/relayClient/keys';
import type { TransportEnd } from '../../../src/protocol/connection/transport';
import type { SocketFailure } from '../../../src/relayClient/socket';
import { exchange, runRelay } from './support';
import type { Running } from './support';

/** What a stranger writes from the protocol's description. */
function proofOf(key: string, host: string, nonce: string): string {
  const secret = createHash('sha256').update(key).digest();
  return createHmac('sha256', secret).update(`deskside.v1 proof\n${host}\n${nonce}`).digest('base64url');
}

function ask(port: number, query: string, host = `127.0.0.1:${port}`): Promise<string> {
  return exchange(port, `GET /proof${query} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
}

const newNonce = (): string => randomBytes(32).toString('base64url');

describe('the proof of a relay', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(() => running.relay.dispose());

  it('shows that it has the tool key, for the host that was asked and this nonce alone', async () => {
    const { port } = running.relay;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const nonce = newNonce();
      const answer = await ask(port, `?nonce=${nonce}`, host);
      assert.equal(answer.split('\r\n\r\n')[1], `${proofOf(running.toolKey, host, nonce)}\n`);
    }
  });

  it('is given for no other host, so that no stranger can borrow it', async () => {
    const { port } = running.relay;
    assert.match(await ask(port, `?nonce=${newNonce()}`, '127.0.0.1:4711'), /^HTTP\/1\.1 403/);
  });

  it('is given for nothing that is no nonce, and not without a key', async () => {
    const { port } = running.relay;
    for (const query of ['', '?nonce=', '?nonce=short', `?nonce=${newNonce()}a`, '?nonce=%0a'.padEnd(60, 'a')]) {
      assert.match(await ask(port, query), /^HTTP\/1\.1 400/);
    }
    const keyless = await runRelay({ toolKey: '' });
    assert.match(await ask(keyless.relay.port, `?nonce=${newNonce()}`), /^HTTP\/1\.1 400/);
    await keyless.relay.dispose();
  });
});

describe('a tool that connects to whoever has the port', () => {
  const key = newKey();
  const heard: string[] = [];
  const servers: Server[] = [];
  afterEach(async () => {
    heard.length = 0;
    for (const server of servers.splice(0)) {
      server.close();
      await once(server, 'close');
    }
  });

  /** A program that notes all that it hears. */
  async function stranger(server: Server): Promise<number> {
    servers.push(server);
    server.on('connection', (socket) => {
      socket.on('data', (bytes) => heard.push(bytes.toString('latin1')));
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }
  const webServer = (listener: RequestListener) => stranger(createServer({ keepAlive: true }, listener));

  /** How an attempt to connect ended; `opened` if it did not. */
  function attempt(port: number, host = '127.0.0.1'): Promise<TransportEnd<SocketFailure> | 'opened'> {
    return new Promise((resolve) => {
      const socket = openSocket(`ws://${host}:${port}/tool`, toolSubprotocols(key), {
        opened: () => {
          resolve('opened');
          socket.close();
        },
        message: () => undefined,
        ended: resolve,
      });
    });
  }

  function assertNoKey(): void {
    assert.ok(heard.length > 0);
    assert.ok(!heard.join('').includes(key), 'a stranger heard the key');
  }

  it('is let in by a relay with its key', async () => {
    const { relay } = await runRelay({ toolKey: key });
    assert.equal(await attempt(relay.port), 'opened');
    await relay.dispose();
  });

  it('asks a relay by its number also where it is named localhost, which may be somebody else’s ::1', async () => {
    const port = await webServer((_, response) => response.end('ok'));
    assert.deepEqual(await attempt(port, 'localhost'), { kind: 'unproven' });
    assert.match(heard.join(''), new RegExp(`Host: 127\\.0\\.0\\.1:${port}\r\n`, 'i'));
    const { relay } = await runRelay({ toolKey: key });
    assert.equal(await attempt(relay.port, 'localhost'), 'opened');
    await relay.dispose();
  });

  it('finds nobody where nobody listens', async () => {
    const { relay } = await runRelay();
    const { port } = relay;
    await relay.dispose();
    assert.deepEqual(await attempt(port), { kind: 'unreachable' });
  });

  it('shows no key to a relay with another key', async () => {
    const { relay } = await runRelay();
    assert.deepEqual(await attempt(relay.port), { kind: 'unproven' });
    await relay.dispose();
  });

  const strangers: [string, () => Promise<number>][] = [
    ['says yes to everything', () => webServer((_, response) => response.end('ok'))],
    ['sends without end', () => webServer((_, response) => response.write('x'.repeat(100_000)))],
    ['redirects', () => webServer((_, response) => response.writeHead(302, { Location: 'http://localhost/' }).end())],
    [
      'speaks no HTTP',
      () => stranger(createTcpServer((socket) => socket.once('data', () => socket.end('220 mail\r\n')))),
    ],
  ];
  for (const [what, start] of strangers) {
    it(`shows no key to a program that ${what}`, async () => {
      assert.deepEqual(await attempt(await start()), { kind: 'unproven' });
      assertNoKey();
    });
  }

  const status = (code: number) => `HTTP/1.1 ${code} Whatever\r\n`;
  /** What strangers write once they are asked: the first text, and another one over and over again. */
  const answers: Record<string, readonly [string, string?]> = {
    'answers with an upgrade': [`${status(101)}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`],
    'answers with an upgrade to nothing': [`${status(101)}\r\n`],
    'answers with an upgrade and goes on': [
      `${status(101)}Upgrade: x\r\nConnection: Upgrade\r\n\r\n`,
      'x'.repeat(1000),
    ],
    'answers with an upgrade that it does not name': [
      `${status(200)}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    ],
    'answers only that it goes on': ['', `${status(102)}\r\n`],
    'gives hints before the answer without end': ['', `${status(103)}Link: </x>\r\n\r\n`],
    'ends the answer too early': [`${status(200)}Content-Length: 43\r\n\r\nAAAA`],
    'announces an endless answer': [`${status(200)}Content-Length: 9007199254740991\r\n\r\n`, 'A'],
    'answers in chunks without end': [`${status(200)}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nA\r\n'],
    'answers with an endless chunk header': [`${status(200)}Transfer-Encoding: chunked\r\n\r\n1;`, 'x'.repeat(100)],
    'sends headers without end': [status(200), `X-Header: ${'x'.repeat(100)}\r\n`],
    'sends headers slowly': [status(200), 'x'],
    'sends a status line without end': ['HTTP/1.1 200 ', 'x'.repeat(100)],
    'speaks TLS': ['\u0015\u0003\u0001\u0000\u0002\u0002\u0028'],
    'answers to nothing that was asked': [`${status(408)}\r\n${status(408)}\r\n`],
  };
  for (const [what, [first, again]] of Object.entries(answers)) {
    it(`ends soon, and shows no key, where a program ${what}`, async () => {
      const port = await stranger(
        createTcpServer((socket) => {
          socket.once('data', () => {
            socket.write(first, 'latin1');
            if (again === undefined) return;
            const timer = setInterval(() => socket.write(again, 'latin1'), 5);
            socket.once('close', () => clearInterval(timer));
          });
        }),
      );
      const end = await attempt(port);
      assert.ok(end !== 'opened' && (end.kind === 'unproven' || end.kind === 'unreachable'));
      assertNoKey();
    });
  }

  for (const [what, leave] of [
    ['hangs up', (socket: Socket) => socket.destroy()],
    ['resets the connection', (socket: Socket) => socket.resetAndDestroy()],
    ['says that it will send no more', (socket: Socket) => socket.end()],
  ] as const) {
    it(`ends soon where a program ${what} instead of an answer`, async () => {
      const port = await stranger(
        createTcpServer({ allowHalfOpen: true }, (socket) =>
          socket.once('data', () => leave(socket)).once('end', () => socket.end()),
        ),
      );
      assert.deepEqual(await attempt(port), { kind: 'unreachable' });
      assertNoKey();
    });
  }

  it('shows no key to a program that passes the question on to a real relay', async () => {
    const { relay } = await runRelay({ toolKey: key });
    const port = await webServer((request, response) => {
      const nonce = new URL(request.url ?? '', 'http://x').searchParams.get('nonce') ?? '';
      void ask(relay.port, `?nonce=${nonce}`).then((answer) => response.end(answer.split('\r\n\r\n')[1]));
    });
    assert.deepEqual(await attempt(port), { kind: 'unproven' });
    assertNoKey();
    await relay.dispose();
  });

  it('shows no key to a program that has got the port since the proof', async () => {
    const port = await webServer((request, response) => {
      const nonce = new URL(request.url ?? '', 'http://x').searchParams.get('nonce') ?? '';
      // The relay proves itself and is gone: its connection ends with the answer.
      response.setHeader('Connection', 'close');
      response.end(proofOf(key, `127.0.0.1:${port}`, nonce));
    });
    assert.deepEqual(await attempt(port), { kind: 'unreachable' });
    assert.equal(heard.length, 1);
    assertNoKey();
  });

  it('waits no longer than a handshake may take for one that says all the time that it is about to answer', async () => {
    const server = createServer({ keepAlive: true }, (request, response) => {
      const { host = '' } = request.headers;
      const nonce = new URL(request.url ?? '', 'http://relay').searchParams.get('nonce') ?? '';
      response.end(proofOf(key, host, nonce));
    });
    server.on('upgrade', (_, socket) => {
      const drip = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 200);
      socket.on('close', () => clearInterval(drip)).on('error', () => undefined);
    });
    assert.deepEqual(await attempt(await stranger(server)), { kind: 'unreachable' });
  });

  it('waits no longer than a moment for one that says nothing, and shows it no key', async () => {
    const port = await stranger(createTcpServer());
    assert.deepEqual(await attempt(port), { kind: 'unreachable' });
    assertNoKey();
  });
});

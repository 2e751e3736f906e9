import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answerAt } from '../../../src/relayClient/httpAnswer';
import { until } from '../../support/until';
import { runRelay } from '../relay/support';

const megabyte = 1024 * 1024;

describe('the question what answers at an address', () => {
  let server: Server | undefined;
  let sent: number;
  let ended: boolean;
  afterEach(() => server?.close());

  /** A program that writes this once it is asked, and then `more` for as long as it is taken. */
  async function stranger(first: string | Buffer, more?: Buffer): Promise<string> {
    sent = 0;
    ended = false;
    const write = (socket: Socket): void => {
      while (more !== undefined && socket.writable) {
        sent += more.length;
        if (!socket.write(more)) return;
      }
    };
    server = createServer((socket) => {
      socket.on('error', () => undefined).on('close', () => (ended = true));
      socket.on('drain', () => write(socket));
      socket.once('data', () => {
        socket.write(first);
        write(socket);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('knows a relay', async () => {
    const { relay } = await runRelay();
    assert.equal(await answerAt(relay.address), 'relay');
    await relay.dispose();
  });

  const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
  const zeros = Buffer.alloc(megabyte);
  const endless: Record<string, readonly [string | Buffer, Buffer]> = {
    'until the connection ends': [head(), zeros],
    'of an announced length': [head(`Content-Length: ${Number.MAX_SAFE_INTEGER}`), zeros],
    'in chunks': [
      head('Transfer-Encoding: chunked'),
      Buffer.concat([Buffer.from('100000\r\n'), zeros, Buffer.from('\r\n')]),
    ],
    'that is compressed': [head('Content-Encoding: gzip'), gzipSync(Buffer.alloc(64 * megabyte))],
    'as an error': [head().replace('200', '500'), zeros],
  };
  for (const [what, [first, more]] of Object.entries(endless)) {
    it(`reads no more than the beginning of an endless answer ${what}`, async () => {
      assert.equal(await answerAt(await stranger(first, more)), 'other');
      await until('the end of the connection', () => ended);
      assert.ok(sent < 30 * megabyte, `${sent} bytes were taken`);
    });
  }

  it('takes a relay for one although its answer has no end', async () => {
    const address = await stranger(`${head()}Deskside 9.9.9: the relay is running.`, zeros);
    assert.equal(await answerAt(address), 'relay');
    await until('the end of the connection', () => ended);
  });

  it('does not go where an answer leads', async () => {
    const { relay } = await runRelay();
    const address = await stranger(`HTTP/1.1 302 Found\r\nLocation: ${relay.address}/\r\nContent-Length: 0\r\n\r\n`);
    assert.equal(await answerAt(address), 'other');
    await relay.dispose();
  });

  const nothing: Record<string, string> = {
    'never ends its headers': 'HTTP/1.1 200 OK\r\nX-Header: ',
    upgrades: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'speaks TLS': '\u0015\u0003\u0001\u0000\u0002\u0002\u0028',
  };
  for (const [what, first] of Object.entries(nothing)) {
    it(`does not wait for one that ${what}`, async () => {
      assert.equal(await answerAt(await stranger(Buffer.from(first, 'latin1'))), 'nothing');
    });
  }
});

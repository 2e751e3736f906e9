import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { WebSocket, WebSocketServer } from 'ws';
import { asciiFrame } from '../../../src/relay/sockets/asciiFrame';
import { seeded } from '../../support/seed';

describe('a frame that the relay writes itself', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let socket: Socket;

  before(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    server.on('connection', (_, request) => (socket = request.socket));
    client = new WebSocket(`ws://127.0.0.1:${address.port}`);
    await Promise.all([once(client, 'open'), once(server, 'connection')]);
  });

  after(() => {
    client.terminate();
    server.close();
  });

  async function arrives(text: string): Promise<void> {
    const frame = asciiFrame(text);
    assert.ok(frame !== undefined);
    const message = once(client, 'message');
    socket.write(frame, 'latin1');
    const [data, isBinary] = (await message) as [Buffer, boolean];
    assert.equal(data.toString(), text);
    assert.equal(isBinary, false);
  }

  for (const length of [0, 1, 125, 126, 127, 255, 256, 16 * 1024]) {
    it(`is read as what it holds, with ${length} characters`, () => arrives('x'.repeat(length)));
  }

  it('is read as what it holds, whatever that is', async () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 400 });
    await fc.assert(fc.asyncProperty(ascii, arrives), seeded());
  });

  it('is not written for what is not ASCII, or long', () => {
    const others = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /[^\0-\x7f]/.test(text));
    fc.assert(
      fc.property(others, (text) => {
        assert.equal(asciiFrame(text), undefined);
      }),
      seeded(),
    );
    for (const text of ['é', '€', '\u{1f600}', '\ud800', 'x'.repeat(16 * 1024 + 1)]) {
      assert.equal(asciiFrame(text), undefined);
    }
  });
});

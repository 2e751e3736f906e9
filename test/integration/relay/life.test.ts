import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { newKey } from '../../../src/relayClient/keys';
import { startRelay } from '../../../src/relay/relay';
import { PortInUse, RelayStartError } from '../../../src/relay/relayError';
import { connectAs, eventually, openPage, openTool, runRelay } from './support';

function options(port: number) {
  return { port, pageKey: newKey(), toolKey: newKey(), assetsFolder: 'none' };
}

describe('the life of a relay', () => {
  it('has any free port, or the one that it is given', async () => {
    const first = await startRelay(options(0));
    const { port } = first;
    assert.ok(port > 0);
    assert.equal(first.address, `http://127.0.0.1:${port}`);
    await first.dispose();
    const second = await startRelay(options(port));
    assert.equal(second.port, port);
    await second.dispose();
  });

  it('does not begin on a port in use, with a sentence that says so; once the port is free it works wholly', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assert.rejects(startRelay(options(port)), (error) => {
      assert.ok(error instanceof PortInUse);
      assert.equal(error.port, port);
      assert.match(error.message, new RegExp(`^Port ${port} is in use .*\\.$`));
      return true;
    });
    other.close();
    await once(other, 'close');
    const running = await runRelay({ port });
    const tool = await openTool(running);
    const page = await openPage(running);
    await tool.next('pageOpened');
    await page.close();
    await running.relay.dispose();
  });

  it('does not begin where it may not listen', async () => {
    await assert.rejects(startRelay(options(-1)), RelayStartError);
  });

  it('is reachable from this machine alone', async () => {
    const relay = await startRelay(options(0));
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const socket = connect(relay.port, address);
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      assert.equal(error.code, 'ECONNREFUSED');
    }
    await relay.dispose();
  });

  it('ends with all its connections, told that it goes away, and nothing of it stays', async () => {
    const inUse = () => process.getActiveResourcesInfo().filter((kind) => /^(TCP|Timeout)/.test(kind)).length;
    // The test's own time limit begins to run with the first wait.
    await new Promise((resolve) => setImmediate(resolve));
    const before = inUse();
    const running = await runRelay();
    const clients = [await openPage(running), await openTool(running), await connectAs('page', running)];
    await running.relay.dispose();
    for (const client of clients) assert.equal((await client.closed).code, 1001);
    await eventually(() => inUse() <= before);
  });

  it('ends although a client does not answer', async () => {
    const running = await runRelay();
    const page = await openPage(running);
    page.socket.pause();
    const idle = connect(running.relay.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await once(idle, 'connect');
    await running.relay.dispose();
    page.socket.terminate();
    idle.destroy();
  });

  it('ends twice without harm', async () => {
    const { relay } = await runRelay();
    await Promise.all([relay.dispose(), relay.dispose()]);
  });
});

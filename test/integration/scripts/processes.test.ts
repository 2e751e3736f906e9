import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { ChildTree, findOnPath, run } from '../../../scripts/hosts/processes';
import { freePort } from '../../../scripts/hosts/freePort';
import { SetupError } from '../../../scripts/hosts/say';

const node = process.execPath;

describe('A command that a script runs', () => {
  it('gives what it wrote', async () => {
    assert.equal(await run(node, ['-e', 'console.log("out"); console.error("err")']), 'out\nerr\n');
  });

  it('that fails is told with its code and what it wrote', async () => {
    await assert.rejects(run(node, ['-e', 'console.log("half done"); process.exit(3)']), (error) => {
      assert.ok(error instanceof SetupError);
      assert.match(error.message, /ended with code 3.*half done/s);
      return true;
    });
  });

  it('that is not there is named', async () => {
    await assert.rejects(run('no-such-command', []), /`no-such-command` could not be started/);
  });

  it('that takes too long is ended', async () => {
    await assert.rejects(run(node, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 200 }), /longer than 0.2 s/);
  });

  it('is ended together with what it started', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = JSON.stringify(server.address());
    const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const grandchild = `require("net").connect(${address}).resume()`;
    const child = new ChildTree(
      node,
      ['-e', `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}])`],
      { stdio: 'pipe' },
    );
    const socket = await connected;
    const closed = once(socket.on('error', () => undefined).resume(), 'close');
    await child.stop();
    await closed;
    server.close();
  });
});

describe('A program', () => {
  it('is found on the PATH, or not', async () => {
    assert.match((await findOnPath(['no-such-command', 'node'])) ?? '', /node/);
    assert.equal(await findOnPath(['no-such-command']), undefined);
  });
});

describe('A free port', () => {
  it('is the preferred one unless that is taken', async () => {
    const preferred = await freePort();
    assert.equal(await freePort(preferred), preferred);
    const server = createServer().listen(preferred, '127.0.0.1');
    await once(server, 'listening');
    assert.notEqual(await freePort(preferred), preferred);
    server.close();
  });
});

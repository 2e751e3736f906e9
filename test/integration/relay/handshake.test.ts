import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { limits } from '../../../src/protocol/limits';
import { newKey } from '../../../src/relayClient/keys';
import { connectAs, exchange, foreignOrigin, openPage, openTool, runRelay } from './support';
import type { Running } from './support';

/** The bytes of a handshake; a header that is undefined is left out, a list comes several times. */
function handshake(
  running: Running,
  role: 'page' | 'tool',
  changes: Record<string, string | readonly string[] | undefined> = {},
  line = `GET /${role} HTTP/1.1`,
): string {
  const headers: Record<string, string | readonly string[] | undefined> = {
    Host: `127.0.0.1:${running.relay.port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol': role === 'page' ? 'deskside.v2' : `deskside.v2, key.${running.toolKey}`,
    ...(role === 'page' ? { Origin: foreignOrigin } : {}),
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (value === undefined ? [] : [value].flat()).map((one) => `${name}: ${one}`),
  );
  return [line, ...lines, '', ''].join('\r\n');
}

function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
}

describe('the handshake of the relay', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(() => running.relay.dispose());

  const ask = (bytes: string) => exchange(running.relay.port, bytes);

  it('upgrades a page and a tool, and answers with the version of the protocol alone', async () => {
    for (const role of ['page', 'tool'] as const) {
      const answer = await ask(handshake(running, role));
      assert.equal(statusOf(answer), 101);
      assert.match(answer, /^Sec-WebSocket-Protocol: deskside\.v2\r$/m);
      assert.match(answer, /^Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r$/m);
      assert.doesNotMatch(answer, /Sec-WebSocket-Extensions|key\./i);
    }
  });

  const refused: [string, number, (running: Running) => string][] = [
    ['without Host', 403, (at) => handshake(at, 'tool', { Host: undefined })],
    [
      'with two Hosts',
      403,
      (at) => handshake(at, 'tool', { Host: [`127.0.0.1:${at.relay.port}`, `127.0.0.1:${at.relay.port}`] }),
    ],
    ['with a foreign Host', 403, (at) => handshake(at, 'page', { Host: `widget.example:${at.relay.port}` })],
    [
      'of a page under DNS rebinding, whose Host and Origin agree',
      403,
      (at) =>
        handshake(at, 'page', {
          Host: `evil.example:${at.relay.port}`,
          Origin: `http://evil.example:${at.relay.port}`,
        }),
    ],
    [
      'of a page of version 1',
      426,
      (at) => handshake(at, 'page', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${at.pageKey}` }),
    ],
    ['of a page without origin', 403, (at) => handshake(at, 'page', { Origin: undefined })],
    ['of a page of the origin null', 403, (at) => handshake(at, 'page', { Origin: 'null' })],
    ['of a page with two origins', 403, (at) => handshake(at, 'page', { Origin: [foreignOrigin, foreignOrigin] })],
    ['of a tool with an origin', 403, (at) => handshake(at, 'tool', { Origin: `http://127.0.0.1:${at.relay.port}` })],
    ['without key', 401, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': 'deskside.v2' })],
    ['with an empty key', 401, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': 'deskside.v2, key.' })],
    [
      'with a wrong key',
      401,
      (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v2, key.${newKey()}` }),
    ],
    [
      "with the page's key for a tool",
      401,
      (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v2, key.${at.pageKey}` }),
    ],
    [
      'with the key twice',
      401,
      (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v2, key.${at.toolKey}, key.${at.toolKey}` }),
    ],
    ['without subprotocol', 401, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': undefined })],
    ['with the key in the query', 404, (at) => handshake(at, 'tool', {}, `GET /tool?key=${at.toolKey} HTTP/1.1`)],
    ['with a slash after the path', 404, (at) => handshake(at, 'tool', {}, 'GET /tool/ HTTP/1.1')],
    [
      'with a whole address as its path',
      404,
      (at) => handshake(at, 'tool', {}, `GET ${at.relay.address}/tool HTTP/1.1`),
    ],
    ['by POST', 405, (at) => handshake(at, 'tool', {}, 'POST /tool HTTP/1.1')],
    ['over HTTP/1.0', 400, (at) => handshake(at, 'tool', {}, 'GET /tool HTTP/1.0')],
    ['to h2c', 426, (at) => handshake(at, 'tool', { Upgrade: 'h2c' })],
    ['of version 8', 426, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Version': '8' })],
    ['with a short Sec-WebSocket-Key', 400, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Key': 'c2hvcnQ=' })],
    ['whose upgrade is not announced', 426, (at) => handshake(at, 'tool', { Connection: 'close' })],
    ['with too many bytes of headers', 431, (at) => handshake(at, 'tool', { 'X-Long': 'x'.repeat(9000) })],
    ['that is no HTTP', 400, () => '\u0016\u0003\u0001\u0002\u0000hello\r\n\r\n'],
  ];
  for (const [what, status, bytes] of refused) {
    it(`refuses one ${what} with ${status}`, async () => {
      const answer = await ask(bytes(running));
      assert.equal(statusOf(answer), status, answer);
      assert.match(answer, /^Connection: close\r$/m);
    });
  }

  it('counts a header even behind two thousand others', async () => {
    const many = 'a:\r\n'.repeat(2010);
    const bytes = handshake(running, 'tool').replace('\r\n\r\n', `\r\n${many}Origin: ${foreignOrigin}\r\n\r\n`);
    assert.ok([403, 431].includes(statusOf(await ask(bytes))));
  });

  it('keeps places for tools, however many pages there are, and has no more than there are places', async () => {
    const pages = limits.connections - limits.connectionsForTools;
    for (let count = 0; count < pages; count++) await openPage(running, { page: `page-${1000 + count}` });
    const tooMany = await connectAs('page', running);
    assert.deepEqual(await tooMany.closed, { code: 4503, reason: 'Too many connections; close some pages or tools.' });
    for (let count = 0; count < limits.connectionsForTools; count++) await openTool(running);
    await assert.rejects(connectAs('tool', running), /503/);
  });

  it('answers a tool of version 1 in its version', async () => {
    const offer = `deskside.v1, key.${running.toolKey}`;
    const answer = await ask(handshake(running, 'tool', { 'Sec-WebSocket-Protocol': offer }));
    assert.match(answer, /^Sec-WebSocket-Protocol: deskside\.v1\r$/m);
  });

  it('logs each refusal without the key that was tried, and tells the tools who was refused', async () => {
    const tool = await openTool(running);
    const tried = newKey();
    await ask(handshake(running, 'page', { Origin: 'null' }));
    await ask(handshake(running, 'page', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${running.pageKey}` }));
    await ask(handshake(running, 'page', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${tried}` }));
    await ask(handshake(running, 'tool', { Host: 'evil.example' }));
    const old = { role: 'page', reason: 'version', origin: foreignOrigin };
    assert.deepEqual(await tool.params('refused'), {
      role: 'page',
      reason: 'origin',
      origin: 'null',
      keyMatches: false,
    });
    assert.deepEqual(await tool.params('refused'), { ...old, keyMatches: true });
    assert.deepEqual(await tool.params('refused'), { ...old, keyMatches: false });
    assert.deepEqual(await tool.params('refused'), { role: 'tool', reason: 'host', keyMatches: true });
    const refusals = running.log.filter(({ kind }) => kind === 'refused');
    assert.equal(refusals.length, 4);
    const whole = JSON.stringify(running.log) + tool.texts.join('');
    for (const key of [tried, running.pageKey, running.toolKey]) assert.ok(!whole.includes(key));
  });

  it('can be given other origins, but nothing that is none', () => {
    for (const bad of [
      'null',
      '*',
      '',
      'new.example',
      'https://new.example/',
      'https://new.example/path',
      'file:///x',
      'ftp://new.example',
    ]) {
      assert.throws(() => running.relay.allowOrigin(bad), RangeError);
    }
  });

  it('makes those with wrong keys wait, but nobody with the right one', async () => {
    const wrong = () => handshake(running, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v2, key.${newKey()}` });
    for (let tries = 0; tries < 10; tries++) assert.equal(statusOf(await ask(wrong())), 401);
    let answered = false;
    const waiting = ask(wrong()).then((answer) => {
      answered = true;
      return answer;
    });
    const page = await openPage(running);
    assert.equal(answered, false);
    assert.equal(statusOf(await waiting), 401);
    await page.close();
  });

  it('sheds a flood of wrong keys, and the right one still gets in', async () => {
    const flood = Array.from({ length: 100 }, () =>
      ask(handshake(running, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v2, key.${newKey()}` })),
    );
    const tool = await openTool(running);
    const statuses = (await Promise.all(flood)).map(statusOf);
    assert.deepEqual([...new Set(statuses)].sort(), [401, 429]);
    await tool.close();
  });

  it('survives strangers that hang up in the middle', async () => {
    for (const bytes of [
      handshake(running, 'tool').slice(0, 40),
      handshake(running, 'tool', { Host: 'evil.example' }),
    ]) {
      const socket = connect(running.relay.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(bytes);
      socket.resetAndDestroy();
    }
    const tool = await openTool(running);
    await tool.close();
  });

  it('ends a request whose headers do not come in time', async () => {
    const before = Date.now();
    const answer = await ask(handshake(running, 'tool').slice(0, 60));
    assert.equal(statusOf(answer), 408);
    assert.ok(Date.now() - before < 4000);
  });
});

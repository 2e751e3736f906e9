import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { limits } from '../../../src/protocol/limits';
import { newKey } from '../../../src/relay/keys';
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
    'Sec-WebSocket-Protocol': `deskside.v1, key.${role === 'page' ? running.pageKey : running.toolKey}`,
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
      assert.match(answer, /^Sec-WebSocket-Protocol: deskside\.v1\r$/m);
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
    ['of a page of a foreign origin', 403, (at) => handshake(at, 'page', { Origin: 'https://evil.example' })],
    ['of a page without origin', 403, (at) => handshake(at, 'page', { Origin: undefined })],
    ['of a page of the origin null', 403, (at) => handshake(at, 'page', { Origin: 'null' })],
    ['of a page with two origins', 403, (at) => handshake(at, 'page', { Origin: [foreignOrigin, foreignOrigin] })],
    [
      'of a page of another port',
      403,
      (at) => handshake(at, 'page', { Origin: `http://127.0.0.1:${at.relay.port + 1}` }),
    ],
    ['of a tool with an origin', 403, (at) => handshake(at, 'tool', { Origin: `http://127.0.0.1:${at.relay.port}` })],
    ['without key', 401, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': 'deskside.v1' })],
    ['with an empty key', 401, (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': 'deskside.v1, key.' })],
    [
      'with a wrong key',
      401,
      (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${newKey()}` }),
    ],
    [
      "with the page's key for a tool",
      401,
      (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${at.pageKey}` }),
    ],
    [
      'with the key twice',
      401,
      (at) => handshake(at, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${at.toolKey}, key.${at.toolKey}` }),
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
    for (let count = 0; count < pages; count++) await connectAs('page', running);
    await assert.rejects(connectAs('page', running), /503/);
    for (let count = 0; count < limits.connectionsForTools; count++) await openTool(running);
    await assert.rejects(connectAs('tool', running), /503/);
  });

  it('logs each refusal without the key that was tried, and tells the tools who was refused', async () => {
    const tool = await openTool(running);
    const tried = newKey();
    await ask(handshake(running, 'page', { Origin: 'https://new.example' }));
    await ask(handshake(running, 'page', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${tried}` }));
    await ask(handshake(running, 'tool', { Host: 'evil.example' }));
    const { params: first } = await tool.next('refused');
    const wrong = { role: 'page', reason: 'key', origin: foreignOrigin, keyMatches: false };
    assert.deepEqual(first, { role: 'page', reason: 'origin', origin: 'https://new.example', keyMatches: true });
    assert.deepEqual(await tool.params('refused'), wrong);
    assert.deepEqual(await tool.params('refused'), { role: 'tool', reason: 'host', keyMatches: true });
    const refusals = running.log.filter(({ kind }) => kind === 'refused');
    assert.equal(refusals.length, 3);
    const whole = JSON.stringify(running.log) + tool.texts.join('');
    for (const key of [tried, running.pageKey, running.toolKey]) assert.ok(!whole.includes(key));
  });

  it('tells a page that the user gave the key from a web site that only tries', async () => {
    const tool = await openTool(running);
    const site = { Origin: 'https://any-site.example' };
    await ask(handshake(running, 'page', { ...site, 'Sec-WebSocket-Protocol': 'deskside.v1' }));
    await ask(handshake(running, 'page', site));
    const origin = { role: 'page', reason: 'origin', origin: site.Origin };
    assert.deepEqual(await tool.params('refused'), { ...origin, keyMatches: false });
    assert.deepEqual(await tool.params('refused'), { ...origin, keyMatches: true });
  });

  it('asks for whoever holds the relay’s own page in a frame, and lets that in when the user allows it', async () => {
    const tool = await openTool(running);
    const holder = 'https://workspace.example';
    const bytes = (offer: string) =>
      handshake(running, 'page', {
        Origin: running.relay.address,
        'Sec-WebSocket-Protocol': `deskside.v1, key.${running.pageKey}, title.RGVza3NpZGU${offer}`,
      });
    const held = bytes(`, holder.${Buffer.from(holder).toString('base64url')}`);
    assert.equal(statusOf(await ask(held)), 403);
    const refusal = { role: 'page', reason: 'origin', keyMatches: true, title: 'Deskside' };
    assert.deepEqual(await tool.params('refused'), { ...refusal, origin: holder, held: true });
    for (const unknown of ['holder.', 'holder.AAAA====', 'holder.bnVsbA', 'holder.YQ, holder.YQ']) {
      assert.equal(statusOf(await ask(bytes(`, ${unknown}`))), 403, unknown);
    }
    running.relay.allowOrigin(holder);
    assert.equal(statusOf(await ask(held)), 101);
    running.relay.forgetOrigins();
    assert.equal(statusOf(await ask(held)), 403);
    assert.equal(statusOf(await ask(bytes(''))), 101, 'nobody holds it');
  });

  it('lets an origin in once the user has allowed it, and refuses what is none', async () => {
    const origin = 'https://new.example';
    const bytes = () => handshake(running, 'page', { Origin: origin });
    assert.equal(statusOf(await ask(bytes())), 403);
    running.relay.allowOrigin(origin);
    assert.equal(statusOf(await ask(bytes())), 101);
    for (const bad of [
      'null',
      '*',
      '',
      'new.example',
      `${origin}/`,
      `${origin}/path`,
      'file:///x',
      'ftp://new.example',
    ]) {
      assert.throws(() => running.relay.allowOrigin(bad), RangeError);
    }
  });

  it('makes those with wrong keys wait, but nobody with the right one', async () => {
    const wrong = () => handshake(running, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${newKey()}` });
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
      ask(handshake(running, 'tool', { 'Sec-WebSocket-Protocol': `deskside.v1, key.${newKey()}` })),
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

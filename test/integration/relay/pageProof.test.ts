import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { WebSocket, WebSocketServer } from 'ws';
import { limits } from '../../../src/protocol/limits';
import { PageProof } from '../../../src/protocol/connection/pageProof';
import { newKey, simulatorKey } from '../../../src/relayClient/keys';
import { newNonce, openProvenPage, prove, signature } from '../../support/provenPage';
import { Client, connectAs, eventually, exchange, foreignOrigin, helloOf, openTool, runRelay } from './support';
import type { Message, Running } from './support';

describe('the proof of a page', () => {
  let running: Running;
  let host: string;
  let url: string;
  const clients: WebSocket[] = [];
  beforeEach(async () => {
    running = await runRelay();
    host = `127.0.0.1:${running.relay.port}`;
    url = `ws://${host}/page`;
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.terminate();
    await running.relay.dispose();
  });

  /** A page's WebSocket that has said nothing. */
  async function silent(origin = foreignOrigin, headers = {}): Promise<Client> {
    const socket = new WebSocket(url, 'deskside.v2', { origin, headers });
    clients.push(socket);
    const client = new Client(socket);
    await once(socket, 'open');
    return client;
  }

  /** Lets the relay prove itself, and gives what the page has to sign. */
  async function challenged(client: Client, more: object = {}) {
    const page = newNonce();
    const { result } = await client.call('challenge', { nonce: page, ...more });
    const { nonce: relay, proof } = result as { nonce: string; proof: string };
    return { nonces: { page, relay }, proof };
  }

  const page = (of: { page: string; relay: string }, key = running.pageKey, at = host) =>
    signature(key, 'page', at, of);

  it('is of the key, of each side, of the host that was dialled and of both nonces, the relay’s first', async () => {
    const client = await silent();
    const { nonces, proof } = await challenged(client);
    assert.equal(proof, signature(running.pageKey, 'relay', host, nonces));
    client.notify('prove', { proof: page(nonces) });
    assert.ok('result' in (await client.call('hello', helloOf())));
  });

  it('is asked for with fresh nonces each time', async () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 10; count++) nonces.add((await challenged(await silent())).nonces.relay);
    assert.equal(nonces.size, 10);
  });

  it('is of the host as the page named it, of those that are the relay’s', async () => {
    const named = `localhost:${running.relay.port}`;
    const client = await silent(foreignOrigin, { Host: named });
    const { nonces, proof } = await challenged(client);
    assert.equal(proof, signature(running.pageKey, 'relay', named, nonces));
    client.notify('prove', { proof: page(nonces, running.pageKey, named) });
    assert.ok('result' in (await client.call('hello', helloOf())));
  });

  it('is the same for a page that Deskside writes, in whatever browser', async () => {
    const socket = new WebSocket(url, 'deskside.v2', { origin: foreignOrigin });
    clients.push(socket);
    const client = new Client(socket);
    const proof = new PageProof({ key: running.pageKey }, url);
    await once(socket, 'open');
    socket.send(proof.challenge);
    await client.until(() => client.texts.length > 0);
    socket.send(proof.answerTo(client.texts[0] ?? '') ?? '');
    assert.ok('result' in (await client.call('hello', helloOf())));
  });

  describe('is not taken', () => {
    type Proof = (client: Client, tool: Client) => Promise<string>;
    const wrong: Record<string, Proof> = {
      'with another key': async (client) => page((await challenged(client)).nonces, newKey()),
      'with the tool key': async (client) => page((await challenged(client)).nonces, running.toolKey),
      'with the simulator’s key': async (client) =>
        page((await challenged(client)).nonces, simulatorKey(running.toolKey)),
      'that is the relay’s own, given back': async (client) => (await challenged(client)).proof,
      'for another host': async (client) =>
        page((await challenged(client)).nonces, running.pageKey, `localhost:${running.relay.port}`),
      'for TLS, where none was asked for': async (client) =>
        page((await challenged(client)).nonces, running.pageKey, 'tls'),
      'with the nonces the other way round': async (client) => {
        const { nonces } = await challenged(client);
        return page({ page: nonces.relay, relay: nonces.page });
      },
      'that was right on another connection': async (client) => {
        const other = await silent();
        await challenged(client);
        return page((await challenged(other)).nonces);
      },
      'with a nonce that the relay did not give': async (client) =>
        page({ ...(await challenged(client)).nonces, relay: newNonce() }),
      'with one letter changed': async (client) => {
        const right = page((await challenged(client)).nonces);
        return (right.startsWith('A') ? 'B' : 'A') + right.slice(1);
      },
      'that stands for the same bytes in other letters': async (client) => {
        // The last letter has two bits that do not count.
        const right = page((await challenged(client)).nonces);
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        return right.slice(0, -1) + (letters[letters.indexOf(right.slice(-1)) ^ 1] ?? '');
      },
      'before the challenge': () => Promise.resolve(page({ page: newNonce(), relay: newNonce() })),
    };
    for (const [what, make] of Object.entries(wrong)) {
      it(what, async () => {
        const tool = await openTool(running);
        const client = await silent();
        client.notify('prove', { proof: await make(client, tool) });
        client.ask('hello', helloOf());
        const text = 'The key is not that of this relay; copy the script tag again.';
        assert.deepEqual(await client.closed, { code: 4401, reason: text });
        const refusal = { role: 'page', reason: 'key', origin: foreignOrigin, keyMatches: false };
        assert.deepEqual(await tool.params('refused'), refusal);
        assert.equal(tool.count('pageOpened'), 0);
        assert.ok(
          client.all.every(({ method }) => method === undefined),
          'nothing was asked of the page',
        );
      });
    }

    it('shortened, lengthened or of another type', async () => {
      for (const change of [
        (proof: string) => proof.slice(0, -1),
        (proof: string) => proof.slice(0, 10),
        () => '',
        (proof: string) => `${proof}A`,
        (proof: string) => [proof],
        () => null,
        () => undefined,
      ]) {
        const client = await silent();
        const { nonces } = await challenged(client);
        client.notify('prove', { proof: change(page(nonces)) });
        assert.equal((await client.closed).code, 4400);
      }
    });

    it('once more, or after a second challenge of the same connection', async () => {
      const twice = await silent();
      const { nonces } = await challenged(twice);
      twice.notify('prove', { proof: page(nonces) });
      twice.notify('prove', { proof: page(nonces) });
      assert.equal((await twice.closed).code, 4400);
      const again = await silent();
      const first = await challenged(again);
      assert.equal((await again.call('challenge', { nonce: newNonce() })).error?.code, -32600);
      again.notify('prove', { proof: page(first.nonces) });
      assert.ok('result' in (await again.call('hello', helloOf())), 'the first one holds');
    });

    it('where the relay has no key', async () => {
      const keyless = await runRelay({ pageKey: '', toolKey: '' });
      for (const more of [{}, { simulator: true }]) {
        const socket = new WebSocket(`ws://127.0.0.1:${keyless.relay.port}/page`, 'deskside.v2', {
          origin: keyless.relay.address,
        });
        const client = new Client(socket);
        await once(socket, 'open');
        const { error } = await client.call('challenge', { nonce: newNonce(), ...more });
        assert.equal(error?.code, -32600);
        client.notify('prove', { proof: signature('', 'page', host, { page: newNonce(), relay: newNonce() }) });
        assert.equal((await client.closed).code, 4401);
      }
      await keyless.relay.dispose();
    });

    it('whatever is said instead', async () => {
      const some = fc.oneof(
        fc.constantFrom('hello', 'records', 'invoke', 'ack', '__proto__', 'challenge', 'prove').chain((method) =>
          fc.record({
            method: fc.constant(method),
            id: fc.option(fc.nat(), { nil: undefined }),
            params: fc.jsonValue(),
          }),
        ),
        fc.record({ id: fc.nat(), result: fc.jsonValue() }),
      );
      const tool = await openTool(running);
      await fc.assert(
        fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 5 }), async (messages) => {
          const client = await silent();
          for (const message of messages) client.socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
          client.ask('hello', helloOf());
          await Promise.race([client.closed, client.until(() => client.all.some(({ error }) => error !== undefined))]);
          assert.ok(client.all.every(({ method, result }) => method === undefined && !isWelcome(result)));
          client.socket.terminate();
        }),
        { numRuns: 60 },
      );
      assert.equal(tool.count('pageOpened'), 0);
    });
  });

  const isWelcome = (result: unknown) => typeof result === 'object' && result !== null && 'relay' in result;

  it('lets nothing else through before: no record, no hello, no more than a few bytes, no binary frame', async () => {
    const binary = await silent();
    binary.socket.send(Buffer.from('{}'));
    assert.equal((await binary.closed).code, 1003);
    const greedy = await silent();
    greedy.notify('records', { page: 'page-0001', epoch: 1, records: [{ data: 'x'.repeat(limits.unprovenBytes) }] });
    assert.equal((await greedy.closed).code, 1006);
    const pinging = await silent();
    for (let count = 0; count < 400; count++) pinging.socket.ping('x'.repeat(100));
    assert.equal((await pinging.closed).code, 1006);
    const early = await silent();
    assert.equal((await early.call('hello', helloOf())).error?.code, -32601);
    early.notify('records', { page: 'page-0001', epoch: 1, records: [] });
    assert.equal((await early.closed).code, 4400);
  });

  it('may be followed by all that is allowed at once', async () => {
    const client = await silent();
    const { nonces } = await challenged(client);
    client.notify('prove', { proof: page(nonces) });
    const title = '\u{1f600}'.repeat(150);
    client.ask('hello', { ...helloOf({ title }), location: 'x'.repeat(300), bridge: 'y'.repeat(300) });
    await client.until(() => client.all.some(({ result }) => isWelcome(result)));
  });

  it('has to come in time, however slowly something comes', async () => {
    const tool = await openTool(running);
    const socket = connect(running.relay.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      [
        'GET /page HTTP/1.1',
        `Host: ${host}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Protocol: deskside.v2',
        `Origin: ${foreignOrigin}`,
        '',
        '',
      ].join('\r\n'),
    );
    // A frame that says it has 120 bytes, of which one comes from time to time.
    const drip = setInterval(() => socket.write('a'), 50);
    socket.write(Buffer.from([0x81, 0xf8, 0, 0, 0, 0]));
    socket.resume();
    // `once` would fail where the connection ends by a reset.
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    assert.equal(tool.count('refused'), 0);
  });

  it('is asked of every origin, and only those who have it are asked about, with their title', async () => {
    const tool = await openTool(running);
    const origin = 'https://new.example';
    const stranger = await silent(origin);
    await assert.rejects(prove(stranger.socket, newKey()), /has not the key/);
    stranger.socket.close(1000);
    await stranger.closed;
    const known = new Client(await openProvenPage(url, running.pageKey, origin));
    known.ask('hello', helloOf({ title: 'Notizen — メモ' }));
    const text = 'Pages of this origin are not allowed; allow it in Deskside.';
    assert.deepEqual(await known.closed, { code: 4403, reason: text });
    const refusal = { role: 'page', reason: 'origin', origin, keyMatches: true, title: 'Notizen — メモ' };
    assert.deepEqual(await tool.params('refused'), refusal);
    assert.equal(tool.count('refused'), 1, 'nobody hears of the one without the key');
    assert.equal(tool.count('pageOpened'), 0);
    running.relay.allowOrigin(origin);
    const later = new Client(await openProvenPage(url, running.pageKey, origin));
    assert.ok('result' in (await later.call('hello', helloOf())));
    await later.close();
  });

  it('tells the tools of a page that found that the relay has not its key', async () => {
    const tool = await openTool(running);
    const client = await silent();
    await challenged(client);
    client.socket.close(4401);
    const refusal = { role: 'page', reason: 'key', origin: foreignOrigin, keyMatches: false };
    assert.deepEqual(await tool.params('refused'), refusal);
  });

  it('that is wrong is told of a web site that is not allowed as its origin, so that it can bother nobody', async () => {
    const tool = await openTool(running);
    const origin = 'https://any-site.example';
    const client = await silent(origin);
    await challenged(client);
    client.notify('prove', { proof: newNonce() });
    assert.equal((await client.closed).code, 4401);
    const left = await silent('https://another.example');
    left.socket.close(4401);
    const refusal = { role: 'page', reason: 'origin', keyMatches: false };
    assert.deepEqual(await tool.params('refused'), { ...refusal, origin });
    assert.deepEqual(await tool.params('refused'), { ...refusal, origin: 'https://another.example' });
  });

  it('is of version 2: a tool of version 1 is told of an older page in its own words', async () => {
    const old = new WebSocket(`ws://${host}/tool`, ['deskside.v1', `key.${running.toolKey}`]);
    clients.push(old);
    const tool = new Client(old);
    await once(old, 'open');
    assert.ok('result' in (await tool.call('hello', { version: 1, name: 'old' })));
    const outdated = new WebSocket(url, ['deskside.v1', `key.${running.pageKey}`], { origin: foreignOrigin });
    const [, response] = (await once(outdated, 'unexpected-response')) as [unknown, { statusCode: number }];
    outdated.on('error', () => undefined).terminate();
    assert.equal(response.statusCode, 426);
    const refusal = { role: 'page', reason: 'request', origin: foreignOrigin, keyMatches: true };
    assert.deepEqual(await tool.params('refused'), refusal);
  });

  it('is wrong without end, and the log stays short, the tools are told once, and a good page gets in', async () => {
    const tool = await openTool(running);
    const wrong = async () => {
      const client = await silent();
      const { nonces } = await challenged(client);
      client.notify('prove', { proof: page(nonces, newKey()) });
      return client.closed;
    };
    const all = Promise.all(Array.from({ length: 150 }, wrong));
    const good = await connectAs('page', running);
    assert.ok('result' in (await good.call('hello', helloOf())));
    for (const { code } of await all) assert.ok(code === 4401 || code === 4408);
    assert.equal(tool.count('refused'), 1);
    assert.ok(running.log.length < 130, `${running.log.length} lines`);
  });

  describe('of the relay’s own page', () => {
    const own = () => running.relay.address;
    const greet = async (key: string, more: object, { simulator = false, origin = own() } = {}) => {
      const client = await silent(origin);
      await prove(client.socket, key, { simulator });
      const id = client.ask('hello', { ...helloOf(), ...more });
      await Promise.race([client.closed, client.until(() => client.all.some((message) => message.id === id))]);
      return client;
    };
    const codeOf = async (client: Client) => (await client.closed).code;

    it('goes by whoever holds it in a frame, and comes in when the user allows that', async () => {
      const tool = await openTool(running);
      const holder = 'https://workspace.example';
      assert.equal(await codeOf(await greet(running.pageKey, { holder })), 4403);
      const refusal = { role: 'page', reason: 'origin', origin: holder, held: true, keyMatches: true };
      assert.deepEqual(await tool.params('refused'), { ...refusal, title: 'A widget' });
      running.relay.allowOrigin(holder);
      await greet(running.pageKey, { holder });
      const { origin, own: isOwn } = (await tool.params('pageOpened')) as { origin: string; own?: boolean };
      assert.deepEqual([origin, isOwn], [holder, undefined]);
    });

    it('is the relay’s own where nobody holds it, or another page of the relay does', async () => {
      const tool = await openTool(running);
      for (const holder of [undefined, own(), `http://localhost:${running.relay.port}`]) {
        await greet(running.pageKey, { holder });
        assert.equal(((await tool.params('pageOpened')) as { own?: boolean }).own, true);
      }
    });

    it('is never let in where it is not known who holds it', async () => {
      for (const holder of [
        'null',
        '',
        ` ${foreignOrigin}`,
        `${own()}/`,
        `${own()}0`,
        'vscode-webview://x',
        '__proto__',
      ]) {
        assert.equal(await codeOf(await greet(running.pageKey, { holder })), 4403, holder);
      }
    });

    it('is the relay’s own whoever holds it, where a tool opened it: it has the simulator’s key', async () => {
      const tool = await openTool(running);
      await greet(simulatorKey(running.toolKey), { holder: 'vscode-webview://1f' }, { simulator: true });
      const { origin, own: isOwn } = (await tool.params('pageOpened')) as { origin: string; own?: boolean };
      assert.deepEqual([origin, isOwn], [own(), true]);
    });

    it('alone may have the simulator’s key', async () => {
      const key = simulatorKey(running.toolKey);
      await assert.rejects(greet(key, {}, { simulator: true, origin: foreignOrigin }), /no proof/);
      await assert.rejects(greet(running.pageKey, {}, { simulator: true }), /has not the key/);
      await assert.rejects(greet(key, {}), /has not the key/);
    });
  });

  it('of any other page does not go by what it says of who holds it', async () => {
    const client = await silent('https://evil.example');
    await prove(client.socket, running.pageKey);
    client.ask('hello', { ...helloOf(), holder: running.relay.address });
    assert.equal((await client.closed).code, 4403);
  });

  describe('that another program on the port would like to have', () => {
    let impostor: WebSocketServer;
    let port: number;
    const heard: string[] = [];
    beforeEach(async () => {
      heard.length = 0;
      impostor = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'deskside.v2' });
      await once(impostor, 'listening');
      ({ port } = impostor.address() as { port: number });
      impostor.on('connection', (ws) => ws.on('message', (data: Buffer) => heard.push(data.toString())));
    });
    afterEach(() => {
      for (const client of impostor.clients) client.terminate();
      impostor.close();
    });

    /** What a page of Deskside's says to whoever answers there with this. */
    const pageHears = (answer: string) => {
      const proof = new PageProof({ key: running.pageKey }, `ws://127.0.0.1:${port}/page`);
      return { challenge: proof.challenge, says: proof.answerTo(answer) };
    };

    it('is not made for whatever it answers', () => {
      const result = (value: unknown) => JSON.stringify({ jsonrpc: '2.0', id: 0, result: value });
      for (const answer of [
        '',
        'null',
        '[]',
        result({}),
        result({ nonce: newNonce() }),
        result({ nonce: newNonce(), proof: '' }),
        result({ nonce: newNonce(), proof: newNonce() }),
        result({ nonce: '', proof: signature(running.pageKey, 'relay', host, { page: '', relay: '' }) }),
        JSON.stringify({ jsonrpc: '2.0', id: 0, error: { code: -32601, message: '' } }),
        JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'invoke', params: { service: 'voice.dial' } }),
      ]) {
        const { challenge, says } = pageHears(answer);
        assert.equal(says, undefined, answer);
        assert.ok(!challenge.includes(running.pageKey));
      }
    });

    it('is not made for the page’s own challenge, given back as the relay’s', () => {
      const proof = new PageProof({ key: running.pageKey }, `ws://127.0.0.1:${port}/page`);
      const { params } = JSON.parse(proof.challenge) as { params: { nonce: string } };
      const nonces = { page: params.nonce, relay: params.nonce };
      const given = { nonce: params.nonce, proof: signature(running.pageKey, 'page', `127.0.0.1:${port}`, nonces) };
      assert.equal(proof.answerTo(JSON.stringify({ jsonrpc: '2.0', id: 0, result: given })), undefined);
    });

    for (const more of [{}, { tls: true }]) {
      it(`is not made for a program that passes all on to the real relay ${JSON.stringify(more)}`, async () => {
        const proof = new PageProof({ key: running.pageKey }, `ws://127.0.0.1:${port}/page`);
        const { params } = JSON.parse(proof.challenge) as { params: { nonce: string } };
        const real = await silent();
        const answer = await real.call('challenge', { ...params, ...more });
        assert.ok('result' in answer);
        assert.equal(proof.answerTo(JSON.stringify({ ...answer, id: 0 })), undefined);
        // The relay does not answer under the port of that program, either.
        const bytes = [
          'GET /page HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          'Sec-WebSocket-Protocol: deskside.v2',
          `Origin: ${foreignOrigin}`,
        ].join('\r\n');
        assert.match(await exchange(running.relay.port, `${bytes}\r\n\r\n`), /^HTTP\/1\.1 403/);
      });
    }

    it('is not taken a second time: what it recorded earlier does not fit another nonce', async () => {
      const recorded = await silent();
      const { nonces, proof } = await challenged(recorded);
      const given: Message = { id: 0, result: { nonce: nonces.relay, proof } };
      assert.equal(pageHears(JSON.stringify({ jsonrpc: '2.0', ...given })).says, undefined);
    });
  });

  it('needs a place of its own only for a moment: silent sockets do not keep it out', async () => {
    const strangers = Array.from({ length: limits.unprovenSockets * 2 }, () => {
      const socket = connect(running.relay.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      return socket;
    });
    try {
      await eventually(() => strangers.filter(({ closed }) => closed).length >= limits.unprovenSockets);
      const client = await connectAs('page', running);
      assert.ok('result' in (await client.call('hello', helloOf())));
      const tool = await openTool(running);
      await tool.close();
      await client.close();
    } finally {
      for (const socket of strangers) socket.destroy();
    }
  });
});

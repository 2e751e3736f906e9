import assert from 'node:assert/strict';
import { errorCodes } from '../../../src/protocol/errors';
import { limits } from '../../../src/protocol/limits';
import { connectAs, events, gotSeq, openPage, openTool, record, runRelay } from './support';
import type { Client, Running } from './support';

const id = 'page-0001';
const call = { page: id, service: 'agent.get' };
const done = { outcome: 'succeeded', data: { username: 'kim' }, durationMs: 3 };

describe('a call through the relay', () => {
  let running: Running;
  let tool: Client;
  beforeEach(async () => {
    running = await runRelay();
    tool = await openTool(running);
  });
  afterEach(() => running.relay.dispose());

  it('reaches the page that is meant, and its answer the tool that asked', async () => {
    const page = await openPage(running);
    const other = await openPage(running, { page: 'page-0002' });
    const otherTool = await openTool(running);
    const request = { service: 'voice.dial', parameters: ['123', null], timeoutMs: 5000 };
    const answered = tool.call('invoke', { page: id, ...request });
    const { id: callId, params } = await page.next('invoke');
    assert.deepEqual(params, request);
    page.answer(callId, done);
    assert.deepEqual((await answered).result, done);
    assert.equal(other.count('invoke'), 0);
    assert.equal(otherTool.all.filter(({ result }) => JSON.stringify(result) === JSON.stringify(done)).length, 0);
  });

  it('passes as well where its text or that of its answer is not written as compact JSON', async () => {
    const page = await openPage(running);
    tool.socket.send(JSON.stringify({ jsonrpc: '2.0', id: 'own', method: 'invoke', params: call }, null, 2));
    const { id: callId, params } = await page.next('invoke');
    assert.deepEqual(params, { service: call.service });
    page.socket.send(JSON.stringify({ result: done, id: callId, jsonrpc: '2.0' }, null, 2));
    await tool.until(() => tool.all.some((message) => message.id === 'own'));
    assert.deepEqual(tool.all.find((message) => message.id === 'own')?.result, done);
  });

  it('brings a failure of Workspace as a result, and an error of the page as an error', async () => {
    const page = await openPage(running);
    const failed = tool.call('invoke', call);
    const result = { outcome: 'failed', errorMessage: 'no such service', durationMs: 1 };
    page.answer((await page.next('invoke')).id, result);
    assert.deepEqual((await failed).result, result);
    const notSent = tool.call('invoke', call);
    const error = { code: errorCodes.notSent, message: 'The page is not inside Workspace.' };
    page.socket.send(JSON.stringify({ jsonrpc: '2.0', id: (await page.next('invoke')).id, error }));
    assert.deepEqual((await notSent).error, error);
  });

  for (const [what, answer] of [
    ['an error code that no page has', `"error":{"code":${errorCodes.noSuchPage},"message":"gone"}`],
    ['an error inside the page', `"error":{"code":${errorCodes.internal},"message":"inside"}`],
    ['an error code that is no integer', '"error":{"code":1e999,"message":"x"}'],
    ['a duration without end', '"result":{"outcome":"failed","durationMs":1e999}'],
    [
      'what is longer than a frame as the relay would write it',
      `"result":{"outcome":"failed","data":[${Array(200_000).fill('1e20').join(',')}],"durationMs":1}`,
    ],
  ] as const) {
    it(`has an unknown outcome when the page answers with ${what}, and tools stay connected`, async () => {
      const page = await openPage(running);
      const answered = tool.call('invoke', call);
      page.socket.send(`{"jsonrpc":"2.0","id":${String((await page.next('invoke')).id)},${answer}}`);
      assert.equal((await answered).error?.code, errorCodes.outcomeUnknown);
      assert.ok(tool.texts.every((text) => !text.includes('null')));
    });
  }

  it('is not made when it would be longer than a frame', async () => {
    const page = await openPage(running);
    const parameters = `[[${Array(200_000).fill('1e20').join(',')}]]`;
    tool.socket.send(
      `{"jsonrpc":"2.0","id":99,"method":"invoke","params":{"page":"${id}","service":"a.b", "parameters":${parameters}}}`,
    );
    await tool.until(() => tool.all.some((message) => message.id === 99));
    assert.equal(tool.all.find((message) => message.id === 99)?.error?.code, errorCodes.invalidParams);
    assert.equal(page.count('invoke'), 0);
  });

  it('fails at once when there is no such page, or when it is away', async () => {
    assert.equal((await tool.call('invoke', call)).error?.code, errorCodes.noSuchPage);
    const page = await openPage(running);
    await page.close();
    await tool.next('pageAway');
    assert.equal((await tool.call('invoke', call)).error?.code, errorCodes.noSuchPage);
  });

  it('has an unknown outcome when the page goes away before it answers, and is not sent again', async () => {
    const page = await openPage(running);
    const answered = tool.call('invoke', call);
    await page.next('invoke');
    page.socket.terminate();
    assert.equal((await answered).error?.code, errorCodes.outcomeUnknown);
    const back = await openPage(running);
    record(back, events(1));
    await gotSeq(tool, 1);
    assert.equal(back.count('invoke'), 0);
  });

  it('has an unknown outcome when the page answers with what is no result, and that page is closed', async () => {
    const page = await openPage(running);
    const answered = tool.call('invoke', call);
    page.answer((await page.next('invoke')).id, { outcome: 'perhaps' });
    assert.equal((await answered).error?.code, errorCodes.outcomeUnknown);
    assert.equal((await page.closed).code, 4400);
  });

  it('is refused while too many are under way on the page, and possible again when one has ended', async () => {
    const page = await openPage(running);
    const other = await openPage(running, { page: 'page-0002' });
    for (let count = 0; count < limits.callsPerPage; count++) tool.ask('invoke', call);
    await page.until(() => page.count('invoke') === limits.callsPerPage);
    assert.equal((await tool.call('invoke', call)).error?.code, errorCodes.tooManyCalls);
    const elsewhere = tool.call('invoke', { ...call, page: 'page-0002' });
    other.answer((await other.next('invoke')).id, done);
    assert.deepEqual((await elsewhere).result, done);
    page.answer((await page.next('invoke')).id, done);
    await tool.until(() => tool.all.filter(({ result }) => result !== undefined).length === 3);
    tool.ask('invoke', call);
    await page.until(() => page.count('invoke') === limits.callsPerPage + 1);
  });

  it('leaves nothing behind when its tool goes away', async () => {
    const page = await openPage(running);
    for (let count = 0; count < limits.callsPerPage; count++) tool.ask('invoke', call);
    await page.until(() => page.count('invoke') === limits.callsPerPage);
    await tool.close();
    for (let count = 0; count < limits.callsPerPage; count++) page.answer((await page.next('invoke')).id, done);
    const next = await openTool(running);
    const answered = next.call('invoke', call);
    page.answer((await page.next('invoke')).id, done);
    assert.deepEqual((await answered).result, done);
    assert.ok(!running.log.some(({ kind }) => kind === 'failure'));
  });

  it('names what is wrong with it, without repeating a value, and the tool goes on', async () => {
    await openPage(running);
    const wrong: [object, RegExp][] = [
      [{ ...call, service: 'no service' }, /^invoke: service: /],
      [{ ...call, parameters: 'Kim Customer' }, /^invoke: parameters: expected Array$/],
      [{ ...call, timeoutMs: 0 }, /^invoke: timeoutMs: /],
      [{ ...call, extra: 1 }, /^invoke: extra: /],
      [{ service: 'agent.get' }, /^invoke: page: /],
    ];
    for (const [params, message] of wrong) {
      const { error } = await tool.call('invoke', params);
      assert.equal(error?.code, errorCodes.invalidParams);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /Customer/);
    }
    assert.equal((await tool.call('evaluate', { code: '1' })).error?.code, errorCodes.methodNotFound);
  });
});

describe('roles in the relay', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(() => running.relay.dispose());

  for (const method of ['invoke', 'allowOrigin']) {
    it(`are kept apart: a page can't ${method}`, async () => {
      const page = await openPage(running);
      const { error } = await page.call(method, { ...call, origin: 'https://evil.example' });
      assert.equal(error?.code, errorCodes.methodNotFound);
    });
  }

  for (const method of ['records', 'pageOpened', 'refused', 'ack']) {
    it(`are kept apart: a tool that sends ${method} is closed, and no tool hears of it`, async () => {
      const victim = await openTool(running);
      await openPage(running);
      const forger = await openTool(running);
      forger.notify(method, { page: id, epoch: 1, records: events(1), seq: 1 });
      assert.equal((await forger.closed).code, 4400);
      await openPage(running, { page: 'page-0002' });
      await victim.until(() => victim.count('pageOpened') === 2);
      assert.equal(victim.count('records'), 0);
    });
  }

  it('keep a page from seeing other pages or their records', async () => {
    const page = await openPage(running);
    const other = await openPage(running, { page: 'page-0002' });
    record(other, events(1, 5), { page: 'page-0002' });
    await other.next('ack');
    assert.deepEqual(
      page.all.map(({ id: answered, method }) => method ?? answered),
      [1],
    );
  });

  for (const [what, message] of Object.entries({
    'of another page': { page: 'page-0002', epoch: 1, records: events(1) },
    'of another load': { page: id, epoch: 2, records: events(1) },
    'whose numbers fall': { page: id, epoch: 1, records: [...events(2), ...events(1)] },
    'whose numbers repeat': { page: id, epoch: 1, records: [...events(2), ...events(2)] },
    'that are none': { page: id, epoch: 1, records: [] },
    'of an unknown kind': { page: id, epoch: 1, records: [{ kind: 'script', seq: 1, time: 0 }] },
    'with unknown keys beside them': { page: id, epoch: 1, records: events(1), html: '<b>' },
  })) {
    it(`close a page that sends records ${what}`, async () => {
      const other = await openPage(running, { page: 'page-0002' });
      const page = await openPage(running);
      page.notify('records', message);
      assert.equal((await page.closed).code, 4400);
      record(other, events(1), { page: 'page-0002' });
      await other.next('ack');
    });
  }

  it('let a tool allow an origin, with an error that names what is none', async () => {
    const tool = await openTool(running);
    assert.deepEqual((await tool.call('allowOrigin', { origin: 'http://localhost:5173' })).result, {});
    const page = await openPage(running, { origin: 'http://localhost:5173' });
    await page.close();
    const { error } = await tool.call('allowOrigin', { origin: 'null' });
    assert.equal(error?.code, errorCodes.invalidParams);
    assert.match(error.message, /origin/);
  });
});

describe('a connection to the relay', () => {
  let running: Running;
  beforeEach(async () => {
    running = await runRelay();
  });
  afterEach(() => running.relay.dispose());

  for (const role of ['page', 'tool'] as const) {
    const hello =
      role === 'tool'
        ? { version: 2, name: 'test' }
        : { version: 2, page: id, epoch: 1, title: '', location: '', place: 'widget', bridge: '' };

    it(`of a ${role} that does not say hello is closed in time`, async () => {
      const before = Date.now();
      const client = await connectAs(role, running);
      assert.equal((await client.closed).code, 4408);
      assert.ok(Date.now() - before >= limits.helloTimeoutMs - 50);
    });

    it(`of a ${role} with another version is closed with the reason, whatever else its hello holds`, async () => {
      const client = await connectAs(role, running);
      const id = client.ask('hello', { version: 3, greeting: { of: 'the future' } });
      const { code, reason } = await client.closed;
      assert.equal(code, 4426);
      assert.match(reason, /version 2/);
      assert.deepEqual(
        client.all.map((message) => [message.id, message.error?.code]),
        [[id, errorCodes.version]],
      );
    });

    it(`of a ${role} gets little back, however long what it says is`, async () => {
      const long = 'x'.repeat(500_000);
      for (const message of [
        { id: long, method: 'hello', params: { version: 99 } },
        { id: [long], method: 'hello', params: { version: 99 } },
        { id: 1, method: 'hello', params: { version: 99, [long]: long } },
        { id: long, method: 'hello', params: hello },
        { id: 1, method: 'hello', params: { ...hello, [long]: long } },
        { id: 1, method: long, params: {} },
        { method: long, params: {} },
        { id: long, result: {} },
      ]) {
        const client = await connectAs(role, running);
        client.socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
        // Ends the connection where the message itself does not.
        client.socket.send('');
        await client.closed;
        assert.ok(client.texts.join('').length < 1000, client.texts.join('').slice(0, 200));
      }
    });

    it(`of a ${role} that says hello twice gets an error and goes on`, async () => {
      const client = await connectAs(role, running);
      assert.ok((await client.call('hello', hello)).result);
      assert.equal((await client.call('hello', hello)).error?.code, errorCodes.invalidRequest);
    });

    const bad: Record<string, string> = {
      'is not JSON': 'hello',
      'is no JSON-RPC': '{"hello":1}',
      'is of JSON-RPC 1.0': '{"jsonrpc":"1.0","method":"hello","params":{}}',
      'has unknown keys': '{"jsonrpc":"2.0","method":"hello","params":{},"extra":1}',
      'is a batch': '[]',
      'is too deep': `{"jsonrpc":"2.0","method":"hello","params":${'['.repeat(80)}${']'.repeat(80)}}`,
      'has no known method': '{"jsonrpc":"2.0","method":"__proto__","params":{}}',
      'answers nothing': '{"jsonrpc":"2.0","id":1,"result":{}}',
    };
    for (const [what, frame] of Object.entries(bad)) {
      it(`of a ${role} is closed for a frame that ${what}, and others go on`, async () => {
        const other = await openTool(running);
        for (const greeted of [false, true]) {
          const client = await connectAs(role, running);
          if (greeted) await client.call('hello', hello);
          client.socket.send(frame);
          const { code, reason } = await client.closed;
          assert.equal(code, 4400);
          assert.ok(Buffer.byteLength(reason) > 0 && Buffer.byteLength(reason) <= 123);
        }
        assert.equal((await other.call('invoke', call)).error?.code, errorCodes.noSuchPage);
      });
    }

    it(`of a ${role} is closed for binary, for too large a frame and for bad UTF-8`, async () => {
      const sent: [number, (client: Client) => void][] = [
        [1003, (client) => client.socket.send(Buffer.from('{}'))],
        [1009, (client) => client.socket.send('x'.repeat(limits.frameBytes + 1))],
        [1007, (client) => client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false })],
      ];
      for (const [code, send] of sent) {
        const client = await connectAs(role, running);
        await client.call('hello', hello);
        send(client);
        assert.equal((await client.closed).code, code);
      }
    });

    it(`of a ${role} is closed for a frame in too many parts`, async () => {
      const client = await connectAs(role, running);
      for (let part = 0; part < limits.fragments; part++) client.socket.send(' ', { fin: false });
      client.socket.send('{}', { fin: true });
      assert.equal((await client.closed).code, 1008);
    });
  }

  it('of a page that records before its hello is closed', async () => {
    const page = await connectAs('page', running);
    record(page, events(1));
    assert.equal((await page.closed).code, 4400);
  });

  it('of a tool that calls before its hello gets an error', async () => {
    await openPage(running);
    const tool = await connectAs('tool', running);
    assert.equal((await tool.call('invoke', call)).error?.code, errorCodes.invalidRequest);
    assert.equal(
      (await tool.call('allowOrigin', { origin: 'https://a.example' })).error?.code,
      errorCodes.invalidRequest,
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { ConnectionLost, errorCodes, ProtocolError, RpcError } from '../../../src/protocol/errors';
import { Peer } from '../../../src/protocol/peer';
import type { Handlers, MethodTable } from '../../../src/protocol/peer';

const table = {
  add: { params: v.strictObject({ a: v.number(), b: v.number() }), result: v.number() },
  fail: { params: v.strictObject({}), result: v.number() },
  tell: { params: v.strictObject({ text: v.string() }) },
} as const satisfies MethodTable;

type Side = Peer<typeof table, typeof table>;

function side(handlers: Partial<Handlers<typeof table>>, send: (text: string) => void): Side {
  return new Peer(
    table,
    table,
    {
      add: ({ a, b }) => a + b,
      fail: () => {
        throw new Error('secret inner workings');
      },
      tell: () => undefined,
      ...handlers,
    },
    send,
  );
}

/** Two sides that hear each other at once; `there` is the one that answers. */
function pair(handlers: Partial<Handlers<typeof table>> = {}): { here: Side; there: Side } {
  const here: Side = side({}, (text) => there.receive(text));
  const there: Side = side(handlers, (text) => here.receive(text));
  return { here, there };
}

function frame(message: object): string {
  return JSON.stringify({ jsonrpc: '2.0', ...message });
}

describe('a peer', () => {
  it('answers what it is asked, at once where nothing has to be waited for', async () => {
    const sent: string[] = [];
    const peer = side({}, (text) => sent.push(text));
    peer.receive(frame({ id: 1, method: 'add', params: { a: 1, b: 2 } }));
    peer.notify('tell', { text: 'afterwards' });
    assert.deepEqual(
      sent.map((text) => JSON.parse(text) as unknown),
      [
        { jsonrpc: '2.0', id: 1, result: 3 },
        { jsonrpc: '2.0', method: 'tell', params: { text: 'afterwards' } },
      ],
    );
    const { here } = pair({ add: ({ a, b }) => Promise.resolve(a * b) });
    assert.equal(await here.request('add', { a: 3, b: 4 }), 12);
  });

  it('keeps answers apart that come in another order', async () => {
    const release: (() => void)[] = [];
    const { here } = pair({
      add: ({ a, b }) => new Promise((resolve) => release.push(() => resolve(a + b))),
    });
    const [first, second] = [here.request('add', { a: 1, b: 1 }), here.request('add', { a: 2, b: 2 })];
    for (const go of release.reverse()) go();
    assert.deepEqual(await Promise.all([first, second]), [2, 4]);
  });

  it('looks no further than the first thing that is wrong, however much of it there is', async () => {
    let looks = 0;
    const never = v.custom<never>(() => ++looks < 0);
    const wrong = { list: { params: v.array(never), result: v.array(never) } } as const satisfies MethodTable;
    const answers: string[] = [];
    const peer = new Peer(wrong, wrong, { list: () => [] }, (text) => answers.push(text));
    const list = Array.from({ length: 1000 }, () => 0);
    peer.receive(frame({ id: 7, method: 'list', params: list }));
    assert.match(answers.join(), /list: 0: expected/);
    assert.equal(looks, 1, 'of parameters');
    const asked = assert.rejects(peer.request('list', []), ProtocolError);
    assert.throws(() => peer.receive(frame({ id: 1, result: list })), ProtocolError);
    await asked;
    assert.equal(looks, 2, 'of an answer');
  });

  it('gives the text of a frame to its handler', () => {
    const texts: string[] = [];
    const peer = side({ tell: (_, text) => texts.push(text) }, () => undefined);
    const text = ` ${frame({ method: 'tell', params: { text: 'x' } })} `;
    peer.receive(text);
    assert.deepEqual(texts, [text]);
  });

  it('reports an error that it is meant to report, and no other in detail', async () => {
    const { here } = pair({ add: () => Promise.reject(new RpcError(errorCodes.noSuchPage, 'No such page.')) });
    await assert.rejects(here.request('add', { a: 1, b: 1 }), (error) => {
      assert.ok(error instanceof RpcError);
      assert.deepEqual([error.code, error.message], [errorCodes.noSuchPage, 'No such page.']);
      return true;
    });
    await assert.rejects(here.request('fail', {}), (error) => {
      assert.ok(error instanceof RpcError);
      assert.equal(error.code, errorCodes.internal);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });

  it('answers an unknown method and bad parameters with an error that names them', () => {
    const sent: string[] = [];
    const peer = side({}, (text) => sent.push(text));
    peer.receive(frame({ id: 1, method: 'subtract', params: {} }));
    peer.receive(frame({ id: 'x', method: 'add', params: { a: 1, b: 'Kim Customer' } }));
    peer.receive(frame({ id: 3, method: 'toString', params: {} }));
    const answers = sent.map((text) => JSON.parse(text) as { id: unknown; error: { code: number; message: string } });
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error.code]),
      [
        [1, errorCodes.methodNotFound],
        ['x', errorCodes.invalidParams],
        [3, errorCodes.methodNotFound],
      ],
    );
    assert.match(answers[0]?.error.message ?? '', /"subtract"/);
    assert.equal(answers[1]?.error.message, 'add: b: expected number');
  });

  it('repeats no value that came, only where it was', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (secret) => {
        fc.pre(!'tell: text: expected string'.includes(secret));
        const peer = side({}, () => undefined);
        const told = frame({ method: 'tell', params: { text: [secret] } });
        assert.throws(
          () => peer.receive(told),
          (error) => error instanceof ProtocolError && !error.message.includes(secret),
        );
      }),
    );
  });

  const broken: Record<string, string> = {
    'is not JSON': 'tell',
    'is empty': '',
    'is of another version of JSON-RPC': '{"jsonrpc":"1.0","method":"tell","params":{"text":""}}',
    'has a key too many': frame({ method: 'tell', params: { text: '' }, more: 1 }),
    'is a list': `[${frame({ method: 'tell', params: { text: '' } })}]`,
    'tells something unknown': frame({ method: 'shout', params: {} }),
    'tells what is no message': frame({ method: 'tell', params: { text: 1 } }),
    'asks what is only told': frame({ id: 1, method: 'tell', params: { text: '' } }),
    'tells what is to be asked': frame({ method: 'add', params: { a: 1, b: 1 } }),
    'answers what was not asked': frame({ id: 1, result: 1 }),
    'answers a string': frame({ id: 'x', result: 1 }),
    'has an id that is none': frame({ id: {}, method: 'add', params: { a: 1, b: 1 } }),
    'is too deep': frame({
      method: 'tell',
      params: { text: JSON.parse(`${'['.repeat(65)}${']'.repeat(65)}`) as unknown },
    }),
  };
  for (const [what, text] of Object.entries(broken)) {
    it(`throws out a frame that ${what}`, () => {
      const sent: string[] = [];
      const peer = side({}, (one) => sent.push(one));
      assert.throws(() => peer.receive(text), ProtocolError);
      assert.deepEqual(sent, []);
    });
  }

  it('throws out an answer that is none, for the one who waits and for the connection', async () => {
    const peer = side({}, () => undefined);
    const asked = peer.request('add', { a: 1, b: 1 });
    assert.throws(() => peer.receive(frame({ id: 1, result: 'two' })), ProtocolError);
    await assert.rejects(asked, ProtocolError);
    assert.throws(() => peer.receive(frame({ id: 1, result: 2 })), ProtocolError);
  });

  it('takes an error without id as no answer', () => {
    side({}, () => undefined).receive(frame({ id: null, error: { code: 1, message: '' } }));
  });

  it('says to all who wait that the connection is lost, and sends and takes nothing afterwards', async () => {
    const sent: string[] = [];
    const heard: string[] = [];
    let finish: (value: number) => void = () => undefined;
    const peer = side(
      { tell: ({ text }) => heard.push(text), add: () => new Promise((resolve) => (finish = resolve)) },
      (text) => sent.push(text),
    );
    const asked = peer.request('add', { a: 1, b: 1 });
    peer.receive(frame({ id: 9, method: 'add', params: { a: 1, b: 1 } }));
    sent.length = 0;
    peer.close('gone');
    await assert.rejects(asked, (error) => error instanceof ConnectionLost && error.message === 'gone');
    await assert.rejects(peer.request('add', { a: 1, b: 1 }), ConnectionLost);
    finish(2);
    peer.notify('tell', { text: '' });
    peer.receive(frame({ method: 'tell', params: { text: 'too late' } }));
    await Promise.resolve();
    assert.deepEqual([sent, heard], [[], []]);
  });

  it('is not touched by names that objects have of themselves', () => {
    const peer = side({}, () => undefined);
    for (const method of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
      assert.throws(() => peer.receive(frame({ method, params: {} })), ProtocolError);
    }
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const text = `{"jsonrpc":"2.0","method":"tell","params":{"text":"x","${key}":{"polluted":true}}}`;
      assert.throws(() => peer.receive(text), ProtocolError);
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it('throws nothing but protocol errors, whatever comes', () => {
    const peer = side({}, () => undefined);
    const anyFrame = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record(
          { id: fc.jsonValue(), method: fc.constantFrom('add', 'tell', 'fail', 'x'), params: fc.jsonValue() },
          { requiredKeys: [] },
        )
        .map(frame),
    );
    fc.assert(
      fc.property(anyFrame, (text) => {
        try {
          peer.receive(text);
        } catch (error) {
          assert.ok(error instanceof ProtocolError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

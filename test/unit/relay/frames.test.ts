import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProtocolError } from '../../../src/protocol/errors';
import { pageToRelay } from '../../../src/protocol/messages';
import { stripPayloads } from '../../../src/relay/fastPath/stripPayloads';
import { readCall } from '../../../src/relay/fastPath/readCalls';
import { toolToRelayAsText } from '../../../src/relay/passing/passedCalls';
import { PassthroughPeer } from '../../../src/relay/passing/passthroughPeer';
import { seeded } from '../../support/seed';

// What src/protocol/README.md says of frames, each judged by itself: what is as described is taken, and with anything
// added, taken away or changed that it does not describe, it is refused, with a 4400 or an error that repeats no value.

type Role = 'page' | 'tool';
type Verdict = 'handled' | 'answered with an error' | 'closed';

const secret = 'SECRETVALUE';
const frames = 24_000;

/** What a relay makes of one frame, and what it says about it. */
function judge(role: Role, frame: string): { verdict: Verdict; said: string } {
  const sent: string[] = [];
  let handled = 0;
  const handle = (): never => {
    handled++;
    return {} as never;
  };
  const handlers = { hello: handle, invoke: handle, allowOrigin: handle, forgetOrigins: handle, allowPort: handle };
  const page = new PassthroughPeer(
    {},
    pageToRelay,
    { hello: handle, records: handle, title: handle },
    (text) => sent.push(text),
    stripPayloads,
  );
  const tool = new PassthroughPeer({}, toolToRelayAsText, handlers, (text) => sent.push(text));
  const call = role === 'tool' ? readCall(frame) : undefined;
  try {
    if (call !== undefined) tool.accept('invoke', call.id, call, frame);
    else (role === 'page' ? page : tool).receive(frame);
  } catch (error) {
    // Anything else would be a fault of the relay's own.
    assert.ok(error instanceof ProtocolError, String(error));
    assert.equal(handled + sent.length, 0, 'what closes a connection has no effect');
    return { verdict: 'closed', said: error.message };
  }
  assert.ok(sent.length <= 1, 'one answer at most');
  if (handled === 1) return { verdict: 'handled', said: sent.join('') };
  assert.match(sent.join(''), /"error":/);
  return { verdict: 'answered with an error', said: sent.join('') };
}

const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('__proto__', 'constructor', '\u202e', '</script>'));
const pageId = fc.stringMatching(/^[\w-]{8,64}$/);
const natural = fc.integer({ min: 1, max: 1_000_000 });
const anything = fc.jsonValue({ maxDepth: 3 });
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;
const kinds: readonly Fields[] = [
  { kind: fc.constant('event'), name: text, data: optional(anything) },
  { kind: fc.constant('message'), data: optional(anything) },
  { kind: fc.constant('notice'), level: fc.constantFrom('info', 'warning', 'error'), text },
  { kind: fc.constant('gap'), lost: natural },
  { kind: fc.constant('desk'), whole: optional(fc.boolean()), gone: optional(fc.array(text, { maxLength: 2 })) },
  {
    kind: fc.constant('call'),
    callId: fc.constant('c1'),
    by: fc.constantFrom('widget', 'bridge', 'tool'),
    service: fc.constant('agent.get'),
    parameters: optional(fc.array(anything, { maxLength: 2 })),
  },
  {
    kind: fc.constant('reply'),
    callId: fc.constant('c1'),
    service: fc.constant('agent.get'),
    outcome: fc.constantFrom('succeeded', 'failed', 'timedOut', 'late', 'notSent'),
    durationMs: natural,
    data: optional(anything),
  },
];
const record = fc.constantFrom(...kinds).chain((fields) => fc.record({ ...fields, seq: natural, time: natural }));
const where = { page: pageId, epoch: natural };
const place = fc.constantFrom('widget', 'webContent', 'simulator');
const valid: Readonly<Record<string, { role: Role; isRequest: boolean; params: fc.Arbitrary<object> }>> = {
  records: {
    role: 'page',
    isRequest: false,
    params: fc.record({ ...where, records: fc.array(record, { minLength: 1, maxLength: 4 }) }),
  },
  'hello of a page': {
    role: 'page',
    isRequest: true,
    params: fc.record({ version: fc.constant(1), ...where, title: text, location: text, place, bridge: text }),
  },
  'hello of a tool': {
    role: 'tool',
    isRequest: true,
    params: fc.record({
      version: fc.constant(1),
      name: text,
      resume: optional(fc.array(fc.record({ ...where, seq: natural }), { maxLength: 3 })),
    }),
  },
  invoke: {
    role: 'tool',
    isRequest: true,
    params: fc.record({
      page: pageId,
      service: fc.constantFrom('agent.get', 'voice.dial'),
      parameters: optional(fc.array(anything, { maxLength: 20 })),
      timeoutMs: optional(fc.integer({ min: 1, max: 600_000 })),
    }),
  },
  allowOrigin: { role: 'tool', isRequest: true, params: fc.record({ origin: text }) },
  allowPort: { role: 'tool', isRequest: true, params: fc.record({ port: fc.integer({ min: 1, max: 65_535 }) }) },
};

type Message = Record<string, unknown> & { params: Record<string, unknown> };

/** What no description allows, done to a message in its text. */
const spoil: Readonly<Record<string, (message: Message) => string>> = {
  'an unknown key beside the parameters': (message) => JSON.stringify({ ...message, other: secret }),
  'an unknown key among them': ({ params, ...rest }) =>
    JSON.stringify({ ...rest, params: { ...params, other: secret } }),
  'a key __proto__ among them': (message) =>
    JSON.stringify(message).replace('"params":{', `"params":{"__proto__":{"epoch":"${secret}"},`),
  'a first key of another type': ({ params, ...rest }) => {
    const [first = ''] = Object.keys(params);
    return JSON.stringify({ ...rest, params: { ...params, [first]: [secret] } });
  },
  'a first key that is missing': ({ params, ...rest }) => {
    const [first = ''] = Object.keys(params);
    return JSON.stringify({
      ...rest,
      params: Object.fromEntries(Object.entries(params).filter(([key]) => key !== first)),
    });
  },
  'parameters in a list': ({ params, ...rest }) => JSON.stringify({ ...rest, params: [params] }),
  'another version of JSON-RPC': (message) => JSON.stringify({ ...message, jsonrpc: '1.0' }),
  'a method of the other side': (message) => JSON.stringify({ ...message, method: 'describe' }),
  'the name of something every object has': (message) => JSON.stringify({ ...message, method: 'constructor' }),
  'too much depth': (message) =>
    JSON.stringify({ ...message, deep: 0 }).replace('"deep":0', `"deep":${'['.repeat(70)}${']'.repeat(70)}`),
  'half of it': (message) => JSON.stringify(message).slice(0, -20),
  'two of it': (message) => JSON.stringify([message, message]),
};

describe('a frame, as the protocol describes it or not', () => {
  const runs = Math.ceil(frames / Object.keys(valid).length / (1 + Object.keys(spoil).length));
  let judged = 0;
  for (const [name, { role, isRequest, params }] of Object.entries(valid)) {
    it(`${name}: is taken as described, and refused with anything else`, () => {
      fc.assert(
        fc.property(params, natural, (some, id) => {
          const method = name.split(' ')[0];
          const message = { jsonrpc: '2.0', method, params: { ...some }, ...(isRequest ? { id } : {}) } as Message;
          const taken = judge(role, JSON.stringify(message));
          judged++;
          assert.equal(taken.verdict, 'handled', taken.said);
          for (const [what, change] of Object.entries(spoil)) {
            const { verdict, said } = judge(role, change(message));
            judged++;
            assert.notEqual(verdict, 'handled', what);
            if (!isRequest) assert.equal(verdict, 'closed', what);
            assert.ok(!said.includes(secret), what);
          }
        }),
        { ...seeded(), numRuns: runs },
      );
      assert.equal(({} as { epoch?: unknown }).epoch, undefined, 'no prototype was touched');
    });
  }
  after(() => assert.ok(judged >= 20_000, `${judged} frames`));
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stripPayloads } from '../../../src/relay/fastPath/stripPayloads';
import { endOfValue } from '../../../src/relay/fastPath/jsonSkip';
import { jsonDepth } from '../../unit/protocol/jsonShapes';
import { seeded } from '../../support/seed';
import { mutated, pieces } from '../../unit/relay/mutation';
import { events, gotSeq, openPage, openTool, record, runRelay, seqsOf } from './support';
import type { Running } from './support';

/** Texts near JSON: pieces of it in any order. */
const nearJson = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''));

describe('skipping JSON', () => {
  it('finds the end of whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', '}', ']', ',', ',"a":1}'), (value, rest) => {
        const text = JSON.stringify(value);
        assert.equal(endOfValue(text + rest, 0, 100), text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('skips nothing that is not JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(nearJson, fc.string(), fc.json()),
        fc.nat(20),
        fc.string({ maxLength: 2 }),
        (text, at, noise) => {
          for (const tried of [text, text.slice(0, at) + noise + text.slice(at)]) {
            const end = endOfValue(tried, 0, 100);
            if (end !== -1) JSON.parse(tried.slice(0, end));
          }
        },
      ),
      { numRuns: 20_000 },
    );
  });

  const broken = [
    ...[
      '{"a":1,{}}',
      '{{}}',
      '{[]}',
      '{"a":{},{}}',
      '{"a":1,[2]}',
      '{"a"}',
      '{"a":}',
      '{"a":,}',
      '{"a":1,}',
      '{,}',
      '{1:2}',
    ],
    ...[
      '[1,]',
      '[,1]',
      '[1,,2]',
      '["a":1]',
      '[1 2]',
      '[{}{}]',
      '[{},]',
      '[[],]',
      '[}',
      '{]',
      '{"a":[}',
      '[1',
      '{"a":1',
      '[',
    ],
    ...[
      '["\\x"]',
      '["\\u12"]',
      '["\n"]',
      '[01]',
      '[1.]',
      '[.5]',
      '[+1]',
      '[-]',
      '[1e]',
      '[tru]',
      '[nul]',
      '["a]',
      "['a']",
    ],
  ];
  for (const text of broken) {
    it(`does not skip ${JSON.stringify(text)}`, () => {
      assert.throws(() => JSON.parse(text) as unknown);
      assert.equal(endOfValue(text, 0, 100), -1);
    });
  }

  it('skips nothing that is deeper than allowed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 5 }), (value, depth) => {
        const skipped = endOfValue(JSON.stringify(value), 0, depth) !== -1;
        assert.equal(skipped, jsonDepth(value) <= depth);
      }),
    );
  });

  it('takes no more time than the length of a text, however it is built', () => {
    const length = 1_000_000;
    const hard = [
      `[${'1,'.repeat(length / 2)}`,
      `{${'"a":1,'.repeat(length / 6)}`,
      `["${'\\n'.repeat(length / 2)}`,
      `{"a":"${'x'.repeat(length)}`,
      `["${'x'.repeat(length)}"x`,
      '['.repeat(length),
      `[${'[],'.repeat(length / 3)}`,
      `[${'"a"'.repeat(length / 3)}`,
    ];
    const before = process.cpuUsage();
    for (const text of hard) assert.equal(endOfValue(text, 0, 60), -1);
    assert.ok(process.cpuUsage(before).user < 2_000_000);
  });
});

describe('abridging frames', () => {
  const recordOf = (data: unknown, more: object) => ({ kind: 'event', seq: 1, time: 0, ...more, data });
  const frameOf = (records: readonly unknown[]) =>
    JSON.stringify({ jsonrpc: '2.0', method: 'records', params: { page: 'page-0001', epoch: 1, records } });
  const filler = 'x'.repeat(1000);

  it('leaves everything of a frame but the data of records', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 }),
        fc.dictionary(fc.string(), fc.string()),
        (all, more) => {
          const rest = { ...more, data: undefined };
          const frame = frameOf(all.map((data) => recordOf([filler, data], rest)));
          const abridged = stripPayloads(frame);
          assert.ok(abridged.length < frame.length);
          assert.deepEqual(JSON.parse(abridged), JSON.parse(frameOf(all.map(() => recordOf(null, rest)))));
        },
      ),
    );
  });

  it('makes no frame valid that is not, and none shallow that is deep', () => {
    const whole = frameOf([recordOf({ filler, deep: [[[['"}]']]]] }, {}), recordOf(1, { name: '"data":' })]);
    fc.assert(
      fc.property(
        fc.record({ at: fc.nat(whole.length), cut: fc.nat(3), put: fc.oneof(nearJson, fc.string({ maxLength: 3 })) }),
        (by) => {
          const frame = mutated(whole, by);
          if (isJson(stripPayloads(frame))) JSON.parse(frame);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('leaves a frame alone that is of another kind', () => {
    const data = { data: { data: filler } };
    for (const message of [
      { jsonrpc: '2.0', id: 1, result: { outcome: 'succeeded', durationMs: 1, ...data } },
      { jsonrpc: '2.0', method: 'hello', params: { records: [data] } },
      { method: 'records', jsonrpc: '2.0', params: { records: [data] } },
    ]) {
      const frame = JSON.stringify(message);
      assert.equal(stripPayloads(frame), frame);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('frames of any kind', () => {
  let running: Running;
  before(async () => {
    running = await runRelay();
  });
  after(() => running.relay.dispose());

  const text = fc.oneof(
    fc.constantFrom('page-0001', 'hello', 'records', 'invoke', 'agent.get', '__proto__', ''),
    fc.string(),
  );
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), text, fc.integer());
  const anyRecord = fc.record(
    {
      kind: fc.oneof(fc.constantFrom('event', 'call', 'desk', 'gap', 'reply'), value),
      seq: fc.oneof(fc.integer({ min: -1, max: 3 }), value),
      time: value,
      name: value,
      data: value,
      interactions: fc.array(fc.dictionary(text, value), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  const params = fc.oneof(
    value,
    fc.record(
      {
        version: fc.oneof(fc.constant(1), value),
        page: text,
        epoch: fc.oneof(fc.constant(1), value),
        records: fc.oneof(fc.array(anyRecord, { maxLength: 3 }), value),
        service: text,
        name: text,
        origin: text,
        resume: value,
      },
      { requiredKeys: [] },
    ),
  );
  const message = fc.record(
    {
      jsonrpc: fc.oneof({ weight: 9, arbitrary: fc.constant('2.0') }, { weight: 1, arbitrary: value }),
      method: fc.oneof(fc.constantFrom('hello', 'records', 'invoke', 'allowOrigin', 'describe', 'toString'), text),
      params,
      id: fc.oneof(fc.integer(), text, value),
      result: value,
      error: fc.oneof(fc.record({ code: fc.integer(), message: text }), value),
    },
    { requiredKeys: ['jsonrpc'] },
  );
  const frame = fc.oneof(
    { weight: 6, arbitrary: message.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: nearJson },
  );

  for (const role of ['page', 'tool'] as const) {
    it(`from a ${role} either are answered or close it with 4400, and everyone else goes on`, async function () {
      this.timeout(60_000);
      const tool = await openTool(running);
      const page = await openPage(running, { page: 'page-fuzz' });
      let seq = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 30 }), async (frames) => {
          const client = role === 'page' ? await openPage(running) : await openTool(running);
          for (const one of frames) client.socket.send(one);
          client.socket.close();
          const { code } = await client.closed;
          assert.ok([1005, 4400, 4409].includes(code), `closed with ${code}`);
          record(page, events(++seq), { page: 'page-fuzz', epoch: 1 });
          await gotSeq(tool, seq, 'page-fuzz');
        }),
        { ...seeded(), numRuns: 300 },
      );
      assert.equal(seqsOf(tool, 'page-fuzz').length, seq);
      assert.ok(!running.log.some(({ kind }) => kind === 'failure'));
      await Promise.all([tool.close(), page.close()]);
    });
  }
});

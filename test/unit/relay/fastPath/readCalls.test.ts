import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { ProtocolError } from '../../../../src/protocol/errors';
import { limits } from '../../../../src/protocol/limits';
import { Peer } from '../../../../src/protocol/peer';
import type { MethodTable } from '../../../../src/protocol/peer';
import { readAnswer, readCall } from '../../../../src/relay/fastPath/readCalls';
import { JsonText, relayToPageAsText, toolToRelayAsText } from '../../../../src/relay/passing/passedCalls';
import { PassthroughPeer } from '../../../../src/relay/passing/passthroughPeer';
import { seeded } from '../../../support/seed';
import { mutated, mutation } from '../mutation';

type Json = Record<string, unknown>;

const nothing = {} as const satisfies MethodTable;

function messageOf(frame: string): Json {
  return v.parse(v.record(v.string(), v.unknown()), JSON.parse(frame));
}

/** Whether a call is taken that is parsed whole and checked. */
function isCall(frame: string): boolean {
  let called = false;
  const { invoke } = toolToRelayAsText;
  const note = (): JsonText => {
    called = true;
    return new JsonText('{}');
  };
  const peer = new Peer(nothing, { invoke }, { invoke: note }, () => undefined);
  try {
    peer.receive(frame);
  } catch (error) {
    assert.ok(error instanceof ProtocolError);
  }
  return called;
}

/** What comes of an answer that is parsed whole and checked, for a page that was asked once; undefined if it is refused. */
async function resultOf(frame: string): Promise<unknown> {
  const { invoke } = relayToPageAsText;
  const peer = new PassthroughPeer({ invoke }, nothing, {}, () => undefined);
  const asked = peer.request('invoke', new JsonText('{}'));
  try {
    peer.receive(frame);
  } catch (error) {
    assert.ok(error instanceof ProtocolError);
  }
  peer.close('');
  return asked.then(
    ({ text }) => JSON.parse(text) as unknown,
    () => undefined,
  );
}

function callFrame(parameters: unknown, more: object = {}): string {
  const params = { page: 'page-0001', service: 'voice.dial', parameters, ...more };
  return JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'invoke', params });
}

function answerFrame(result: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, result });
}

const change = fc.option(mutation, { nil: undefined, freq: 1 });

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

describe('a call that passes without being parsed', () => {
  it('is one that the schema takes, and goes on as it came, whatever was cut out of it or put into it', () => {
    const parameters = fc.oneof(
      { weight: 9, arbitrary: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.array(fc.integer(), { minLength: 18, maxLength: 22 }) },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
    );
    const more = fc.constantFrom({}, {}, {}, { timeoutMs: 5 }, { timeoutMs: 0 }, { other: 1 });
    let passed = 0;
    fc.assert(
      fc.property(parameters, more, change, (some, rest, by) => {
        const frame = by === undefined ? callFrame(some, rest) : mutated(callFrame(some, rest), by);
        const read = readCall(frame);
        if (read === undefined) return;
        passed++;
        assert.ok(isCall(frame), frame);
        const { id, params } = messageOf(frame);
        const { page, call } = read;
        assert.deepEqual({ id: read.id, params: { page, ...messageOf(call.text) } }, { id, params }, frame);
      }),
      { numRuns: 20_000, ...seeded() },
    );
    assert.ok(passed > 5000, `only ${passed} passed at all`);
  });

  it('holds as many parameters as a call may, as deep as a frame may be, and no more', () => {
    const { callParameters, jsonDepth } = limits;
    const many = (count: number): string => callFrame(Array.from({ length: count }, (_, at) => at));
    const deep = (depth: number): string => callFrame([nested(depth - 3)]);
    for (const frame of [many(0), many(callParameters), deep(jsonDepth)]) assert.ok(readCall(frame), frame);
    for (const frame of [many(callParameters + 1), deep(jsonDepth + 1)]) {
      assert.equal(readCall(frame), undefined);
      assert.ok(!isCall(frame));
    }
  });
});

describe('an answer that passes without being parsed', () => {
  it('is one that the schema takes, and goes on as it came, whatever was cut out of it or put into it', async () => {
    const result = fc.record(
      {
        outcome: fc.oneof({ weight: 9, arbitrary: fc.constant('succeeded') }, fc.constantFrom('failed', 'other')),
        data: fc.jsonValue({ maxDepth: 2 }),
        durationMs: fc.oneof({ weight: 9, arbitrary: fc.float({ min: 1, max: 1e6, noNaN: true }) }, fc.integer()),
        cut: fc.option(fc.nat(), { nil: undefined, freq: 1 }),
      },
      { requiredKeys: ['outcome', 'durationMs'] },
    );
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(result, change, async (some, by) => {
        const frame = by === undefined ? answerFrame(some) : mutated(answerFrame(some), by);
        const read = readAnswer(frame);
        if (read === undefined) return;
        passed++;
        assert.notEqual(await resultOf(frame.replace(/"id":\d+/, '"id":1')), undefined, frame);
        const message = messageOf(frame);
        assert.deepEqual(
          { id: read.id, result: messageOf(read.result.text) },
          { id: message.id, result: message.result },
        );
      }),
      { numRuns: 20_000, ...seeded() },
    );
    assert.ok(passed > 5000, `only ${passed} passed at all`);
  });

  it('holds data as deep as a frame may be, and no deeper', async () => {
    const deep = (depth: number): string =>
      answerFrame({ outcome: 'succeeded', data: nested(depth - 2), durationMs: 1 });
    assert.ok(readAnswer(deep(limits.jsonDepth)));
    assert.equal(readAnswer(deep(limits.jsonDepth + 1)), undefined);
    assert.equal(await resultOf(deep(limits.jsonDepth + 1)), undefined);
  });
});

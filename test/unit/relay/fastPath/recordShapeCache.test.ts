import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProtocolError } from '../../../../src/protocol/errors';
import { pageToRelay } from '../../../../src/protocol/messages';
import type { RecordsMessage } from '../../../../src/protocol/messages';
import { Peer } from '../../../../src/protocol/peer';
import { RecordShapeCache } from '../../../../src/relay/fastPath/recordShapeCache';
import { seeded } from '../../../support/seed';
import { mutated, mutation } from '../mutation';

/** What a frame of records says when it is parsed whole and checked, or undefined if it is refused. */
function checked(frame: string): RecordsMessage | undefined {
  let taken: RecordsMessage | undefined;
  const handlers = {
    hello: () => ({ relay: '', seq: 0 }),
    records: (message: RecordsMessage) => {
      taken = message;
    },
    title: () => undefined,
  };
  const peer = new Peer({}, pageToRelay, handlers, () => undefined);
  try {
    peer.receive(frame);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
  return taken;
}

function frameOf(records: readonly object[], page = 'page-0001', epoch = 1): string {
  return JSON.stringify({ jsonrpc: '2.0', method: 'records', params: { page, epoch, records } });
}

const event = (seq: number, name: string, data: unknown, more: object = {}): object => ({
  seq,
  time: 1700000000000.5,
  kind: 'event',
  name,
  data,
  ...more,
});

function having(...frames: readonly string[]): RecordShapeCache {
  const familiar = new RecordShapeCache();
  for (const frame of frames) {
    assert.ok(checked(frame), frame);
    familiar.learn(frame);
  }
  return familiar;
}

describe('frames of familiar records', () => {
  it('are read where records differ from accepted ones in seq, time and data alone', () => {
    const familiar = having(frameOf([event(1, 'interaction', { a: 1 }), event(2, 'agent', null)]));
    const frame = frameOf([event(3, 'agent', [{ deep: ['}'] }]), event(7, 'interaction', 'text')], 'page-0002', 12);
    assert.deepEqual(familiar.read(frame), { page: 'page-0002', epoch: 12, records: [{ seq: 3 }, { seq: 7 }] });
  });

  it('are not read where one record is of another kind', () => {
    const familiar = having(frameOf([event(1, 'interaction', 1)]));
    for (const other of [
      event(2, 'media', 1),
      event(2, 'interaction', 1, { cut: 5 }),
      { seq: 2, time: 1, kind: 'notice', level: 'info', text: 'x' },
      { seq: 2, time: 1, kind: 'gap', lost: 1 },
    ]) {
      assert.equal(familiar.read(frameOf([event(1, 'interaction', 1), other])), undefined);
    }
  });

  it('are read however many calls the page makes, and however many names it has used', () => {
    const familiar = having(frameOf([event(1, 'interaction', 1)]));
    for (let n = 0; n < 100; n++) {
      const reply = { kind: 'reply', callId: `widget-${n}`, service: 'agent.get', outcome: 'succeeded', durationMs: n };
      familiar.learn(frameOf([{ seq: n + 1, time: 1, ...reply, data: {} }]));
    }
    assert.ok(familiar.read(frameOf([event(2, 'interaction', 2)])));
    for (let n = 0; n < 100; n++) familiar.learn(frameOf([event(n + 1, `messenger:${n}`, {})]));
    assert.ok(familiar.read(frameOf([event(3, 'messenger:99', 3)])));
    assert.ok(familiar.read(frameOf([event(4, 'interaction', 4)])));
  });

  it('are not learned from a record whose name could hide another number', () => {
    const hidden = '{"seq":1,"time":1,"kind":"event","name":"x","s\\u0065q":1,"data":1}';
    const frame = frameOf([]).replace('[]', `[${hidden}]`);
    const familiar = having(frame);
    assert.equal(familiar.read(frame.replace('"seq":1', '"seq":9')), undefined);
  });

  it('are valid and say the same when parsed whole, whatever was cut out of them or put into them', () => {
    const names = ['interaction', 'agent', 'seq', '"data":', 'time\\', '__proto__'];
    const name = fc.oneof({ weight: 4, arbitrary: fc.constant('interaction') }, fc.constantFrom(...names));
    const data = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('"', { seq: 5 }, [[]]));
    const extra = fc.oneof(
      { weight: 6, arbitrary: fc.constant({}) },
      fc.constantFrom({ seq: 3 }, { cut: 1 }, { lost: 2 }, { time: 'x' }, { kind: 'gap' }),
    );
    const records = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 1e15 }), name, data, extra), { minLength: 1, maxLength: 3 })
      .map((all) => all.map(([seq, ...rest]) => event(seq, ...rest)));
    const change = fc.option(mutation, { nil: undefined, freq: 1 });
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(records, change), { maxLength: 20 }), (frames) => {
        const familiar = having(frameOf(names.map((each, at) => event(at + 1, each, 0))));
        for (const [all, by] of frames) {
          const frame = by === undefined ? frameOf(all) : mutated(frameOf(all), by);
          const whole = checked(frame);
          const head = familiar.read(frame);
          if (head !== undefined) {
            read++;
            const numbers = whole?.records.map(({ seq }) => ({ seq }));
            assert.deepEqual(head, { page: whole?.page, epoch: whole?.epoch, records: numbers }, frame);
          }
          if (whole !== undefined) familiar.learn(frame);
        }
      }),
      { numRuns: 1500, ...seeded() },
    );
    assert.ok(read > 500, `only ${read} were read at all`);
  });
});

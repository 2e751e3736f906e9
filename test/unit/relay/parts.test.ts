import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { mock } from 'node:test';
import fc from 'fast-check';
import { limits } from '../../../src/protocol/limits';
import type { Refusal } from '../../../src/protocol/messages';
import type { Refused } from '../../../src/relay/admission/admission';
import { closeReason } from '../../../src/relay/sockets/closeReason';
import { KeyCheck, newKey } from '../../../src/relayClient/keys';
import { logText } from '../../../src/relay/logEntry';
import type { RelayLogEntry } from '../../../src/relay/logEntry';
import { parseOrigin } from '../../../src/relayClient/origin';
import { compactBuffer } from '../../../src/relay/pages/compactBuffer';
import { PageHistory } from '../../../src/relay/pages/pageHistory';
import { Refusals } from '../../../src/relay/admission/refusals';

describe('a key', () => {
  it('has 256 bits, in letters that a subprotocol may have, and is new each time', () => {
    const keys = new Set(Array.from({ length: 100 }, newKey));
    assert.equal(keys.size, 100);
    for (const key of keys) {
      assert.match(key, /^[\w-]{43}$/);
      assert.equal(Buffer.from(key, 'base64url').length, 32);
    }
  });

  it('opens to itself alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (key, offered) => {
        assert.equal(new KeyCheck(key).matches(offered), key === offered && key !== '');
        assert.equal(new KeyCheck(key).matches(key), key !== '');
        assert.equal(new KeyCheck(key).matches(undefined), false);
      }),
    );
  });
});

describe('an origin', () => {
  it('is read as a browser writes it', () => {
    const given: Record<string, string | undefined> = {
      'http://localhost:5173': 'http://localhost:5173',
      'http://localhost:5173/': 'http://localhost:5173',
      'HTTPS://Widget.Example:443': 'https://widget.example',
      'https://widget.example/path': undefined,
      'https://widget.example?x': undefined,
      'https://user@widget.example': undefined,
      'widget.example': undefined,
      'file:///x': undefined,
      'ftp://widget.example': undefined,
      null: undefined,
      '*': undefined,
      '': undefined,
    };
    for (const [text, origin] of Object.entries(given)) assert.equal(parseOrigin(text), origin, text);
  });
});

describe('the reason in a close frame', () => {
  it('is the beginning of the text, as much as fits in whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const reason = closeReason(text);
        assert.ok(reason.length <= 123);
        const whole = Buffer.from(text).toString();
        assert.ok(whole.startsWith(reason.toString()));
        assert.ok(reason.length > 119 || reason.toString() === whole);
      }),
    );
  });
});

describe('the text of a log entry', () => {
  it('is one line, whatever strangers sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const entries: RelayLogEntry[] = [
          { kind: 'refused', role: 'page', reason: 'origin', check: 'origin', status: 403, origin: text },
          { kind: 'toolOpened', name: text },
          { kind: 'cut', role: 'page', code: 4400, reason: text },
          { kind: 'broken', role: 'tool', message: text },
          { kind: 'failure', message: text },
        ];
        for (const entry of entries) {
          assert.doesNotMatch(logText(entry), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          assert.ok(logText(entry).length < 2500);
        }
      }),
    );
  });
});

describe('the history of one load', () => {
  const recordsOf = (seqs: readonly number[]) => seqs.map((seq) => ({ kind: 'gap' as const, seq, time: 0, lost: 0 }));

  it('holds the last frames within its bounds, and knows up to where it holds nothing', () => {
    const frame = fc.record({
      jump: fc.integer({ min: -3, max: 3 }),
      count: fc.integer({ min: 1, max: limits.recordsPerFrame }),
      length: fc.integer({ min: 1, max: limits.frameBytes }),
    });
    const whole = Buffer.alloc(limits.frameBytes);
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 40 }), fc.nat(2000), (frames, from) => {
        const history = new PageHistory();
        const taken: { bytes: Buffer; to: number; records: number }[] = [];
        let last = 0;
        for (const { jump, count, length } of frames) {
          const first = Math.max(1, last + 1 + jump);
          const to = first + count - 1;
          const bytes = whole.subarray(0, length);
          history.take(recordsOf(Array.from({ length: count }, (_, index) => first + index)), bytes);
          if (to <= last) continue;
          taken.push({ bytes, to, records: count });
          last = to;
        }
        assert.equal(history.last, last);
        const held = history.after(history.forgottenTo);
        const expected = taken.slice(taken.length - held.length);
        assert.equal(held.length, expected.length);
        assert.ok(held.every(({ bytes }, at) => bytes === expected[at]?.bytes));
        const sum = (of: (frame: (typeof held)[number]) => number) => held.reduce((total, one) => total + of(one), 0);
        assert.ok(sum(({ records }) => records) <= limits.historyRecords);
        assert.ok(sum(({ bytes }) => bytes.length) <= limits.historyBytes);
        if (held.length < taken.length) {
          assert.equal(history.forgottenTo, taken[taken.length - held.length - 1]?.to);
        }
        assert.deepEqual(
          history.after(from).map(({ to }) => to),
          held.filter(({ to }) => to > from).map(({ to }) => to),
        );
      }),
      { examples: [[[{ jump: 0, count: 1, length: 1 }], 0]] },
    );
  });
});

describe('bytes that are kept', () => {
  it('are the same, and hold no more than eight times as much memory', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 * 1024 }), fc.nat(), fc.nat(), (all, from, length) => {
        const start = from % all.length;
        const bytes = Buffer.from(all.buffer, start, 1 + (length % (all.length - start)));
        const kept = compactBuffer(bytes);
        assert.ok(kept.equals(bytes));
        // Small copies share a piece of memory, which Node keeps at 8 KiB.
        assert.ok(kept.buffer.byteLength <= Math.max(8 * kept.length, Buffer.poolSize));
      }),
    );
  });
});

describe('refusals', () => {
  let told: Refusal[];
  let log: RelayLogEntry[];
  let refusals: Refusals;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    told = [];
    log = [];
    refusals = new Refusals(
      (refusal) => told.push(refusal),
      (entry) => log.push(entry),
    );
  });
  afterEach(() => {
    refusals.dispose();
    mock.timers.reset();
  });

  function refuse(refused: Partial<Refused> = {}): PassThrough {
    const socket = new PassThrough();
    refusals.refuse(socket, {
      check: 'origin',
      reason: 'origin',
      status: 403,
      text: 'No.',
      role: 'page',
      origin: 'https://a.example',
      held: false,
      keyMatches: true,
      title: undefined,
      ...refused,
    });
    return socket;
  }

  it('of one kind are told to tools once in a while, however many there are', () => {
    for (let count = 0; count < 1000; count++) refuse();
    refuse({ origin: 'https://b.example' });
    assert.deepEqual(
      told.map(({ origin }) => origin),
      ['https://a.example', 'https://b.example'],
    );
    mock.timers.tick(5000);
    refuse();
    assert.equal(told.length, 3);
  });

  it('of ever new origins are told up to a bound', () => {
    for (let count = 0; count < 1000; count++) refuse({ origin: `https://${count}.example` });
    assert.equal(told.length, 20);
  });

  it('are logged one by one up to a bound, and then counted', () => {
    for (let count = 0; count < 1000; count++) refuse();
    assert.equal(log.length, 100);
    mock.timers.tick(5000);
    assert.deepEqual(log.at(-1), { kind: 'moreOfStrangers', count: 900 });
  });

  it('are not told to tools where no role was asked for', () => {
    refuse({ role: undefined, reason: 'request', check: 'path' });
    assert.deepEqual([told.length, log.length], [0, 1]);
  });

  it('shorten what was claimed', () => {
    refuse({ origin: 'x'.repeat(5000) });
    assert.equal(told[0]?.origin?.length, 300);
  });

  it('leave nothing open when they end', () => {
    const sockets = Array.from({ length: 20 }, () => refuse({ reason: 'key' }));
    refusals.dispose();
    assert.ok(sockets.every((socket) => socket.destroyed || socket.writableEnded));
  });
});

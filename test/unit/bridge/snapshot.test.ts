import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byteLength, liveSnapshot, plainText, snapshot } from '../../../src/bridge/records/snapshot';

class Hostile extends Error {
  override get message(): never {
    throw new Error('not even this');
  }
}

describe('a snapshot', () => {
  it('is the same JSON data, which nobody else holds', () => {
    fc.assert(
      // JSON has no -0, and so no such data.
      fc.property(fc.json({ noUnicodeString: false }), (json) => {
        const value: unknown = JSON.parse(JSON.stringify(JSON.parse(json)));
        const { value: copy, text } = snapshot(value);
        assert.equal(text, JSON.stringify(value));
        assert.deepEqual(copy, JSON.parse(text));
        if (typeof value === 'object' && value !== null) assert.notEqual(copy, value);
      }),
    );
  });

  it('is made of anything, never throws, and is the same of what the page holds', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true }),
        (value) => {
          assert.deepEqual(liveSnapshot(value).value, snapshot(value).value);
        },
      ),
    );
  });

  const unspeakable: readonly (readonly [string, unknown, unknown])[] = [
    ['undefined', undefined, '[undefined]'],
    ['undefined in an object', { a: undefined }, { a: '[undefined]' }],
    ['undefined and holes in a list', Object.assign([undefined], { 2: 1 }), ['[undefined]', '[undefined]', 1]],
    ['numbers', [NaN, Infinity, -Infinity, -0, 0], ['[NaN]', '[Infinity]', '[-Infinity]', '[-0]', 0]],
    ['a bigint, also in a box', [7n, Object(7n)], ['[bigint: 7]', '[bigint: 7]']],
    ['boxes', [Object(1), Object('a'), Object(false)], [1, 'a', false]],
    ['functions and symbols', { f: () => 1, s: Symbol('mark') }, { f: '[function]', s: '[symbol]' }],
    [
      'a map',
      new Map<unknown, unknown>([['k', new Map([[1, NaN]])]]),
      { '[Map]': [['k', { '[Map]': [[1, '[NaN]']] }]] },
    ],
    ['a set', { s: new Set([1, 'b']) }, { s: { '[Set]': [1, 'b'] } }],
    ['errors', [new TypeError('boom'), new Error('')], ['[TypeError: boom]', '[Error]']],
    ['a DOMException', new DOMException('no', 'AbortError'), '[AbortError: no]'],
    ['dates', [new Date(0), new Date(NaN)], ['1970-01-01T00:00:00.000Z', '[Invalid Date]']],
    ['a regular expression', /a"b/g, '[RegExp: /a"b/g]'],
    ['a blob and a file', [new Blob(['abc']), new File(['ab'], 'x')], ['[Blob: 3 bytes]', '[File: 2 bytes]']],
    [
      'buffers',
      [new ArrayBuffer(4), new Uint16Array(3), new DataView(new ArrayBuffer(1))],
      ['[ArrayBuffer: 4 bytes]', '[Uint16Array: 6 bytes]', '[DataView: 1 bytes]'],
    ],
    ['what only the browser knows', [new WeakMap(), new URLSearchParams('a=1')], ['[WeakMap]', '[URLSearchParams]']],
    [
      'an object of a class',
      new (class Contact {
        name = 'Kim';
        greet = () => 1;
      })(),
      { name: 'Kim', greet: '[function]' },
    ],
    ['an object without a prototype', Object.assign(Object.create(null), { a: -0 }), { a: '[-0]' }],
  ];
  for (const [name, value, copy] of unspeakable) {
    it(`names what JSON cannot hold: ${name}`, () => {
      assert.deepEqual(snapshot(value).value, copy);
      assert.deepEqual(liveSnapshot({ value }).value, { value: copy });
    });
  }

  it('names what leads back to itself, and not what is there twice', () => {
    const circular: Record<string, unknown> = { list: [] };
    circular.list = [circular, 1];
    assert.deepEqual(snapshot(circular).value, { list: ['[circular]', 1] });
    const twice = { same: 1 };
    assert.deepEqual(snapshot([twice, twice, circular]).value, [twice, twice, { list: ['[circular]', 1] }]);
    const map = new Map<string, unknown>();
    map.set('me', map);
    assert.deepEqual(snapshot(map).value, { '[Map]': [['me', '[circular]']] });
  });

  it('goes on after what cannot be read', () => {
    const hostile = {
      get trap(): never {
        throw new TypeError('not for you');
      },
      get worse(): never {
        throw new Hostile();
      },
      good: 1,
    };
    const copy = { trap: '[unreadable: TypeError: not for you]', worse: '[unreadable: error]', good: 1 };
    assert.deepEqual(liveSnapshot([hostile, { a: [hostile] }, 2]).value, [copy, { a: [copy] }, 2]);
    assert.deepEqual(snapshot(hostile).value, copy);
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    assert.match(JSON.stringify(liveSnapshot([revoked.proxy, 1]).value), /^\["\[unreadable: TypeError.*",1\]$/);
  });

  it('reads what the page holds no more than once, and calls nothing of it', () => {
    let reads = 0;
    const value = {
      get once() {
        return ++reads;
      },
      toJSON: () => assert.fail('toJSON was called'),
      toString: () => assert.fail('toString was called'),
    };
    assert.deepEqual(liveSnapshot(value).value, { once: 1, toJSON: '[function]', toString: '[function]' });
    assert.equal(reads, 1);
  });

  for (const { name, prototype } of [Object, Array, String, Number, Boolean, Date, Map]) {
    it(`does not call the toJSON that a page has put on ${name}.prototype`, () => {
      const before = Object.getOwnPropertyDescriptor(prototype, 'toJSON');
      Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'page' });
      try {
        const value = {
          list: ['a', [1]],
          text: Object('b') as unknown,
          on: true,
          big: 1n,
          date: new Date(0),
          map: new Map([[1, 2]]),
        };
        const { text } = snapshot(value);
        const live = liveSnapshot(value).text;
        const expected =
          '{"list":["a",[1]],"text":"b","on":true,"big":"[bigint: 1]","date":"1970-01-01T00:00:00.000Z","map":{"[Map]":[[1,2]]}}';
        assert.deepEqual([text, live], [expected, expected]);
        assert.equal(snapshot({ list: ['a', [1]] }).text, '{"list":["a",[1]]}');
      } finally {
        if (before === undefined) Reflect.deleteProperty(prototype, 'toJSON');
        else Object.defineProperty(prototype, 'toJSON', before);
      }
    });
  }

  it('does not copy what is too large, and counts what it has at least', () => {
    for (const make of [snapshot, liveSnapshot]) {
      const large = make({ a: 'x'.repeat(2000), b: 1 }, 1000);
      assert.equal(large.text, undefined);
      assert.equal(large.value, undefined);
      assert.ok(large.bytes > 1000, `${large.bytes}`);
      assert.equal(make({ a: 'é'.repeat(600) }, 1000).text, undefined, 'bytes count, not characters');
      assert.notEqual(make({ a: 'x'.repeat(900) }, 1000).text, undefined);
    }
  });

  it('counts no more than the text has, also of a long list', () => {
    for (const list of [Array.from({ length: 40_000 }, () => 1), Array.from({ length: 25_000 }, () => 'abcde')]) {
      const text = JSON.stringify(list);
      assert.equal(snapshot(list, text.length).text, text);
      assert.equal(liveSnapshot(list, text.length).text, text);
    }
  });

  it('bounds its work, however large, deep or entangled a value is', () => {
    let entangled: unknown = [];
    for (let level = 0; level < 60; level++) entangled = [entangled, entangled];
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level++) deep = { deep };
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    const friends = Array.from({ length: 40 }, (): Record<string, unknown> => ({}));
    friends.forEach((friend) => Object.assign(friend, friends));
    for (const value of [entangled, deep, sparse, friends, 'x'.repeat(10_000_000), new Map([[1, friends]])]) {
      for (const make of [snapshot, liveSnapshot]) assert.ok((make(value, 100_000).text?.length ?? 0) <= 100_000);
    }
    assert.match(snapshot(deep).text ?? '', /\[too deep\]/);
    assert.equal(snapshot(deep).depth, 200);
  });

  it('knows how deep it is nested', () => {
    for (const make of [snapshot, liveSnapshot]) {
      const depths = [1, [], { a: [1, { b: [] }] }].map((value) => make(value).depth);
      assert.deepEqual(depths, [0, 1, 4]);
    }
    assert.equal(snapshot(new Map([[1, [1]]])).depth, 4);
  });

  it('knows whether JSON holds the value as it is', () => {
    for (const plain of [{ a: [1, 'b', null, true] }, [], 0]) assert.equal(snapshot(plain).isPlain, true);
    for (const other of [{ a: new ArrayBuffer(9) }, [undefined], -0, new Map()]) {
      assert.equal(snapshot(other).isPlain, false);
    }
  });

  it('gives error messages as text, and sizes in bytes', () => {
    assert.equal(plainText('as it is'), 'as it is');
    assert.equal(plainText({ code: 7 }), '{"code":7}');
    assert.equal(byteLength('aé€😀'), 1 + 2 + 3 + 4);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byteLength, plainText, snapshot } from '../../../src/bridge/snapshot';

describe('a snapshot', () => {
  it('is the same JSON data, which nobody else holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const { value: copy, text } = snapshot(value);
        assert.equal(text, JSON.stringify(value));
        assert.deepEqual(copy, JSON.parse(text));
        if (typeof value === 'object' && value !== null) assert.notEqual(copy, value);
      }),
    );
  });

  it('is made of anything, and never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true }),
        (value) => {
          JSON.parse(snapshot(value).text);
        },
      ),
    );
  });

  it('names what JSON cannot hold', () => {
    const circular: Record<string, unknown> = { list: [] };
    circular.list = [circular, 1];
    assert.deepEqual(snapshot(circular).value, { list: ['[circular]', 1] });
    const twice = { same: 1 };
    assert.deepEqual(snapshot([twice, twice, circular]).value, [twice, twice, { list: ['[circular]', 1] }]);
    assert.deepEqual(snapshot({ call: () => 1, big: 7n, mark: Symbol('mark') }).value, {
      call: '[function]',
      big: '7',
      mark: '[symbol]',
    });
    assert.equal(snapshot(undefined).value, null);
    const hostile = {
      get trap(): never {
        throw new Error('not for you');
      },
    };
    assert.equal(snapshot(hostile).value, '[unreadable: Error: not for you]');
  });

  it('gives error messages as text, and sizes in bytes', () => {
    assert.equal(plainText('as it is'), 'as it is');
    assert.equal(plainText({ code: 7 }), '{"code":7}');
    assert.equal(byteLength('aé€😀'), 1 + 2 + 3 + 4);
  });
});

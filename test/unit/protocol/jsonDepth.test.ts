import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exceedsDepth } from '../../../src/protocol/jsonDepth';
import { jsonDepth } from './jsonShapes';

describe('the depth of a JSON text', () => {
  it('is the depth of its value, however it is written', () => {
    const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 });
    fc.assert(
      fc.property(value, fc.nat(8), fc.constantFrom(undefined, 2, '\t'), (any, depth, indent) => {
        assert.equal(exceedsDepth(JSON.stringify(any, undefined, indent), depth), jsonDepth(any) > depth);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not deceived by brackets, quotes and backslashes in strings', () => {
    for (const text of ['[', '"[', '\\"[[', '\\\\"[', '{"a":[', ']]]']) {
      assert.equal(exceedsDepth(JSON.stringify([text, text]), 1), false, text);
      assert.equal(exceedsDepth(JSON.stringify([text, [text]]), 1), true, text);
    }
  });

  it('is found for any text at all', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(3), (text, depth) => {
        assert.equal(typeof exceedsDepth(text, depth), 'boolean');
      }),
    );
    assert.equal(exceedsDepth('['.repeat(1_000_000), 64), true);
  });
});

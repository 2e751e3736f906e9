import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mask, unmask } from '../../../src/relay/sockets/bufferUtil';
import { seeded } from '../../support/seed';

const masks = fc.uint8Array({ minLength: 4, maxLength: 4 });

/** As RFC 6455, 5.3, has it: byte by byte. */
function masked(bytes: Uint8Array, key: Uint8Array): number[] {
  return Array.from(bytes, (byte, at) => byte ^ (key[at % 4] ?? 0));
}

describe('the mask of a frame', () => {
  it('comes off wherever in memory the frame begins and ends, and nothing beside it is touched', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), masks, fc.nat(7), fc.nat(7), (bytes, key, before, behind) => {
        const memory = Uint8Array.from([...Array<number>(before).fill(1), ...bytes, ...Array<number>(behind).fill(2)]);
        unmask(memory.subarray(before, before + bytes.length), key);
        assert.deepEqual([...memory.subarray(0, before)], Array(before).fill(1));
        assert.deepEqual([...memory.subarray(before, before + bytes.length)], masked(bytes, key));
        assert.deepEqual([...memory.subarray(before + bytes.length)], Array(behind).fill(2));
      }),
      seeded(),
    );
  });

  it('goes on at any place of another piece of memory, or of the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), masks, fc.nat(7), (bytes, key, offset) => {
        const output = new Uint8Array(offset + bytes.length);
        mask(bytes, key, output, offset, bytes.length);
        assert.deepEqual([...output.subarray(offset)], masked(bytes, key));
        const expected = masked(bytes, key);
        mask(bytes, key, bytes, 0, bytes.length);
        assert.deepEqual([...bytes], expected);
      }),
      seeded(),
    );
  });
});

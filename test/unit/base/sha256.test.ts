import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hmacSha256, sha256 } from '../../../src/base/sha256';

describe('SHA-256 and HMAC for pages', () => {
  const bytes = (most: number) => fc.uint8Array({ maxLength: most });

  it('are what Node makes, over the borders of blocks', () => {
    fc.assert(
      fc.property(bytes(300), (message) => {
        assert.equal(Buffer.from(sha256(message)).toString('hex'), createHash('sha256').update(message).digest('hex'));
      }),
      { examples: [0, 55, 56, 63, 64, 65, 119, 120, 128].map((length): [Uint8Array] => [new Uint8Array(length)]) },
    );
    fc.assert(
      fc.property(bytes(200), fc.string({ unit: 'grapheme-ascii', maxLength: 300 }), (key, text) => {
        const expected = createHmac('sha256', key).update(text).digest('hex');
        assert.equal(Buffer.from(hmacSha256(key, text)).toString('hex'), expected);
      }),
    );
  });
});

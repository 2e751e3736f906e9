import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginningOf } from '../../../src/base/text/beginningOf';
import { oneLine } from '../../../src/base/text/oneLine';
import { nastyText, shownProblem } from '../../support/nastyTexts';

describe('a text by strangers on one line', () => {
  it('leaves what people write as it is', () => {
    for (const text of [
      'Jane Doe',
      'Zoë Müller-Łukasiewicz',
      'שלום עולם',
      'می‌خواهم',
      'क्‍ष',
      '👩‍👩‍👧 family, ❤️ and 1️⃣',
      'a  b',
      'e\u0301 and ẹ̀́',
    ]) {
      assert.equal(oneLine(text), text);
    }
  });

  it('is well formed, of one line and as short as wanted, whatever comes, and stays the same when shown again', () => {
    fc.assert(
      fc.property(nastyText, fc.integer({ min: 2, max: 60 }), (text, max) => {
        const line = oneLine(text, max);
        assert.equal(shownProblem(line), undefined);
        assert.ok(line.length <= max, `${line.length} > ${max}`);
        assert.equal(oneLine(line, max), line);
      }),
    );
  });

  it('is cut between characters, not inside one', () => {
    assert.equal(oneLine(`${'x'.repeat(198)}😀😀`), `${'x'.repeat(198)}…`);
    assert.equal(oneLine('👩‍👩‍👧'.repeat(3), 12), '👩‍👩‍👧…');
    assert.equal(oneLine('🇩🇪🇫🇷🇮🇹', 8), '🇩🇪…');
    assert.equal(oneLine('e\u0301'.repeat(4), 4), 'e\u0301…');
    for (let length = 0; length < 8; length++) assert.doesNotMatch(beginningOf('a😀b😀c', length), /\p{Cs}/u);
    assert.equal(beginningOf('a😀', 2), 'a');
    assert.equal(beginningOf('a😀', 3), 'a😀');
  });

  it('takes out what is obeyed instead of shown', () => {
    assert.equal(oneLine('pay\u202Eroll\u2066\u200B\u00AD\u{E0041}\u3164\u180E\uFEFF'), 'payroll');
    assert.equal(oneLine('a\x1b[31mred\x07\r\nnext\u2028line\0'), 'a [31mred next line');
    assert.equal(oneLine('pa\u200Dyroll\uFE0F'), 'payroll');
    assert.equal(oneLine(`Z${'\u0301'.repeat(100)}`), `Z${'\u0301'.repeat(4)}`);
  });

  it('looks at no more of a text than it shows', () => {
    assert.equal(oneLine('x'.repeat(500_000), 10), 'xxxxxxxxx…');
    assert.equal(oneLine('\u202E'.repeat(500_000), 10), '…');
  });
});

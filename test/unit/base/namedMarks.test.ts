import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namedMarks } from '../../../src/base/text/namedMarks';
import { nastyText } from '../../support/nastyTexts';
import { seeded } from '../../support/seed';

describe('A value with named marks', () => {
  it('has marks that nobody sees by their names, in keys and texts, and all else as it was', () => {
    assert.deepEqual(
      namedMarks({ '\u202ekey': ['a\u2066b', 7, null, { deep: '\u200b\u{e0041}' }], plain: 'é 👩\u200d💻' }),
      {
        '⟨U+202E⟩key': ['a⟨U+2066⟩b', 7, null, { deep: '⟨U+200B⟩⟨U+E0041⟩' }],
        plain: 'é 👩\u200d💻',
      },
    );
  });

  it('has no direction mark, whatever text comes', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        assert.doesNotMatch(JSON.stringify(namedMarks({ [text]: text })), /\p{Bidi_Control}/u);
      }),
      seeded(),
    );
  });
});

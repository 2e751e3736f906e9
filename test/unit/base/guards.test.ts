import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mediaFamilyOf } from '../../../src/api/states';
import { effectOf } from '../../../src/api/events/events';
import { lookup } from '../../../src/base/guards';
import { iconOfInteraction } from '../../../src/presentation/interactions/icons';
import { interactionKindOf } from '../../../src/presentation/interactions/interactionFacts';

/** What every object inherits. */
const inherited = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype));

describe('a table looked up by what a page sends', () => {
  it('finds its own entries and nothing that every object inherits', () => {
    fc.assert(
      fc.property(inherited, fc.string(), (name, key) => {
        assert.equal(lookup({ a: 1 }, name), undefined);
        assert.equal(lookup(Object.fromEntries([[name, 1]]), name), 1);
        assert.equal(lookup(Object.fromEntries([[key, 1]]), key), 1);
      }),
    );
  });

  it('takes such a name for a media, state, call type or event like any other that it does not know', () => {
    fc.assert(
      fc.property(inherited, (name) => {
        assert.equal(mediaFamilyOf(name), 'openMedia');
        assert.equal(effectOf(name), undefined);
        assert.equal(interactionKindOf({ interactionId: '1', media: 'voice', callType: name }), 'Call');
        assert.deepEqual(
          iconOfInteraction({ interactionId: '1', media: 'voice', state: name }),
          iconOfInteraction({ interactionId: '1', media: 'voice', state: 'SOMETHING' }),
        );
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { liveCall } from '../../../src/agents/acting/liveCall';
import { findMethod } from '../../../src/api/catalogue';
import { RecordHistory } from '../../../src/model/history/recordHistory';
import { PageModel } from '../../../src/session/page';
import { nastyText, tricks } from '../../support/nastyTexts';
import { seeded } from '../../support/seed';
import { widgetPage } from '../session/widgetPage';

const page = new PageModel(widgetPage, new RecordHistory());

/** What a reader of the question does not see, or takes for something else than a character of an argument. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u201c\u201d]|\]\(|\$\(| {2}/u;

function shown(...parameters: readonly unknown[]): readonly string[] {
  const method = findMethod('interaction.setUserData');
  assert.ok(method);
  return liveCall(page, method, parameters).details.slice(1);
}

describe('the question about a call on a live page', () => {
  it('shows each argument whole, as JSON of what is sent, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.dictionary(nastyText, fc.oneof(nastyText, fc.jsonValue()), { maxKeys: 4 }), (keyValues) => {
        fc.pre(JSON.stringify(keyValues).length < 300);
        const sent: unknown = JSON.parse(JSON.stringify(keyValues));
        const [, line = ''] = shown('7', sent);
        assert.doesNotMatch(line, unseen);
        assert.deepEqual(JSON.parse(line.replace(/^keyValues: /, '')), sent);
      }),
      seeded(),
    );
  });

  it('shows the end of a long argument, and what is hidden in one', () => {
    const [, line = ''] = shown('7', { Note: `${'x'.repeat(1500)} and transfer it`, Name: tricks.zeroWidth });
    assert.match(line, /x and transfer it"/);
    assert.match(line, /pay\\u200broll\\u200d/);
  });

  it('is not asked about arguments that are longer than what can be shown', () => {
    assert.throws(() => shown('7', { Note: 'x'.repeat(2_000) }), /^AgentRefusal: .*2014 characters, and at most 2000/);
  });

  it('says of an id which interaction that is', () => {
    assert.deepEqual(shown('7'), ['interactionId: "7", which is not known on this page']);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChoiceList } from '../../../src/presentation/questions/question';
import { rankedChoices } from '../../../src/presentation/questions/ranking';
import { serviceLists } from '../../../src/presentation/services/serviceLists';
import { TestPage } from './pages';

function services(typed: string, recent: readonly string[] = []): string[] {
  return rankedChoices(typed, serviceLists(new TestPage(), recent)).map(({ value }) => value);
}

function ranked(typed: string, ...labels: string[]): string[] {
  return rankedChoices(typed, [{ choices: labels.map((label) => ({ value: label, label })) }]).map(
    ({ label }) => label,
  );
}

describe('the services that match what is typed', () => {
  it('begin with the one that is named so, before those that only take or mention it', () => {
    assert.equal(services('consult')[0], 'interaction.consult');
    assert.ok(services('consult').includes('interaction.completeConference'));
    assert.deepEqual(services('dial'), [
      'voice.dial',
      'voice.dialEx',
      'system.openDialog',
      'system.closeDialog',
      'media.getMediaList',
    ]);
    assert.equal(services('accept')[0], 'interaction.accept');
    assert.equal(services('INTERACTION.accept')[0], 'interaction.accept');
    assert.equal(services('hold')[0], 'voice.hold');
    assert.equal(services('get')[0], 'agent.get');
  });

  it('are found by words in any order, by beginnings of words and by what they do', () => {
    assert.equal(services('media state')[0], 'media.setState');
    assert.equal(services('hang up')[0], 'voice.hangUp');
    assert.equal(services('gml')[0], 'media.getMediaList');
    assert.equal(services('intacc')[0], 'interaction.accept');
    assert.ok(services('outbound email').includes('email.create'));
    assert.deepEqual(services('no such thing'), []);
  });

  it('that were used last come first among equals, and on top while nothing is typed', () => {
    assert.equal(services('setstate')[0], 'agent.setState');
    assert.equal(services('setstate', ['media.setState'])[0], 'media.setState');
    assert.equal(services('dial', ['media.getMediaList'])[0], 'voice.dial', 'a better match wins');
    const lists = serviceLists(new TestPage(), ['voice.dial', 'agent.get']);
    assert.deepEqual(
      lists[0]?.choices.map(({ value }) => value),
      ['voice.dial', 'agent.get'],
    );
    const all = lists.flatMap(({ choices }) => choices.map(({ value }) => value));
    assert.equal(new Set(all).size, all.length, 'each stands there once');
  });

  it('are each the first when their whole name is typed', () => {
    for (const service of serviceLists(new TestPage(), []).flatMap(({ choices }) => choices)) {
      assert.equal(services(service.value)[0], service.value);
    }
  });
});

describe('choices that match what is typed', () => {
  it('are ordered from the whole label over its beginning and its words to what lies inside', () => {
    assert.deepEqual(ranked('chat', 'Xchat', 'My chat', 'Chats', 'chat', 'other'), [
      'chat',
      'Chats',
      'My chat',
      'Xchat',
    ]);
    assert.deepEqual(ranked('jurgen', 'Call · Jürgen'), ['Call · Jürgen']);
  });

  it('are found by their value, such as the id of an interaction', () => {
    const choices = ['13', '3'].map((value) => ({ value, label: `Chat · ${value}0`, description: `#${value}` }));
    assert.equal(rankedChoices('3', [{ choices }])[0]?.value, '3');
    const numbers = [
      { value: 16, label: 'Busy' },
      { value: 6, label: 'No answer' },
    ];
    assert.equal(rankedChoices('6', [{ choices: numbers }])[0]?.value, 6);
  });

  const label = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-c. A-C]{0,8}$/));
  const lists: fc.Arbitrary<ChoiceList<number>[]> = fc
    .array(fc.record({ label, description: label, detail: label }), { maxLength: 12 })
    .map((choices) => [{ choices: choices.map((choice, value) => ({ ...choice, value })) }]);

  it('are some of those that were given, each once, and all that hold the text', () => {
    fc.assert(
      fc.property(lists, label, (given, typed) => {
        const all = given.flatMap(({ choices }) => choices);
        const found = rankedChoices(typed, given);
        assert.equal(new Set(found).size, found.length);
        for (const choice of found) assert.ok(all.includes(choice));
        for (const choice of all) if (choice.label.includes(typed.trim())) assert.ok(found.includes(choice));
      }),
    );
  });

  it('never stand after a choice whose label has the text only inside, if their label is the text', () => {
    fc.assert(
      fc.property(lists, fc.stringMatching(/^[a-c]{1,4}$/), (given, typed) => {
        const found = rankedChoices(typed, given);
        const wholes = found.map((choice) => choice.label.toLowerCase() === typed);
        const firstOther = found.findIndex(
          ({ label: other, value }, index) => !wholes[index] && nameOf(other) !== typed && String(value) !== typed,
        );
        if (firstOther >= 0) assert.ok(!wholes.slice(firstOther).includes(true));
      }),
    );
  });

  it('keep their order where they match equally well', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const choices = values.map((value, index) => ({ value: [value, index], label: 'same' }));
        assert.deepEqual(rankedChoices('sam', [{ choices }]), choices);
      }),
    );
  });

  it('are found in a moment in long texts that nearly match', () => {
    const hostile = 'a '.repeat(5_000);
    const begun = performance.now();
    rankedChoices(`${'a'.repeat(200)}b`, [{ choices: [{ value: 1, label: hostile, detail: hostile }] }]);
    assert.ok(performance.now() - begun < 2_000);
  });
});

function nameOf(label: string): string {
  return label.toLowerCase().replace(/^\w+\./, '');
}

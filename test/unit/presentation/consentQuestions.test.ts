import assert from 'node:assert/strict';
import { ConsentQuestions, consentQuestion } from '../../../src/presentation/consent/consentQuestions';
import type { ConsentEnd } from '../../../src/presentation/consent/consentQuestions';

describe('the question of consent', () => {
  it('names the origin, and the title as what the page says of itself', () => {
    const origin = 'https://widget.example';
    assert.match(
      consentQuestion(origin, { title: 'My widget' }),
      /^The page “My widget” at https:\/\/widget\.example wants/,
    );
    assert.match(consentQuestion(origin, {}), /^A page at https:\/\/widget\.example wants/);
    assert.match(consentQuestion(origin, { title: ' \u202e\n ' }), /^A page at/);
  });

  it('names who holds the bridge page, and lets its good name speak for nobody', () => {
    const question = consentQuestion('https://workspace.example', { title: 'Deskside bridge', held: true });
    assert.match(
      question,
      /^A page at https:\/\/workspace\.example holds the bridge page .* only if it is your Workspace/,
    );
    assert.doesNotMatch(question, /Deskside bridge/);
  });

  it('makes no link, icon or flood of a title', () => {
    const question = consentQuestion('https://a.example', { title: `[Allow](command:x) $(check) ${'x'.repeat(200)}` });
    assert.doesNotMatch(question, /\]\(|\$\(/);
    assert.ok(question.length < 200);
  });
});

describe('questions of consent', () => {
  let now: number;
  let questions: ConsentQuestions;
  let answers: Map<string, (end: ConsentEnd) => void>;
  beforeEach(() => {
    now = 1000;
    questions = new ConsentQuestions(() => now);
    answers = new Map();
  });

  const add = (origin: string): boolean =>
    questions.add(origin, () => new Promise((resolve) => answers.set(origin, resolve)));
  const answer = async (origin: string, end: ConsentEnd): Promise<void> => {
    answers.get(origin)?.(end);
    await new Promise(setImmediate);
  };

  it('are open for three origins at most, once for each, and one left open keeps no other back', async () => {
    assert.deepEqual(['a', 'a', 'b', 'c', 'd'].map(add), [true, false, true, true, false]);
    await answer('b', 'allowed');
    assert.deepEqual(['a', 'd', 'e'].map(add), [false, true, false]);
  });

  it('do not come again after a no, until the user takes it back', async () => {
    assert.equal(add('a'), true);
    await answer('a', 'refused');
    now += 1e9;
    assert.equal(add('a'), false);
    assert.equal(add('b'), true, 'another origin is asked about');
    questions.clear();
    assert.equal(add('a'), true);
    await answer('a', 'refused');
    questions.forget('a');
    assert.equal(add('a'), true);
  });

  it('come again a while after one was closed without an answer, and at once after a yes', async () => {
    assert.equal(add('a'), true);
    await answer('a', 'dismissed');
    assert.equal(add('a'), false);
    now += 60_000;
    assert.equal(add('a'), true);
    await answer('a', 'allowed');
    assert.equal(add('a'), true, 'by another relay');
  });

  it('that fail give their place to others', async () => {
    for (const origin of ['a', 'b', 'c']) questions.add(origin, () => Promise.reject(new Error('no')));
    await new Promise(setImmediate);
    assert.equal(add('d'), true);
  });
});

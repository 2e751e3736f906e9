import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue, findMethod, serviceName } from '../../../../src/api/catalogue';
import { checkCall } from '../../../../src/session/callCheck';
import { readArgument, writeArgument } from '../../../../src/session/presentation/argumentText';
import { CallForm } from '../../../../src/session/presentation/callForm';
import type { KnownArguments } from '../../../../src/session/presentation/callForm';
import type { Question } from '../../../../src/session/presentation/question';
import { janesCall, TestPage } from './pages';

const parameter = { name: 'keyValues', kind: 'keyValues', doc: 'Keys.' } as const;

function form(service: string, page: TestPage, known: KnownArguments = {}, last?: readonly unknown[]): CallForm {
  const method = findMethod(service);
  assert.ok(method);
  return new CallForm(method, page, known, last);
}

/** What the user sees of a question. */
function shown(question: Question): unknown {
  if (question.kind === 'text') return question.initial;
  return question.lists.flatMap(({ heading, choices }) => [
    ...(heading === undefined ? [] : [`-- ${heading}`]),
    ...choices.map(({ label, description }) => (description === undefined ? label : `${label} | ${description}`)),
  ]);
}

/** Answers every question, with `typed` or the first choice, and returns the arguments. */
function fillIn(made: CallForm, typed: (question: Question, index: number) => unknown): readonly unknown[] {
  for (let index = 0; index < made.length; index++) made.answer(index, typed(made.question(index), index));
  return made.parameters();
}

function firstAnswer(question: Question): unknown {
  if (question.kind === 'pick') return question.lists[0]?.choices[0]?.value ?? 'typed';
  const answers = [question.initial, 'typed'].map(question.read);
  const good = answers.find((answer) => 'value' in answer);
  assert.ok(good, question.prompt);
  return good.value;
}

describe('the questions for a call', () => {
  let page: TestPage;
  beforeEach(() => {
    page = new TestPage();
    page.put(
      { interactionId: '3', media: 'chat', state: 'IDLE', contact: { displayName: '$(x) [y](command:z)' } },
      janesCall,
    );
  });

  it('lists the interactions that fit first, the others apart', () => {
    assert.deepEqual(shown(form('interaction.accept', page).question(0)), [
      'Inbound call · Jane Doe | RINGING · voice · #7',
      '-- not in a fitting state',
      'Chat · $ (x) [y] (command:z) | IDLE · chat · #3',
    ]);
    assert.deepEqual(shown(form('interaction.completeTransfer', page).question(0)), [
      '-- not in a fitting state',
      'Chat · $ (x) [y] (command:z) | IDLE · chat · #3',
      'Inbound call · Jane Doe | RINGING · voice · #7',
    ]);
  });

  it('ask for nothing that is known from the tree', () => {
    const accept = form('interaction.accept', page, { interactionId: '7' });
    assert.equal(accept.length, 0);
    assert.deepEqual(accept.parameters(), ['7']);
    const remove = form('interaction.deleteUserData', page, { interactionId: '7', userDataKey: 'Note' });
    assert.deepEqual(remove.parameters(), ['7', 'Note']);
  });

  it('offer the keys of the interaction that was picked just before', () => {
    const remove = form('interaction.deleteUserData', page);
    remove.answer(0, '7');
    assert.deepEqual(shown(remove.question(1)), ['Account | 4711', 'Note | calls again']);
  });

  it('build a target from type, destination and, for consult alone, media', () => {
    page.desk.apply({ kind: 'desk', seq: 2, time: 0, media: [{ name: 'voice' }, { media: 'workitem' }, 'odd', null] });
    const consult = form('interaction.consult', page, { interactionId: '7' });
    assert.equal(consult.length, 5);
    consult.answer(0, 'SKILL');
    const destination = consult.question(1);
    assert.equal(destination.prompt, 'Destination: name of the skill');
    assert.deepEqual(destination.kind === 'text' && destination.read(' '), { problem: 'Type the name of the skill.' });
    consult.answer(1, 'Billing');
    assert.deepEqual(shown(consult.question(2)), ['Media of the interaction', 'voice', 'workitem', 'chat']);
    consult.answer(3, {});
    consult.answer(4, {});
    assert.deepEqual(consult.parameters(), ['7', { type: 'SKILL', destination: 'Billing' }, {}, {}]);
    consult.answer(2, 'voice');
    assert.deepEqual(consult.parameters()[1], { type: 'SKILL', destination: 'Billing', media: 'voice' });
    assert.equal(form('interaction.singleStepTransfer', page, { interactionId: '7' }).length, 4);
  });

  it('start from the arguments of the last call', () => {
    const last = ['7', { type: 'AGENT', destination: '1001' }, { a: '1' }, {}];
    const consult = form('interaction.consult', page, {}, last);
    const firsts = [0, 1].map((index) => {
      const question = consult.question(index);
      return question.kind === 'pick' ? question.first : undefined;
    });
    assert.deepEqual(firsts, ['7', 'AGENT']);
    consult.answer(1, 'AGENT');
    assert.equal(shown(consult.question(2)), '1001');
    assert.equal(shown(consult.question(4)), '{"a":"1"}');
    consult.answer(1, 'SKILL');
    assert.equal(shown(consult.question(2)), '');
  });

  it('pick states and media from what the desk has shown', () => {
    page.desk.apply({
      kind: 'desk',
      seq: 2,
      time: 0,
      media: [{ name: 'voice', state: { displayName: 'Lunch', operationName: 'NotReady_Lunch', type: 'NOT_READY' } }],
    });
    page.history.push({
      kind: 'reply',
      seq: 3,
      time: 0,
      callId: '1',
      service: 'agent.getStateList',
      outcome: 'succeeded',
      durationMs: 1,
      data: [{ operationName: 'Dnd', displayName: 'Do not disturb' }, 7],
    });
    const set = form('media.setState', page);
    assert.deepEqual(shown(set.question(0)), ['voice', 'chat']);
    assert.deepEqual(shown(set.question(1)), ['Ready', 'NotReady', 'Dnd | Do not disturb', 'NotReady_Lunch | Lunch']);
  });

  it('lead to arguments that the session takes, for every method of the catalogue', () => {
    for (const method of catalogue) {
      const parameters = fillIn(form(serviceName(method), page), firstAnswer);
      assert.doesNotThrow(() => checkCall(serviceName(method), parameters), serviceName(method));
    }
  });

  it('leave out optional arguments at the end', () => {
    const dial = form('voice.dial', page);
    const answers = ['5551234', ''];
    assert.deepEqual(
      fillIn(dial, (question, index) => {
        assert.ok(question.kind === 'text');
        const answer = question.read(answers[index] ?? '');
        return 'value' in answer ? answer.value : assert.fail();
      }),
      ['5551234'],
    );
  });
});

describe('a typed argument', () => {
  it('says what is wrong with it as one types', () => {
    const problem = (text: string): string => {
      const answer = readArgument(parameter, text);
      return 'problem' in answer ? answer.problem : '';
    };
    assert.match(problem('{"a": '), /^This is not JSON yet: /);
    assert.equal(problem('[1]'), 'keyValues must be an object.');
    assert.equal(problem('{"a": 1}'), '');
    assert.equal(problem(''), '');
  });

  it('is null, a number or a list where the method takes that', () => {
    assert.deepEqual(readArgument({ name: 'message', kind: 'json', doc: '' }, 'null'), { value: null });
    assert.deepEqual(readArgument({ name: 'n', kind: 'number', doc: '' }, '6'), { value: 6 });
    assert.ok('problem' in readArgument({ name: 'n', kind: 'number', doc: '' }, 'six'));
    assert.deepEqual(readArgument({ name: 'o', kind: 'stringOrList', doc: '' }, '["a","b"]'), { value: ['a', 'b'] });
    assert.deepEqual(readArgument({ name: 'o', kind: 'stringOrList', doc: '' }, 'voice.*'), { value: 'voice.*' });
  });

  it('is read back from how it is written for editing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const answer = readArgument(parameter, writeArgument(parameter, value));
        assert.deepEqual('value' in answer && JSON.stringify(answer.value), JSON.stringify(value));
      }),
    );
  });
});

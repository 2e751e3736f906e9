import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue, findMethod, serviceName } from '../../../src/api/catalogue';
import { checkCall } from '../../../src/session/calls/callCheck';
import { readArgument, writeArgument } from '../../../src/presentation/calls/argumentInput';
import { CallForm } from '../../../src/presentation/calls/callForm';
import type { KnownArguments } from '../../../src/presentation/calls/callForm';
import type { Draft, Question } from '../../../src/presentation/questions/question';
import { janesCall, TestPage } from './pages';

const parameter = { name: 'keyValues', kind: 'keyValues', doc: 'Keys.' } as const;

function form(service: string, page: TestPage, known: KnownArguments = {}, last?: readonly unknown[]): CallForm {
  const method = findMethod(service);
  assert.ok(method);
  return new CallForm(method, page, known, { drafts: new Map(), ...(last === undefined ? {} : { last }) });
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

  it('lists the interactions that fit first, and marks the others', () => {
    assert.deepEqual(shown(form('interaction.accept', page).question(0)), [
      'Inbound call · Jane Doe | #7 · RINGING · voice',
      '-- others',
      'Chat · $ (x) [y] (command:z) | #3 · IDLE · chat · does not fit now',
    ]);
    assert.deepEqual(shown(form('interaction.completeTransfer', page).question(0)), [
      '-- others',
      'Chat · $ (x) [y] (command:z) | #3 · IDLE · chat · does not fit now',
      'Inbound call · Jane Doe | #7 · RINGING · voice · does not fit now',
    ]);
  });

  it('marks what cannot fit, whatever its media', () => {
    page.put(
      { ...janesCall, state: 'TALKING' },
      { interactionId: '4', media: 'chat', state: 'TALKING' },
      { interactionId: '5', media: 'email', state: 'ACCEPTED' },
    );
    const marked = (service: string): string[] => {
      const question = form(service, page).question(0);
      assert.ok(question.kind === 'pick');
      return question.lists
        .flatMap(({ choices }) => choices)
        .flatMap(({ value, description }) => (description?.includes('does not fit now') ? [String(value)] : []));
    };
    assert.deepEqual(marked('interaction.accept'), ['3', '7', '4', '5']);
    assert.deepEqual(marked('voice.hold'), ['3', '4', '5']);
    assert.deepEqual(marked('voice.startCallRecording'), ['3', '4', '5']);
    assert.deepEqual(marked('interaction.getByInteractionId'), []);
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

  it('offer the keys of all interactions, each once, where the page does not know the one that was typed', () => {
    page.put({ interactionId: '8', state: 'TALKING', userData: { Account: '1', Segment: 'Gold' } });
    const remove = form('interaction.deleteUserData', page);
    for (const id of [undefined, 'unknown']) {
      remove.answer(0, id);
      assert.deepEqual(shown(remove.question(1)), ['Account | of #7', 'Note | of #7', 'Segment | of #8']);
    }
  });

  it('build a target from type, destination and, for consult alone, media', () => {
    page.desk.apply({ kind: 'desk', seq: 2, time: 0, media: [{ name: 'voice' }, { media: 'workitem' }, 'odd', null] });
    const consult = form('interaction.consult', page, { interactionId: '7' });
    assert.equal(consult.length, 5);
    consult.answer(0, 'SKILL');
    const destination = consult.question(1);
    assert.equal(consult.title(0), 'Consult with whom?');
    assert.equal(consult.title(1), 'Consult: which skill?');
    assert.equal(destination.prompt, 'Type the name of the skill.');
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
    page.record({
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

  it('can be finished where the rest needs no answer, and leave it out then', () => {
    const consult = form('interaction.consult', page, { interactionId: '7' });
    const rests = [0, 1, 2, 3, 4].map((index) => consult.restIfOptional(index));
    assert.deepEqual(rests, [
      undefined,
      undefined,
      'media, userData, extensions',
      'userData, extensions',
      'extensions',
    ]);
    consult.answer(0, 'SKILL');
    consult.answer(1, 'Billing');
    assert.deepEqual(consult.parameters(), ['7', { type: 'SKILL', destination: 'Billing' }, {}, {}]);
    assert.equal(form('voice.dial', page).restIfOptional(0), undefined);
    assert.equal(form('voice.dial', page).restIfOptional(1), 'userData');
    assert.equal(form('interaction.setUserData', page).restIfOptional(1), undefined, 'there must be keys');
    for (const method of catalogue) {
      const made = form(serviceName(method), page);
      for (let index = 0; index < made.length; index++) {
        if (made.restIfOptional(index) !== undefined) {
          assert.doesNotThrow(() => checkCall(serviceName(method), made.parameters()), serviceName(method));
          break;
        }
        made.answer(index, firstAnswer(made.question(index)));
      }
    }
  });

  it('begin where a call that was not made left them, a destination only with its own kind of target', () => {
    const method = findMethod('interaction.consult');
    assert.ok(method);
    const drafts = new Map<string, Draft>();
    const left = new CallForm(method, page, { interactionId: '7' }, { drafts });
    left.answer(0, 'AGENT');
    left.keepDraft(1, { text: '10' });
    left.keepDraft(3, { text: '{"half": ' });
    const again = new CallForm(method, page, { interactionId: '7' }, { drafts });
    again.answer(0, 'AGENT');
    assert.deepEqual(
      [again.draft(0), again.draft(1), again.draft(3)],
      [undefined, { text: '10' }, { text: '{"half": ' }],
    );
    again.answer(0, 'SKILL');
    assert.equal(again.draft(1), undefined);
  });

  it('have a title in words, without names of the API, for every parameter of the catalogue', () => {
    for (const method of catalogue) {
      const made = form(serviceName(method), page);
      for (let index = 0; index < made.length; index++) {
        const title = made.title(index);
        assert.ok(title.startsWith(method.title), title);
        assert.match(title.slice(method.title.length), /^:? [a-z ]+\?$/, title);
      }
    }
  });

  it('offer what the page has shown: campaigns, records, results of calls and destinations', () => {
    const stamp = { time: 0, durationMs: 1, outcome: 'succeeded', kind: 'reply', callId: '1' } as const;
    page.record(
      { ...stamp, seq: 1, service: 'outbound.getCampaigns', data: [{ name: 'Spring', mode: 'Preview' }, 'odd', null] },
      { kind: 'event', seq: 2, time: 0, name: 'outbound', data: { eventType: 'CampaignLoaded', campaign: 'Autumn' } },
      { ...stamp, seq: 3, service: 'outbound.getListOfCallResults', data: [{ id: 7, name: 'No Answer' }, { id: {} }] },
      {
        kind: 'call',
        seq: 4,
        time: 0,
        callId: '2',
        by: 'widget',
        service: 'interaction.consult',
        parameters: ['7', { type: 'AGENT', destination: '1001' }, {}, {}],
      },
      { kind: 'call', seq: 5, time: 0, callId: '3', by: 'widget', service: 'voice.dial', parameters: ['+1555', null] },
    );
    page.put({ ...janesCall, userData: { GSW_CAMPAIGN_NAME: 'Spring', GSW_RECORD_HANDLE: 12 } });
    assert.deepEqual(shown(form('outbound.getPreviewRecord', page).question(0)), ['Spring | Preview', 'Autumn']);
    assert.deepEqual(shown(form('outbound.setCallResult', page).question(1)), ['7 | No Answer']);
    assert.deepEqual(shown(form('outbound.callPreviewRecord', page).question(1)), ['12']);
    assert.deepEqual(shown(form('voice.dial', page).question(0)), ['+1555 | used before']);
    const transfer = form('interaction.singleStepTransfer', page, { interactionId: '7' });
    transfer.answer(0, 'AGENT');
    assert.deepEqual(shown(transfer.question(1)), ['1001 | used before']);
    transfer.answer(0, 'SKILL');
    assert.equal(transfer.question(1).kind, 'text', 'an agent is no skill');
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
    const long = '1234567890123456789';
    for (const [kind, text] of [
      ['number', long],
      ['json', `[${long}]`],
      ['keyValues', `{"a": ${long}}`],
    ] as const) {
      const answer = readArgument({ name: 'n', kind, doc: '' }, text);
      assert.match('problem' in answer ? answer.problem : '', /more digits than a number keeps/, text);
    }
    assert.deepEqual(readArgument({ name: 'n', kind: 'json', doc: '' }, `"${long}"`), { value: long });
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

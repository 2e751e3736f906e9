import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkScenario } from '../../../../src/simulator/scenario/format/checkScenario';
import { readScenario } from '../../../../src/simulator/scenario/format/readScenario';
import { scenarioText } from '../../../../src/simulator/scenario/record/scenarioText';
import { reportText } from '../../../support/reportText';
import { seeded } from '../../../support/seed';
import { play } from '../playedScenario';
import { doings, Hands, idle, notes, widgets } from './hands';

describe('A recorded scenario', () => {
  it('has names for ids, waits for conditions, and an expectation for each call of the widget', () => {
    const hands = new Hands(notes);
    const call = hands.happen({ happens: 'inbound', media: 'voice', ani: '5550199' });
    hands.time.pass(900);
    hands.act({ do: 'accept', interactionId: call });
    hands.time.pass(700);
    const other = hands.act({ do: 'consult', interactionId: call, target: { type: 'AGENT', destination: 'btaylor' } });
    hands.time.pass(5_000);
    hands.act({ do: 'completeTransfer', interactionId: other });
    hands.act({ do: 'markDone', interactionId: call });
    assert.equal(
      scenarioText(hands.recorder.scenario('By hand')),
      `scenario: By hand
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice, ani: "5550199" }
    as: call
  - agent: { do: accept, interactionId: call }
  - expect: { called: interaction.setUserData, with: [$call], outcome: succeeded, within: 10s }
  - agent: { do: consult, interactionId: call, target: { type: AGENT, destination: btaylor } }
    as: consultation
  - expect: { called: interaction.setUserData, with: [$consultation], outcome: succeeded, within: 10s }
  - when: { interaction: consultation, is: TALKING, within: 10s }
    agent: { do: completeTransfer, interactionId: consultation }
  - agent: { do: markDone, interactionId: call }
`,
    );
    const scenario = hands.written();
    assert.equal(play(scenario, notes).outcome, 'passed', reportText(play(scenario, notes)));
    const without = play(scenario, idle);
    assert.equal(without.steps.find(({ outcome }) => outcome === 'failed')?.step, 3, reportText(without));
  });

  it('names interactions that a widget brings, waits for what ends by itself, and keeps refusals', () => {
    const hands = new Hands({
      subscribes: ['interaction'],
      told({ eventType, interactionId }, call) {
        if (eventType === 'RINGING') call('interaction.accept', interactionId);
        if (eventType === 'ESTABLISHED') call('voice.dial', '5550111');
      },
    });
    hands.recorder.configure({ farEndAnswersAfterMs: 400, writeAllowed: '*' }, () =>
      hands.desk.configure({ farEndAnswersAfterMs: 400, writeAllowed: '*' }),
    );
    const call = hands.happen({ happens: 'inbound', media: 'voice' });
    hands.act({ do: 'hold', interactionId: call });
    hands.act({ do: 'markDone', interactionId: call });
    const text = scenarioText(hands.recorder.scenario('x'));
    assert.match(text, /options: \{ farEndAnswersAfterMs: 400 \}/);
    assert.match(
      text,
      /event: interaction, data: \{ eventType: DIALING, interaction: \{ media: voice \} \}.*\n {4}as: call2/,
    );
    assert.match(text, /agent: \{ do: markDone, interactionId: call \}\n {4}refused: true/);
  });

  it('waits once for what happens to two interactions at the same time', () => {
    const hands = new Hands(idle);
    const chat = hands.happen({ happens: 'inbound', media: 'chat' });
    hands.act({ do: 'accept', interactionId: chat });
    hands.time.pass(600);
    const target = { type: 'AGENT', destination: 'btaylor' } as const;
    const first = hands.act({ do: 'consult', interactionId: chat, target });
    hands.act({ do: 'consult', interactionId: chat, target });
    hands.time.pass(300);
    hands.act({ do: 'release', interactionId: first });
    hands.time.pass(300);
    hands.happen({ happens: 'inbound', media: 'voice' });
    const scenario = hands.written();
    assert.equal(play(scenario, idle).outcome, 'passed', reportText(play(scenario, idle)));
  });

  it('is read before the recording ends as it is after that: what was done meanwhile comes no sooner than it did', () => {
    const hands = new Hands(notes);
    const call = hands.happen({ happens: 'inbound', media: 'voice' });
    hands.act({ do: 'accept', interactionId: call });
    const target = { type: 'AGENT', destination: 'btaylor' } as const;
    const first = hands.act({ do: 'consult', interactionId: call, target });
    hands.time.pass(1500);
    hands.act({ do: 'consult', interactionId: first, target });
    hands.time.pass(719);
    hands.act({ do: 'consult', interactionId: call, target });
    hands.time.pass(781);
    const scenario = hands.written();
    assert.equal(play(scenario, notes).outcome, 'passed', reportText(play(scenario, notes)));
    hands.recorder.dispose();
    assert.deepEqual(hands.written().steps, scenario.steps);
  });

  it('can be read, plays, and passes with the same widget, whatever was done', () => {
    fc.assert(
      fc.property(widgets, doings, (widget, done) => {
        const hands = new Hands(widget);
        hands.doAll(done);
        const report = play(hands.written(), widget);
        assert.equal(report.outcome, 'passed', `${scenarioText(hands.recorder.scenario('x'))}\n${reportText(report)}`);
      }),
      { ...seeded(), numRuns: 150 },
    );
  });

  it('is written so that it reads the same, whatever texts it holds', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        'yes',
        'null',
        '01097',
        '1e3',
        '~',
        '- a',
        'a: b',
        '#',
        'a #b',
        "it's",
        '<<',
        '*',
        '&a',
        '!x',
        '2026-11-29',
        'a\nb',
        '.5',
        '0x1',
        '5550199',
        'NO',
        '500ms',
        '\u2028',
        '\ufeff',
      ),
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        text,
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(text, fc.dictionary(text, value, { maxKeys: 4, noNullPrototype: true }), (name, userData) => {
        const checked = checkScenario({
          scenario: name,
          steps: [{ world: { happens: 'inbound', media: 'voice', userData } }],
        });
        fc.pre('scenario' in checked && !/[\0\ufffd]/.test(JSON.stringify(userData) + name));
        assert.ok('scenario' in checked);
        assert.deepEqual(readScenario(scenarioText(checked.scenario)), { scenario: checked.scenario });
      }),
      { ...seeded(), numRuns: 400 },
    );
  });
});

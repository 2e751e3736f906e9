import assert from 'node:assert/strict';
import { longestOf } from '../../../src/simulator/scenario/format/limits';
import { reportText } from '../../support/reportText';
import type { ScenarioReport } from '../../../src/simulator/scenario/run/report';
import { listener, play, PlayedScenario, scenarioOf } from './playedScenario';
import type { ScriptedWidget } from './playedScenario';

const comes = 'world: { happens: inbound, media: voice }\n    as: call';

/** A scenario of these steps, each written as YAML. */
const scenario = (...steps: string[]) =>
  scenarioOf(`scenario: test\nsteps:\n${steps.map((s) => `  - ${s}\n`).join('')}`);
const outcomes = ({ steps }: ScenarioReport) => steps.map(({ outcome }) => outcome);
const passes = (widget: ScriptedWidget, ...steps: string[]) => {
  const report = play(scenario(...steps), widget);
  assert.equal(report.outcome, 'passed', reportText(report));
};
/** Why the last step fails; those before pass. */
const whyFails = (widget: ScriptedWidget, ...steps: string[]): string => {
  const report = play(scenario(...steps), widget);
  assert.deepEqual(outcomes(report), [...steps.slice(1).map(() => 'ok'), 'failed'], reportText(report));
  return report.steps.at(-1)?.why ?? '';
};

/** A widget that writes user data each time it is told of a call. */
const writer: ScriptedWidget = {
  subscribes: ['interaction'],
  told({ eventType, interactionId }, call) {
    if (eventType === 'RINGING') call('interaction.setUserData', interactionId, { Seen: 'yes', More: { a: 1 } });
  },
};

describe('A scenario', () => {
  it('takes its steps in order, at their times, and says when each ended', () => {
    const played = new PlayedScenario(
      scenario('after: 2s\n    world: { happens: inbound, media: voice }', 'after: 500ms\n    fault: none'),
      listener,
    );
    played.time.pass(1_999);
    assert.deepEqual(outcomes(played.run.report), ['waiting', 'open']);
    assert.equal(played.desk.state.interactions.size, 0);
    played.time.pass(1);
    assert.deepEqual(outcomes(played.run.report), ['ok', 'waiting']);
    const { steps, outcome } = played.toTheEnd();
    assert.equal(outcome, 'passed');
    assert.deepEqual(
      steps.map(({ atMs }) => atMs),
      [2_000, 2_500],
    );
  });

  it('counts each call and each event once', () => {
    const expected = 'expect: { called: interaction.setUserData }';
    passes(writer, comes, expected, 'never: { called: interaction.setUserData }');
    assert.match(whyFails(writer, comes, expected, expected), /^Not within 2 s: .* There was: nothing of the kind\.$/);
    const rings = 'expect: { event: interaction, data: { eventType: RINGING } }';
    passes(listener, comes, rings, 'never: { event: interaction, data: { eventType: RINGING } }');
  });

  it('does not count what happened before the agent or the world last did something', () => {
    const why = whyFails(
      writer,
      comes,
      'agent: { do: accept, interactionId: call }',
      'expect: { called: interaction.setUserData }',
    );
    assert.match(why, /nothing of the kind/);
  });

  it('compares parameters in part, and tells what came instead', () => {
    passes(writer, comes, 'expect: { called: "interaction.*", with: [$call, { More: { a: 1 } }], outcome: succeeded }');
    assert.equal(
      whyFails(writer, comes, 'expect: { called: interaction.setUserData, with: [$call, { Seen: no }], within: 1s }'),
      'Not within 1 s: interaction.setUserData is called with ["$call",{"Seen":"no"}]. ' +
        'There was: interaction.setUserData(1, {"Seen":"yes","More":{"a":1}}) succeeded.',
    );
  });

  it('notices what was so for a moment only', () => {
    const taker: ScriptedWidget = {
      subscribes: ['interaction'],
      told({ eventType, interactionId }, call) {
        if (eventType === 'ESTABLISHED') call('voice.hold', interactionId);
        if (eventType === 'HELD') call('voice.resume', interactionId);
      },
    };
    const accept = 'agent: { do: accept, interactionId: call }';
    passes(taker, comes, accept, 'expect: { event: interaction, data: { interaction: { state: HELD } } }');
    assert.match(
      whyFails(taker, comes, accept, 'never: { event: interaction, data: { eventType: RETRIEVED } }'),
      /^It did happen: interaction \{"eventType":"RETRIEVED"/,
    );
  });

  it('names an interaction that a widget brings by the event which tells of it', () => {
    const dialer: ScriptedWidget = {
      subscribes: ['interaction'],
      told({ eventType }, call) {
        if (eventType === 'RINGING') call('voice.dial', '5550111');
      },
    };
    passes(
      dialer,
      'options: { farEndAnswersAfterMs: 0 }',
      comes,
      'expect: { event: interaction, data: { eventType: DIALING } }\n    as: dialed',
      'world: { happens: farEndAnswers, interactionId: dialed }',
      'expect: { interaction: dialed, is: { state: TALKING, callType: OUTBOUND } }',
    );
    assert.equal(
      whyFails(listener, comes, 'agent: { do: accept, interactionId: call }\n    as: other'),
      'This brought no interaction that could be named other.',
    );
  });

  it('looks at what the agent has on the screen', () => {
    const toaster: ScriptedWidget = {
      subscribes: ['interaction'],
      told({ eventType }, call) {
        if (eventType === 'RINGING') call('system.popupToast', { title: 'Look', buttons: ['Yes', 'No'] });
      },
    };
    passes(toaster, comes, 'expect: { desk: { toasts: [{ title: Look, buttons: [No] }], markdoneWarning: null } }');
    assert.match(whyFails(toaster, comes, 'expect: { desk: { toasts: [{ title: Loop }] } }'), /"title":"Look"/);
    passes(
      toaster,
      'agent: { do: setAgentState, operationName: NotReady }',
      'expect: { desk: { agentState: { type: NOT_READY } } }',
    );
  });

  it('can expect that something is refused', () => {
    passes(listener, comes, 'agent: { do: hold, interactionId: call }\n    refused: true');
    assert.equal(
      whyFails(listener, comes, 'agent: { do: hold, interactionId: call }'),
      'hold is not possible: the voice interaction 1 is RINGING.',
    );
    assert.equal(
      whyFails(listener, comes, 'agent: { do: accept, interactionId: call }\n    refused: true'),
      'This was not refused.',
    );
  });

  it('lets things go wrong, and go well again', () => {
    const played = new PlayedScenario(
      scenario('fault: { effect: replyLate, name: agent.get, times: 2, delay: 1.5s }', 'after: 1s\n    fault: none'),
      listener,
    );
    played.time.pass(500);
    assert.deepEqual(played.faults, [
      { effect: 'replyLate', name: 'agent.get', times: 2, delayMs: 1_500, errorMessage: 'A fault of the scenario' },
    ]);
    played.toTheEnd();
    assert.deepEqual(played.faults, []);
  });

  it('ends with the first step that fails and leaves out the others', () => {
    const report = play(scenario(comes, 'expect: { gone: call }', 'agent: { do: accept, interactionId: call }'));
    assert.deepEqual(outcomes(report), ['ok', 'failed', 'skipped']);
    assert.match(reportText(report), /✗ 2\. expect call is gone \(2\.0 s\)\n.*RINGING\.\n {2}- 3\. /);
    assert.match(reportText(report), /test: failed at step 2: expect call is gone$/);
  });

  it('is over within the time that can be told beforehand', () => {
    const slow = scenario(comes, 'after: 1s\n    expect: { gone: call, within: 3s }', 'fault: none');
    assert.equal(longestOf(slow), 4_000);
    assert.equal(longestOf(scenario('when: { subscribed: agent }\n    never: { called: x }')), 11_000);
    const played = new PlayedScenario(slow, listener);
    played.time.pass(longestOf(slow));
    assert.equal(played.run.report.outcome, 'failed');
  });

  it('does nothing more once it is stopped, and leaves no timer behind', () => {
    const played = new PlayedScenario(scenario('after: 1s\n    world: { happens: inbound, media: voice }'), listener);
    played.run.dispose();
    assert.equal(played.time.waiting, 0);
    played.time.pass(5_000);
    assert.equal(played.desk.state.interactions.size, 0);
  });
});

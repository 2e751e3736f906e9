import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { recordSchema } from '../../../../src/protocol/records';
import { shippedScenarioNames } from '../../../../src/simulator/scenario/format/shipped';
import { reportText } from '../../../support/reportText';
import type { TraceEntry } from '../../../../src/trace/format';
import { scenarioOfTrace, TraceScenarioError } from '../../../../src/trace/scenario/traceScenario';
import { doings, Hands, widgets as answering } from '../../scenario/record/hands';
import { play, shippedScenario } from '../../scenario/playedScenario';
import { answeringWidget, subscribes } from './answeringWidgets';
import { RecordedPlay } from './recordedPlay';

describe('A scenario made of a trace', () => {
  for (const name of shippedScenarioNames) {
    it(`passes with the widget that was recorded, and fails without its calls: ${name}`, async () => {
      const widget = () => answeringWidget(name);
      const recorded = new RecordedPlay(await shippedScenario(name), widget());
      const { scenario, text, leftOut } = await scenarioOfTrace(recorded.trace, name);
      const told = `${text}\n${reportText(recorded.report)}`;
      assert.deepEqual(leftOut, [], told);
      assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}/, 'an id stands in it');
      const calls = recorded.records.filter((record) => record.kind === 'call' && record.service !== 'subscribe');
      assert.ok(calls.length > 0, told);
      assert.equal([...text.matchAll(/called:/g)].length, calls.length, told);
      const again = new RecordedPlay(scenario, widget());
      assert.equal(again.report.outcome, 'passed', `${text}\n${reportText(again.report)}`);
      const without = play(scenario, { subscribes });
      const failed = without.steps.find(({ outcome }) => outcome === 'failed');
      assert.match(failed?.text ?? '', /is called/, `${text}\n${reportText(without)}`);
    });
  }

  it('passes with the same widget, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(answering, doings, async (widget, done) => {
        const hands = new Hands(widget);
        hands.doAll(done);
        const recorded = new RecordedPlay(hands.written(), widget);
        fc.pre(recorded.records.some(({ kind }) => kind === 'event'));
        const { scenario, text, leftOut } = await scenarioOfTrace(recorded.trace, 'x');
        assert.deepEqual(leftOut, [], text);
        const { report } = new RecordedPlay(scenario, widget);
        assert.equal(report.outcome, 'passed', `${text}\n${reportText(report)}`);
      }),
      { numRuns: 40 },
    );
  });

  const load = { page: 'p', epoch: 1, title: 'Live', location: 'http://x/', origin: 'http://x', place: 'frame' };
  const traced = (records: readonly object[]): TraceEntry[] => [
    { load },
    ...records.map((each, index) => {
      const record = v.parse(recordSchema, { seq: index + 40, time: 1_700_000_000_000 + index * 700, ...each });
      return { page: 'p', epoch: 1, record };
    }),
  ];
  const told = (eventType: string, interaction: object) => ({
    kind: 'event',
    name: 'interaction',
    data: { eventType, interaction },
  });

  it('brings in what was there when the recording began, and goes the shortest way where records are missing', async () => {
    const there = {
      interactionId: 'a-77',
      caseId: 'c-1',
      media: 'voice',
      state: 'HELD',
      userData: { Contract: 'text-1' },
    };
    const { text, leftOut } = await scenarioOfTrace(
      traced([
        { kind: 'desk', whole: true, interactions: [there] },
        { kind: 'call', callId: '1', by: 'widget', service: 'interaction.getByInteractionId', parameters: ['a-77'] },
        told('MARK_DONE', { ...there, state: 'IDLE' }),
      ]),
      'Midway',
    );
    assert.equal(
      text,
      `scenario: Midway
options:
  farEndAnswersAfterMs: 0
  serverStepMs: 0
steps:
  - when: { subscribed: interaction }
    world: { happens: inbound, media: voice, userData: { Contract: text-1 } }
    as: call
  - agent: { do: accept, interactionId: call }
  - agent: { do: hold, interactionId: call }
  - expect: { called: interaction.getByInteractionId, with: [$call], outcome: succeeded, within: 10s }
  - agent: { do: release, interactionId: call }
`,
    );
    assert.deepEqual(leftOut, []);
  });

  it('goes by the states where Workspace names its events otherwise, and says what it does not know', async () => {
    const call = { interactionId: '7', media: 'voice', state: 'RINGING' };
    const { text, leftOut } = await scenarioOfTrace(
      traced([
        told('CALL_OFFERED', call),
        told('CALL_TAKEN', { ...call, state: 'TALKING' }),
        { kind: 'event', name: 'weather', data: { eventType: 'RAIN' } },
      ]),
      'Other names',
    );
    assert.match(text, /world: \{ happens: inbound, media: voice \}\n {4}as: call\n {2}- agent: \{ do: accept, /);
    assert.deepEqual(leftOut, ['Record 42: it is not known what caused the event weather RAIN.']);
  });

  it('lets the same call fail again, and only that one', async () => {
    const call = { interactionId: '7', media: 'voice', state: 'RINGING' };
    const asks = (callId: string) => ({ kind: 'call', callId, by: 'widget', service: 'agent.get', parameters: [] });
    const ends = (callId: string, outcome: string, errorMessage?: string) => ({
      ...{ kind: 'reply', callId, service: 'agent.get', outcome, durationMs: 1 },
      ...(errorMessage === undefined ? {} : { errorMessage }),
    });
    const { text } = await scenarioOfTrace(
      traced([
        told('RINGING', call),
        asks('1'),
        ends('1', 'succeeded'),
        asks('2'),
        ends('2', 'failed', 'Busy'),
        asks('3'),
      ]),
      'Twice',
    );
    assert.match(
      text,
      /- fault: \{ effect: callRefused, name: agent.get, times: 1, skip: 1, errorMessage: Busy \}\n {2}- when/,
    );
    assert.deepEqual(
      [...text.matchAll(/outcome: (\w+)/g)].map(([, outcome]) => outcome),
      ['succeeded', 'failed', 'succeeded'],
    );
  });

  it('is refused where nothing can be played', async () => {
    await assert.rejects(scenarioOfTrace([], 'x'), TraceScenarioError);
  });
});

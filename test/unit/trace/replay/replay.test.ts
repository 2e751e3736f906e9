import assert from 'node:assert/strict';
import * as v from 'valibot';
import { replayPlanSchema } from '../../../../src/simulator/replay/replayPlan';
import type { ReplayPace, ReplayPlan } from '../../../../src/simulator/replay/replayPlan';
import { ReplayRun } from '../../../../src/simulator/replay/replayRun';
import { shippedScenarioNames } from '../../../../src/simulator/scenario/format/shipped';
import { reportText } from '../../../support/reportText';
import type { ScenarioReport } from '../../../../src/simulator/scenario/run/report';
import { planOfTrace, ReplayError } from '../../../../src/trace/replay/planOfTrace';
import { shippedScenario } from '../../scenario/playedScenario';
import type { ScriptedWidget } from '../../scenario/playedScenario';
import { PlayedTime } from '../../simulator/playedDesk';
import { answeringWidget } from '../scenario/answeringWidgets';
import { RecordedPlay } from '../scenario/recordedPlay';
import { traceHeader } from '../traceHeader';

/** A replay with a scripted widget, on a clock that goes only when told to. */
class PlayedReplay {
  readonly time = new PlayedTime();
  readonly run: ReplayRun;
  /** What the widget got: event types and error messages. */
  readonly heard: string[] = [];

  constructor(plan: ReplayPlan, widget: ScriptedWidget, pace: ReplayPace = 'fast') {
    // As the plan goes through an address.
    const checked = v.parse(replayPlanSchema, JSON.parse(JSON.stringify(plan)));
    this.run = new ReplayRun(checked, this.time, pace);
    this.run.events.on(({ name, data }) => {
      if (!widget.subscribes.includes(name)) return;
      const { eventType, interaction, interactionId } = data as {
        eventType: string;
        interaction?: { interactionId: string };
        interactionId?: string;
      };
      this.heard.push(eventType);
      const told = { name, eventType, interactionId: interaction?.interactionId ?? interactionId ?? '' };
      widget.told?.(told, (service, ...parameters) => {
        const { reply } = this.run.call(service, parameters);
        if (reply !== undefined && 'errorMessage' in reply) this.heard.push(reply.errorMessage);
      });
    });
    this.run.subscription('subscribe', widget.subscribes, true);
  }

  toTheEnd(): ScenarioReport {
    for (let passed = 0; passed < 300_000 && this.run.report.outcome === 'running'; passed += 100) this.time.pass(100);
    assert.equal(this.time.waiting, 0);
    return this.run.report;
  }
}

const differences = ({ steps }: ScenarioReport) => steps.filter(({ outcome }) => outcome === 'failed');

/** The widget with another call in the place of each that `change` changes; undefined leaves it out. */
function changed(
  widget: ScriptedWidget,
  change: (service: string, parameters: unknown[], count: number) => readonly [string, ...unknown[]] | undefined,
): ScriptedWidget {
  let count = 0;
  return {
    subscribes: widget.subscribes,
    told(event, call) {
      widget.told?.(event, (service, ...parameters) => {
        count += 1;
        const made = change(service, parameters, count);
        if (made !== undefined) call(...made);
      });
    },
  };
}

async function planned(name: string): Promise<ReplayPlan> {
  const recorded = new RecordedPlay(await shippedScenario(name), answeringWidget(name));
  return planOfTrace({ header: traceHeader, entries: recorded.trace }, name);
}

describe('A replay', () => {
  for (const name of shippedScenarioNames) {
    it(`finds no difference with the widget that was recorded, and the one call that is another: ${name}`, async () => {
      const plan = await planned(name);
      const same = new PlayedReplay(plan, answeringWidget(name)).toTheEnd();
      assert.equal(same.outcome, 'passed', reportText(same));
      const other = changed(answeringWidget(name), (service, parameters, count) =>
        count === 1 ? [service, ...parameters, 'more'] : [service, ...parameters],
      );
      const [difference, ...more] = differences(new PlayedReplay(plan, other).toTheEnd());
      assert.equal(difference?.why, 'Other arguments.', reportText(same));
      assert.match(difference.actual ?? '', /"more"\)$/);
      assert.deepEqual(more, []);
    });
  }

  it('names a call that does not come, and goes on', async () => {
    const plan = await planned('rate-limit');
    const widget = changed(answeringWidget('rate-limit'), (service, parameters, count) =>
      count === 3 ? undefined : [service, ...parameters],
    );
    const report = new PlayedReplay(plan, widget).toTheEnd();
    const [difference, ...more] = differences(report);
    assert.match(difference?.why ?? '', /^Missing/);
    assert.deepEqual(more, []);
    assert.equal(report.steps.filter(({ outcome }) => outcome === 'skipped').length, 0);
  });

  it('stops after ten seconds where an event waits for the call that brought it about', async () => {
    const plan = await planned('inbound-call');
    const replay = new PlayedReplay(plan, { subscribes: answeringWidget('').subscribes });
    const began = replay.time.now();
    const report = replay.toTheEnd();
    const [difference, ...more] = differences(report);
    assert.match(difference?.why ?? '', /^Missing\. The event interaction ATTACHED_DATA_CHANGED was brought about/);
    assert.deepEqual(more, []);
    assert.ok(report.steps.some(({ outcome }) => outcome === 'skipped'));
    assert.ok(replay.time.now() - began <= 10_200);
  });

  it('lets a call fail that was not recorded', async () => {
    const plan = await planned('inbound-call');
    const widget = answeringWidget('inbound-call');
    const curious: ScriptedWidget = {
      subscribes: widget.subscribes,
      told(event, call) {
        if (event.eventType === 'HELD') call('agent.get');
        widget.told?.(event, call);
      },
    };
    const replay = new PlayedReplay(plan, curious);
    const [difference, ...more] = differences(replay.toTheEnd());
    assert.equal(difference?.why, 'This call is not in the recording.');
    assert.equal(difference.actual, 'agent.get()');
    assert.deepEqual(more, []);
    assert.ok(replay.heard.includes('This call is not in the recording.'));
  });

  it('names calls that come in another order', async () => {
    const twice = (first: string, second: string): ScriptedWidget => ({
      subscribes: ['interaction'],
      told({ eventType }, call) {
        if (eventType !== 'RINGING') return;
        call(first);
        call(second);
      },
    });
    const scenario = await shippedScenario('inbound-call');
    const recorded = new RecordedPlay(scenario, twice('agent.get', 'media.getMediaList'));
    const plan = await planOfTrace({ header: traceHeader, entries: recorded.trace }, 'order');
    const [difference, ...more] = differences(
      new PlayedReplay(plan, twice('media.getMediaList', 'agent.get')).toTheEnd(),
    );
    assert.equal(difference?.why, 'Other order.');
    assert.equal(difference.actual, 'media.getMediaList()\nagent.get()');
    assert.deepEqual(more, []);
  });

  it('takes what the widget says for its stand-ins, each time the same, and gives it back in events', async () => {
    const says = (first: string, second: string): ScriptedWidget => ({
      subscribes: ['interaction'],
      told({ eventType, interactionId }, call) {
        if (eventType === 'RINGING') call('interaction.setUserData', interactionId, { Seen: first });
        if (eventType === 'HELD') call('interaction.setUserData', interactionId, { Again: second });
      },
    });
    const recorded = new RecordedPlay(await shippedScenario('inbound-call'), says('yes', 'yes'));
    const plan = await planOfTrace({ header: traceHeader, entries: recorded.trace }, 'stand-ins');
    assert.doesNotMatch(JSON.stringify(plan), /yes/);
    const other = new PlayedReplay(plan, says('oui', 'oui'));
    const told: unknown[] = [];
    other.run.events.on(({ data }) => told.push(data));
    assert.equal(other.toTheEnd().outcome, 'passed');
    assert.match(JSON.stringify(told), /"Seen":"oui"/);
    assert.equal(differences(new PlayedReplay(plan, says('yes', 'no')).toTheEnd()).length, 1);
  });

  it('goes at the recorded speed, or an event each time that one asks', async () => {
    const plan = await planned('inbound-call');
    const recordedMs = plan.entries.at(-1)?.atMs ?? 0;
    assert.ok(recordedMs > 1_000);
    const slow = new PlayedReplay(plan, answeringWidget(''), 'recorded');
    slow.time.pass(recordedMs - 200);
    assert.equal(slow.run.report.outcome, 'running');
    assert.equal(slow.toTheEnd().outcome, 'passed');
    const steps = new PlayedReplay(plan, answeringWidget(''), 'step');
    steps.time.pass(60_000);
    assert.deepEqual(steps.heard, []);
    assert.equal(steps.run.isWaitingForNext, true);
    steps.run.next();
    steps.time.pass(100);
    assert.equal(steps.heard.length, 1);
    plan.entries.forEach(() => {
      steps.run.next();
      steps.time.pass(100);
    });
    assert.equal(steps.toTheEnd().outcome, 'passed');
  });

  it('needs a trace in which something happened', async () => {
    await assert.rejects(planOfTrace({ header: traceHeader, entries: [] }, 'x'), ReplayError);
  });
});

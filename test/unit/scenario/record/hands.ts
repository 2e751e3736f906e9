import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Signal } from '../../../../src/base/signal';
import type { AgentAction, Happening } from '../../../../src/simulator/desk/rules/actions';
import { interactionActionNames } from '../../../../src/simulator/desk/rules/actions';
import { SimulatedDesk } from '../../../../src/simulator/desk/simulatedDesk';
import type { Outcome } from '../../../../src/simulator/desk/state/types';
import type { Scenario } from '../../../../src/simulator/scenario/format/scenario';
import { ScenarioRecorder } from '../../../../src/simulator/scenario/record/scenarioRecorder';
import { scenarioText } from '../../../../src/simulator/scenario/record/scenarioText';
import type { WidgetAct } from '../../../../src/simulator/scenario/run/widgetActs';
import { caller, PlayedTime } from '../../simulator/playedDesk';
import { scenarioOf } from '../playedScenario';
import type { ScriptedWidget } from '../playedScenario';

/** Something that is done by hand, chosen by numbers, and how long nothing is done after it. */
interface Doing {
  readonly choice: number;
  readonly pause: number;
  readonly media: string;
  readonly which: number;
}

/** A desk with a scripted widget on which things are done by hand while a recorder listens. */
export class Hands {
  readonly time = new PlayedTime();
  readonly desk = new SimulatedDesk(this.time);
  readonly recorder: ScenarioRecorder;
  readonly #acts = new Signal<WidgetAct>();

  constructor(widget: ScriptedWidget) {
    const { desk, time: clock } = this;
    this.recorder = new ScenarioRecorder({ desk, clock, widgets: this.#acts }, widget.subscribes.at(-1));
    desk.events.on(({ name, data }) => {
      if (!widget.subscribes.includes(name)) return;
      const { eventType, interaction } = data as { eventType: string; interaction?: { interactionId: string } };
      const told = { name, eventType, interactionId: interaction?.interactionId ?? '' };
      widget.told?.(told, (service, ...parameters) => {
        const reply = desk.call(service, parameters, caller());
        const outcome = reply === undefined ? 'ignored' : 'errorMessage' in reply ? 'failed' : 'succeeded';
        this.#acts.emit({ kind: 'call', service, parameters, outcome });
      });
    });
  }

  act(action: AgentAction): string {
    return broughtBy(this.recorder.act(action, () => this.desk.act(action)));
  }

  happen(happening: Happening): string {
    return broughtBy(this.recorder.world(happening, () => this.desk.world(happening)));
  }

  /** Does one thing after the other, each on an interaction that is there. */
  doAll(doings: readonly Doing[]): void {
    for (const { choice, pause, media, which } of doings) {
      const ids = [...this.desk.state.interactions.keys()];
      const interactionId = ids[which % Math.max(1, ids.length)];
      if (interactionId === undefined || choice % 4 === 0) this.happen({ happens: 'inbound', media });
      else {
        const possible = this.desk.availableActions(interactionId);
        const action = possible[choice % Math.max(1, possible.length)] ?? 'hold';
        const plain = interactionActionNames.find((name) => name === action);
        if (plain !== undefined) this.act({ do: plain, interactionId });
        else this.act({ do: 'consult', interactionId, target: { type: 'AGENT', destination: 'btaylor' } });
      }
      this.time.pass(pause);
    }
  }

  /** What was written, read back as from a file. */
  written(): Scenario {
    const text = scenarioText(this.recorder.scenario('By hand'));
    const scenario = scenarioOf(text);
    assert.deepEqual(scenario, JSON.parse(JSON.stringify(this.recorder.scenario('By hand'))), text);
    return scenario;
  }
}

function broughtBy(outcome: Outcome): string {
  return outcome.ok ? (outcome.interactionId ?? '') : '';
}

export const notes: ScriptedWidget = {
  subscribes: ['interaction'],
  told({ eventType, interactionId }, call) {
    if (eventType === 'ESTABLISHED') call('interaction.setUserData', interactionId, { Seen: '1' });
  },
};
export const idle: ScriptedWidget = { subscribes: ['interaction'] };

const media = fc.constantFrom('voice', 'chat', 'email', 'workitem');
/** Widgets that answer what happens in one way or another. */
export const widgets = fc.constantFrom(notes, idle, {
  subscribes: ['interaction'],
  told: ({ interactionId, eventType }, call) => {
    if (eventType === 'MARK_DONE') return;
    call('interaction.getByInteractionId', interactionId);
  },
} satisfies ScriptedWidget);
/** What may be done by hand. */
export const doings: fc.Arbitrary<Doing[]> = fc.array(
  fc.record({ choice: fc.nat(), pause: fc.integer({ min: 0, max: 6_000 }), media, which: fc.nat() }),
  { minLength: 1, maxLength: 12 },
);

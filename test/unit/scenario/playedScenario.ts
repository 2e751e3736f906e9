import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Signal } from '../../../src/base/signal';
import { SimulatedDesk } from '../../../src/simulator/desk/simulatedDesk';
import type { ServiceReply } from '../../../src/simulator/desk/state/types';
import type { ScenarioFault } from '../../../src/simulator/scenario/run/faults';
import { readScenario } from '../../../src/simulator/scenario/format/readScenario';
import type { ScenarioReport } from '../../../src/simulator/scenario/run/report';
import type { Scenario } from '../../../src/simulator/scenario/format/scenario';
import { ScenarioRun } from '../../../src/simulator/scenario/run/scenarioRun';
import type { WidgetAct } from '../../../src/simulator/scenario/run/widgetActs';
import { Faults } from '../../../src/simulator/ui/wire/faults';
import { caller, PlayedTime } from '../simulator/playedDesk';

/** What a scripted widget gets with an event. */
export interface Told {
  readonly name: string;
  readonly eventType: string;
  readonly interactionId: string;
}
type Call = (service: string, ...parameters: unknown[]) => void;

/** A widget as its author would write it: what it subscribes to, and what it does when it is told. */
export interface ScriptedWidget {
  readonly subscribes: readonly string[];
  readonly told?: (event: Told, call: Call) => void;
}

/** A widget that only listens. */
export const listener: ScriptedWidget = { subscribes: ['interaction'] };

/** A scenario played with a scripted widget, on a clock that goes only when told to. */
export class PlayedScenario {
  readonly time = new PlayedTime();
  readonly desk = new SimulatedDesk(this.time);
  readonly faults: ScenarioFault[] = [];
  /** Where a fault keeps calls from the desk, as on the page. */
  readonly wire = new Faults();
  readonly run: ScenarioRun;
  readonly #acts = new Signal<WidgetAct>();

  constructor(scenario: Scenario, widget: ScriptedWidget) {
    const { desk, time: clock } = this;
    const faults = {
      add: (fault: ScenarioFault) => {
        this.faults.push(fault);
        this.wire.add(fault);
      },
      clear: () => {
        this.faults.splice(0);
        this.wire.clear();
      },
    };
    this.run = new ScenarioRun(scenario, { desk, clock, widgets: this.#acts, faults });
    this.listen(widget);
  }

  /** From now on a widget hears what it subscribes to. */
  listen(widget: ScriptedWidget): void {
    this.desk.events.on(({ name, data }) => {
      if (!widget.subscribes.includes(name)) return;
      const { eventType, interaction } = data as { eventType: string; interaction?: { interactionId: string } };
      widget.told?.({ name, eventType, interactionId: interaction?.interactionId ?? '' }, (...call) =>
        this.call(...call),
      );
    });
    if (widget.subscribes.length > 0) this.#acts.emit({ kind: 'subscription', events: widget.subscribes });
  }

  /** The widget calls a service. */
  call(service: string, ...parameters: unknown[]): void {
    const reply = this.#answer(service, parameters);
    const outcome = reply === undefined ? 'ignored' : 'errorMessage' in reply ? 'failed' : 'succeeded';
    this.#acts.emit({ kind: 'call', service, parameters, outcome });
    this.onCall?.(service, parameters, reply);
  }

  /** Hears each call with its reply. */
  onCall: ((service: string, parameters: readonly unknown[], reply: ServiceReply | undefined) => void) | undefined;

  /** As the wire does it: a fault keeps a call from the desk. */
  #answer(service: string, parameters: readonly unknown[]): ServiceReply | undefined {
    const fault = this.wire.take('call', service);
    if (fault === undefined) return this.desk.call(service, parameters, caller());
    return fault.effect === 'callRefused' ? { errorMessage: fault.errorMessage } : undefined;
  }

  /** Lets time go by, a minute at most, until it is over. */
  toTheEnd(): ScenarioReport {
    for (let passed = 0; passed < 60_000 && this.run.report.outcome === 'running'; passed += 100) this.time.pass(100);
    return this.run.report;
  }
}

/** The report of a scenario played to its end. */
export function play(scenario: Scenario, widget: ScriptedWidget = listener): ScenarioReport {
  return new PlayedScenario(scenario, widget).toTheEnd();
}

/** A scenario from text that must be one. */
export function scenarioOf(text: string): Scenario {
  const read = readScenario(text);
  assert.ok('scenario' in read, 'problems' in read ? JSON.stringify(read.problems) : '');
  return read.scenario;
}

export const scenarioFolder = join(import.meta.dirname, '../../../media/scenarios');

/** The text of a scenario that comes with Deskside. */
export async function shippedText(name: string): Promise<string> {
  return readFile(join(scenarioFolder, `${name}.scenario.yaml`), 'utf8');
}

export async function shippedScenario(name: string): Promise<Scenario> {
  return scenarioOf(await shippedText(name));
}

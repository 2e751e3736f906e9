import type { Disposable } from '../../../../base/disposable';
import { Signal } from '../../../../base/signal';
import type { Listenable } from '../../../../base/signal';
import type { Checked } from '../../../scenario/format/checkScenario';
import type { ScenarioReport } from '../../../scenario/run/report';
import type { Scenario } from '../../../scenario/format/scenario';
import { decodeScenario, recordParameter, scenarioParameter } from '../../../scenario/format/scenarioAddress';
import { ScenarioRun } from '../../../scenario/run/scenarioRun';
import type { ScenarioStage } from '../../../scenario/run/scenarioRun';
import { findShippedScenario, shippedScenarioNames } from '../../../scenario/format/shipped';

/** Plays scenarios on this page, one at a time. */
export class Scenarios implements Disposable {
  readonly #changed = new Signal<void>();
  #run: ScenarioRun | undefined;

  constructor(private readonly stage: ScenarioStage) {}

  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** How the scenario goes or went; undefined if there was none. */
  get report(): ScenarioReport | undefined {
    return this.#run?.report;
  }

  /**
   * Plays a scenario from now on; one that runs stops.
   * @returns its report, once it is over or another one takes its place
   */
  play(scenario: Scenario): Promise<ScenarioReport> {
    this.#run?.dispose();
    const run = new ScenarioRun(scenario, this.stage);
    this.#run = run;
    run.changed.on(() => this.#changed.emit());
    this.#changed.emit();
    return new Promise((resolve) => {
      const listener = this.#changed.on(() => {
        if (this.#run === run && run.report.outcome === 'running') return;
        listener.dispose();
        resolve(run.report);
      });
    });
  }

  dispose(): void {
    this.#run?.dispose();
  }
}

/** The scenario that the page's address holds or names; undefined if it asks for none. */
export function scenarioOfAddress({ hash, search }: Pick<Location, 'hash' | 'search'>): Checked | undefined {
  const whole = new URLSearchParams(hash.slice(1)).get(scenarioParameter);
  if (whole !== null) return decodeScenario(whole);
  const name = new URLSearchParams(search).get(scenarioParameter);
  if (name === null) return undefined;
  const scenario = findShippedScenario(name);
  if (scenario !== undefined) return { scenario };
  const message = `There is no scenario ${name}. Name one of these: ${shippedScenarioNames.join(', ')}.`;
  return { flaws: [{ path: [], message }] };
}

/** The address of this page with a shipped scenario to play: it begins with widgets that have just been loaded. */
export function addressOfShipped(place: Pick<Location, 'href'>, name: string): string {
  const url = new URL(addressWithout(place));
  url.searchParams.set(scenarioParameter, name);
  return url.href;
}

/** The address of this page without a scenario to play or to record. */
export function addressWithout({ href }: Pick<Location, 'href'>): string {
  const url = new URL(href);
  url.searchParams.delete(scenarioParameter);
  url.searchParams.delete(recordParameter);
  const fragment = new URLSearchParams(url.hash.slice(1));
  fragment.delete(scenarioParameter);
  url.hash = fragment.toString();
  return url.href;
}

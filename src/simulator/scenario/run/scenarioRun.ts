import * as v from 'valibot';
import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import { agentActionSchema, happeningSchema } from '../../desk/rules/actions';
import type { SimulatedDesk } from '../../desk/simulatedDesk';
import type { DeskEnvironment, Outcome } from '../../desk/state/types';
import type { Condition } from './conditions';
import { describeCondition, describeStep } from './describe';
import { millisecondsOf } from '../format/duration';
import { faultDefaults, withDelayMs } from './faults';
import type { ScenarioFaults } from './faults';
import { Journal } from './journal';
import { limitOf } from '../format/limits';
import type { Purpose } from '../format/limits';
import { resolveAction } from './names';
import type { Lookup, Named } from './names';
import type { ScenarioReport, StepReport } from './report';
import type { Scenario, Step } from '../format/scenario';
import { Watch } from './watch';
import type { WidgetAct } from './widgetActs';

/** What a scenario is played on. */
export interface ScenarioStage {
  readonly desk: SimulatedDesk;
  readonly clock: Pick<DeskEnvironment, 'now' | 'after'>;
  /** What widgets do, each thing once, before the desk tells what it changed. */
  readonly widgets: Listenable<WidgetAct>;
  readonly faults: ScenarioFaults;
}

const defaultFault = { ...faultDefaults, errorMessage: 'A fault of the scenario' } as const;

/** How a step ended. */
type End = { readonly ok: true } | ({ readonly ok: false } & Failure);
type Failure = Pick<StepReport, 'expected' | 'actual'> & { readonly why: string };
const ok: End = { ok: true };

/**
 * Plays a scenario, step after step, and reports. The first step that fails ends it. A step never begins in the midst
 * of what the desk tells: widgets get their replies and events first.
 */
export class ScenarioRun implements Disposable {
  readonly #changed = new Signal<void>();
  readonly #owned = new DisposableStore();
  readonly #journal = new Journal();
  readonly #names = new Map<string, Named>();
  readonly #lookup: Lookup = (name) => this.#names.get(name);
  readonly #began: number;
  #steps: readonly StepReport[];
  #index = 0;
  /** What the current step waits for yet. */
  #phase: 'after' | 'when' | 'deed' = 'after';
  #phaseBegan: number;
  #watch: Watch | undefined;
  #timer: Disposable | undefined;
  #isOver = false;

  /** Begins at once: the options are set before this returns. */
  constructor(
    private readonly scenario: Scenario,
    private readonly stage: ScenarioStage,
  ) {
    this.#began = this.#phaseBegan = stage.clock.now();
    this.#steps = scenario.steps.map((step, index) => ({
      step: index + 1,
      text: describeStep(step),
      outcome: index === 0 ? 'waiting' : 'open',
    }));
    if (scenario.options !== undefined) stage.desk.configure(scenario.options);
    this.#owned.add(stage.widgets.on((act) => this.#note(() => this.#journal.add(act))));
    this.#owned.add(stage.desk.events.on((event) => this.#note(() => this.#journal.addEvent(event))));
    this.#owned.add(stage.desk.changed.on(() => this.#note(() => undefined)));
    this.#wake(0);
  }

  get changed(): Listenable<void> {
    return this.#changed;
  }

  get report(): ScenarioReport {
    const failed = this.#steps.some(({ outcome }) => outcome === 'failed');
    const outcome = !this.#isOver ? 'running' : failed ? 'failed' : 'passed';
    return { scenario: this.scenario.scenario, outcome, steps: this.#steps };
  }

  /** Stops it where it stands. */
  dispose(): void {
    this.#timer?.dispose();
    this.#owned.dispose();
  }

  /** Something happened: it is looked at now, and acted upon once all who are told of it were. */
  #note(take: () => void): void {
    take();
    const wasMet = this.#watch?.isMet === true;
    this.#watch?.look();
    if (!wasMet && this.#watch?.isMet === true) this.#wake(0);
  }

  #wake(ms: number): void {
    this.#timer?.dispose();
    this.#timer = this.stage.clock.after(Math.max(0, ms), () => this.#go());
  }

  /** Goes on as far as it can. */
  #go(): void {
    for (let step = this.#step; step !== undefined; step = this.#step) {
      const end = this.#phase === 'deed' ? this.#do(step) : this.#prepare(step);
      if (end === undefined) return;
      if (!end.ok) {
        this.#fail(end);
        return;
      }
      if (this.#phase === 'deed') this.#finish();
      else this.#enter(this.#phase === 'after' ? 'when' : 'deed');
    }
    this.#end();
  }

  get #step(): Step | undefined {
    return this.scenario.steps[this.#index];
  }

  /** @returns undefined while there is something to wait for */
  #prepare(step: Step): End | undefined {
    if (this.#phase === 'when') return step.when === undefined ? ok : this.#expect(step.when, 'when');
    const end = this.#phaseBegan + (step.after === undefined ? 0 : millisecondsOf(step.after));
    return this.#isPast(end) ? ok : undefined;
  }

  #do(step: Step): End | undefined {
    const { desk, faults } = this.stage;
    if ('agent' in step) {
      const action = v.parse(agentActionSchema, resolveAction(step.agent, this.#lookup));
      return this.#move(step, () => desk.act(action));
    }
    if ('world' in step) {
      const happening = v.parse(happeningSchema, resolveAction(step.world, this.#lookup));
      return this.#move(step, () => desk.world(happening));
    }
    if ('options' in step) {
      desk.configure(step.options);
      return ok;
    }
    if ('expect' in step) return this.#expect(step.expect, 'expect', step.as);
    if ('never' in step) return this.#ruleOut(step.never);
    if (step.fault === 'none') faults.clear();
    else faults.add({ ...defaultFault, ...withDelayMs(step.fault) });
    return ok;
  }

  /** What happened before the agent or the world does something no longer counts. */
  #move({ as, refused }: Extract<Step, { refused?: true }>, run: () => Outcome): End {
    this.#journal.clear();
    const outcome = run();
    if (refused === true) return outcome.ok ? { ok: false, why: 'This was not refused.' } : ok;
    if (!outcome.ok) return { ok: false, why: outcome.reason };
    return as === undefined ? ok : this.#baptize(as, outcome.interactionId);
  }

  #baptize(name: string, interactionId: string | undefined): End {
    const interaction = this.stage.desk.state.interactions.get(interactionId ?? '');
    if (interaction === undefined)
      return { ok: false, why: `This brought no interaction that could be named ${name}.` };
    const { caseId } = interaction;
    this.#names.set(name, { interactionId: interaction.interactionId, caseId });
    return ok;
  }

  #expect(condition: Condition, kind: 'when' | 'expect', as?: string): End | undefined {
    const watch = this.#watching(condition, kind);
    if (watch.isMet) return as === undefined ? ok : this.#baptize(as, watch.interactionId);
    if (!this.#isPast(watch.until)) return undefined;
    const missed = describeCondition(condition);
    const seconds = limitOf(condition, kind) / 1_000;
    const why = `Not within ${seconds} s: ${missed}. There was: ${watch.found}.`;
    return { ok: false, why, expected: watch.expected, actual: watch.actual };
  }

  #ruleOut(condition: Condition): End | undefined {
    const watch = this.#watching(condition, 'never');
    if (watch.isMet) {
      const why = `It did happen: ${watch.found}.`;
      return { ok: false, why, expected: `never\n${watch.expected}`, actual: watch.actual };
    }
    return this.#isPast(watch.until) ? ok : undefined;
  }

  #watching(condition: Condition, kind: Purpose): Watch {
    if (this.#watch === undefined) {
      const until = this.#phaseBegan + limitOf(condition, kind);
      this.#watch = new Watch(condition, until, this.#journal, this.stage.desk.state, this.#lookup);
      this.#watch.look();
    }
    return this.#watch;
  }

  /** Whether this time has come; if not, it is waited for. */
  #isPast(time: number): boolean {
    const left = time - this.stage.clock.now();
    if (left <= 0) return true;
    this.#wake(left);
    return false;
  }

  #enter(phase: 'after' | 'when' | 'deed'): void {
    this.#phase = phase;
    this.#phaseBegan = this.stage.clock.now();
    this.#watch = undefined;
  }

  #finish(): void {
    this.#report(this.#index, { outcome: 'ok', atMs: this.#elapsed });
    this.#index += 1;
    this.#enter('after');
    if (this.#step !== undefined) this.#report(this.#index, { outcome: 'waiting' });
  }

  #fail({ why, expected, actual }: Failure): void {
    const compared = expected === undefined || actual === undefined ? {} : { expected, actual };
    this.#report(this.#index, { outcome: 'failed', why, ...compared, atMs: this.#elapsed });
    for (let index = this.#index + 1; index < this.#steps.length; index += 1)
      this.#report(index, { outcome: 'skipped' });
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.dispose();
    this.#changed.emit();
  }

  get #elapsed(): number {
    return this.stage.clock.now() - this.#began;
  }

  #report(index: number, changes: Partial<StepReport>): void {
    this.#steps = this.#steps.map((step, place) => (place === index ? { ...step, ...changes } : step));
    this.#changed.emit();
  }
}

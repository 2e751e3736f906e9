import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { isRecordObject } from '../../../base/guards';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import type { AgentAction, Happening } from '../../desk/rules/actions';
import type { SimulatedDesk } from '../../desk/simulatedDesk';
import { defaultOptions } from '../../desk/state/options';
import type { DeskOptions } from '../../desk/state/options';
import type { DeskEnvironment, DeskInteraction, Outcome, WorkspaceEvent } from '../../desk/state/types';
import type { Scenario, Step } from '../format/scenario';
import type { Condition } from '../run/conditions';
import type { ScenarioFault } from '../run/faults';
import { faultDefaults } from '../run/faults';
import type { WidgetAct } from '../run/widgetActs';
import { expectationOf } from './callExpectation';
import { InteractionNames } from './interactionNames';

/** What a recorder listens to. */
export interface RecordedStage {
  readonly desk: SimulatedDesk;
  readonly clock: Pick<DeskEnvironment, 'now'>;
  readonly widgets: Listenable<WidgetAct>;
}

/** A step, and how long nothing had been done before it, in milliseconds. */
interface Entry {
  step: Step;
  readonly pauseMs?: number;
}

/** The states of an interaction at one moment. */
type InteractionStates = Pick<DeskInteraction, 'state' | 'machineState'>;

/** An interaction that came, with the kind of its first event. */
interface Arrival {
  readonly id: string;
  readonly eventType: unknown;
}

/** An interaction that changed by itself, with the condition to wait for. */
interface Change {
  readonly id: string;
  readonly condition: Condition;
}

/** After a pause beyond this, a condition gets a time of its own, in milliseconds. */
const longPauseMs = 4_000;

/**
 * Makes a scenario of what is done on a desk and what widgets call in answer. Ids become names. A pause becomes a wait
 * for what changed by itself meanwhile. Each call of a widget becomes an expectation.
 */
export class ScenarioRecorder implements Disposable {
  readonly #changed = new Signal<void>();
  readonly #owned = new DisposableStore();
  readonly #names = new InteractionNames();
  readonly #options: Partial<DeskOptions>;
  readonly #entries: Entry[] = [];
  /** The step at which each interaction came into its state; what it does by itself counts from there. */
  readonly #movedAt = new Map<string, Entry>();
  /** The event to which a widget subscribed last before anything was done. */
  #ready: string | undefined;
  /** The step by which something was done last. */
  #lastMove: Entry | undefined;
  #statesBefore = new Map<string, InteractionStates>();
  #lastAt: number;
  /** When Workspace told of something last, by the clock. */
  #lastEventAt = 0;
  /** A widget is in quarantine: only time ends it, so pauses are kept. */
  #isIgnored = false;
  /** Interactions that came while something is done. */
  #arrivals: Arrival[] | undefined;

  /** @param subscribed the event to which a widget has subscribed last already */
  constructor(
    private readonly stage: RecordedStage,
    subscribed: string | undefined,
  ) {
    const { desk, widgets, clock } = stage;
    this.#ready = subscribed;
    this.#options = changedOptions(defaultOptions, desk.options);
    this.#lastAt = clock.now();
    this.#owned.add(desk.events.on((event) => this.#noteEvent(event)));
    this.#owned.add(desk.changed.on(() => this.#changed.emit()));
    this.#owned.add(widgets.on((act) => this.#noteAct(act)));
  }

  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** How many steps were taken or seen. */
  get count(): number {
    return this.#entries.length;
  }

  /** What was recorded so far, under a name. Without any step it is not one that can be played yet. */
  scenario(name: string): Scenario {
    const options = Object.keys(this.#options).length === 0 ? {} : { options: this.#options };
    const changes = this.#changesSince();
    const paused = new Set(changes.flatMap(({ id }) => this.#doneSince(id)));
    const steps = this.#entries.map((entry) => (paused.has(entry) ? withPause(entry) : entry.step));
    return {
      scenario: name,
      ...options,
      steps: [...steps, ...changes.map(({ condition }) => ({ expect: condition }))],
    };
  }

  /** The agent does something: `run` carries it out. */
  act(action: AgentAction, run: () => Outcome): Outcome {
    return this.#move(action, (named) => ({ agent: named }), run);
  }

  /** The world does something: `run` carries it out. */
  world(happening: Happening, run: () => Outcome): Outcome {
    return this.#move(happening, (named) => ({ world: named }), run);
  }

  /** Options change: `run` carries it out. Only what becomes another value is recorded. */
  configure(options: Partial<DeskOptions>, run: () => void): void {
    const changed = changedOptions(this.stage.desk.options, options);
    if (Object.keys(changed).length > 0) this.#begin({ options: changed });
    run();
    this.#end();
  }

  /** Faults are these from now on. */
  faults(faults: readonly ScenarioFault[], before: readonly ScenarioFault[]): void {
    const isLonger = faults.length > before.length;
    if (!isLonger) this.#begin({ fault: 'none' });
    for (const fault of isLonger ? faults.slice(before.length) : faults) this.#begin({ fault: faultInput(fault) });
    this.#end();
  }

  /** What the widget does in answer to the last step goes wrong, once: the fault is there before that step. */
  prepare(fault: ScenarioFault): void {
    const place = this.#lastMove === undefined ? 0 : this.#entries.indexOf(this.#lastMove);
    this.#entries.splice(place, 0, { step: { fault: faultInput(fault) } });
  }

  /** Takes note of nothing more. */
  dispose(): void {
    // What changed by itself since the last step belongs to the scenario.
    this.#settle();
    this.#owned.dispose();
  }

  #move<A extends AgentAction | Happening>(action: A, step: (named: A) => Step, run: () => Outcome): Outcome {
    const own = 'interactionId' in action ? action.interactionId : undefined;
    const entry = this.#begin(step(this.#named(action)), own);
    const arrivals: Arrival[] = (this.#arrivals = []);
    const outcome = run();
    this.#arrivals = undefined;
    this.#finish(entry, outcome, arrivals);
    this.#end();
    return outcome;
  }

  /** @param own the interaction that the step is about */
  #begin(step: Step, own?: string): Entry {
    const now = this.stage.clock.now();
    const isFirst = this.#lastMove === undefined;
    const ready = isFirst && this.#ready !== undefined ? { subscribed: this.#ready } : undefined;
    const changes = this.#settle(ready === undefined ? own : undefined);
    const when = ready ?? changes.find(({ id }) => id === own)?.condition;
    // A step that waits for a change begins its pause when that has come.
    const pauseMs = now - (changes.length > 0 ? Math.max(this.#lastAt, this.#lastEventAt) : this.#lastAt);
    const pause = this.#isIgnored ? { after: `${Math.ceil((now - this.#lastAt) / 500) * 500}ms` } : {};
    const entry = { step: { ...pause, ...(when === undefined ? {} : { when }), ...step }, pauseMs };
    this.#entries.push(entry);
    this.#lastMove = entry;
    this.#lastAt = now;
    return entry;
  }

  /**
   * Writes down what changed by itself since the last step.
   * @param own an interaction whose change the next step waits for itself
   * @returns all changes
   */
  #settle(own?: string): readonly Change[] {
    const changes = this.#changesSince();
    for (const { id } of changes) {
      for (const entry of this.#doneSince(id)) entry.step = withPause(entry);
    }
    for (const { id, condition } of changes) if (id !== own) this.#entries.push({ step: { expect: condition } });
    this.#look();
    return changes;
  }

  /** What was done since an interaction came into the state that it was in, while its next one was under way. */
  #doneSince(id: string): readonly Entry[] {
    const start = this.#movedAt.get(id);
    return start === undefined ? [] : this.#entries.slice(this.#entries.indexOf(start) + 1);
  }

  /** Takes note of how all stands after the last step. */
  #look(): void {
    const now = this.#statesNow();
    const last = this.#entries.at(-1);
    for (const [id, { machineState }] of now) {
      if (last !== undefined && this.#statesBefore.get(id)?.machineState !== machineState) this.#movedAt.set(id, last);
    }
    this.#statesBefore = now;
  }

  #finish(entry: Entry, outcome: Outcome, arrivals: readonly Arrival[]): void {
    const { step } = entry;
    if (!('agent' in step || 'world' in step)) return;
    const brought = outcome.ok ? this.stage.desk.state.interactions.get(outcome.interactionId ?? '') : undefined;
    const others = arrivals.filter(({ id }) => id !== brought?.interactionId);
    const as = brought === undefined ? {} : { as: this.#names.of(brought) };
    entry.step = { ...step, ...as, ...(outcome.ok ? {} : { refused: true }) };
    const named = others.flatMap(({ id, eventType }) => this.#arrival(id, eventType));
    this.#entries.splice(this.#entries.indexOf(entry) + 1, 0, ...named);
  }

  #end(): void {
    this.#look();
    this.#changed.emit();
  }

  #noteAct(act: WidgetAct): void {
    if (act.kind === 'subscription') {
      if (this.#lastMove === undefined) this.#ready = act.events.at(-1) ?? this.#ready;
    } else {
      this.#isIgnored = act.outcome === 'ignored' && this.stage.desk.state.quarantined.size > 0;
      this.#entries.push({ step: expectationOf(act, this.#names, this.#within) });
      this.#lastAt = this.stage.clock.now();
    }
    this.#changed.emit();
  }

  /** An interaction that nobody brought in by hand, such as a consultation of a widget, gets its name by its event. */
  #noteEvent({ name, data }: WorkspaceEvent): void {
    this.#lastEventAt = this.stage.clock.now();
    if (name !== 'interaction' || !isRecordObject(data) || !isRecordObject(data.interaction)) return;
    const { interactionId } = data.interaction;
    if (typeof interactionId !== 'string' || this.#names.find(interactionId) !== undefined) return;
    const interaction = this.stage.desk.state.interactions.get(interactionId);
    if (interaction === undefined) return;
    this.#names.of(interaction);
    if (this.#arrivals !== undefined) this.#arrivals.push({ id: interactionId, eventType: data.eventType });
    else this.#entries.push(...this.#arrival(interactionId, data.eventType));
  }

  #arrival(id: string, eventType: unknown): Entry[] {
    const interaction = this.stage.desk.state.interactions.get(id);
    if (interaction === undefined) return [];
    const parent = this.#names.find(interaction.parentInteractionId ?? '');
    const known = { media: interaction.media, ...(parent === undefined ? {} : { parentInteractionId: `$${parent}` }) };
    const data = { eventType, interaction: known };
    return [{ step: { expect: { event: 'interaction', data, within: '10s' }, as: this.#names.of(interaction) } }];
  }

  #named<A extends AgentAction | Happening>(action: A): A {
    const named: A = { ...action };
    if ('interactionId' in named) named.interactionId = this.#names.find(named.interactionId) ?? named.interactionId;
    if ('caseId' in named) named.caseId = this.#names.ofCase(named.caseId) ?? named.caseId;
    return named;
  }

  #statesNow(): Map<string, InteractionStates> {
    const { interactions } = this.stage.desk.state;
    return new Map([...interactions].map(([id, { state, machineState }]) => [id, { state, machineState }]));
  }

  /** What changed by itself since the last step, as conditions to wait for. */
  #changesSince(): readonly Change[] {
    const now = this.#statesNow();
    const ids = [...new Set([...this.#statesBefore.keys(), ...now.keys()])];
    return ids.flatMap((id) => {
      const name = this.#names.find(id);
      const [before, after] = [this.#statesBefore.get(id), now.get(id)];
      if (name === undefined || before?.machineState === after?.machineState) return [];
      return [{ id, condition: { ...conditionOf(name, after), within: this.#within } }];
    });
  }

  /** How long to wait for what came since the last step: a slow machine makes no other widget. */
  get #within(): string {
    const pause = this.stage.clock.now() - this.#lastAt;
    return pause > longPauseMs ? `${Math.ceil((2 * pause) / 1_000)}s` : '10s';
  }
}

/** The step of what was done while something else was under way: it must come no sooner than it did. */
function withPause({ step, pauseMs = 0 }: Entry): Step {
  const pause = Math.round(pauseMs);
  return pause > 0 && step.after === undefined ? { after: `${pause}ms`, ...step } : step;
}

/** The state that lasts: one that only tells of changed user data may be over when it is looked for. */
function conditionOf(name: string, after: InteractionStates | undefined): Condition {
  if (after === undefined) return { gone: name };
  const { state, machineState } = after;
  return { interaction: name, is: state === machineState ? state : { machineState } };
}

function changedOptions(before: DeskOptions, options: Partial<DeskOptions>): Partial<DeskOptions> {
  const entries = Object.entries(options).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(before, key)),
  );
  return Object.fromEntries(entries);
}

/** A fault without what it has by default. */
function faultInput({
  effect,
  name,
  times,
  skip,
  delayMs,
  errorMessage,
}: ScenarioFault): Exclude<Extract<Step, { fault: unknown }>['fault'], 'none'> {
  const isLate = effect === 'replyLate' || effect === 'subscribedLate';
  return {
    effect,
    ...(name === faultDefaults.name ? {} : { name }),
    ...(times === undefined ? {} : { times }),
    ...(skip === undefined ? {} : { skip }),
    ...(isLate ? { delay: `${delayMs}ms` } : {}),
    ...((effect === 'replyError' || effect === 'callRefused') && errorMessage !== '' ? { errorMessage } : {}),
  };
}

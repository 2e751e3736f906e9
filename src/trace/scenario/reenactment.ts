import { eventNames } from '../../api/events/events';
import { onDispose } from '../../base/disposable';
import { Signal } from '../../base/signal';
import type { LiveInteraction, RecordOf } from '../../protocol/records';
import { SimulatedDesk } from '../../simulator/desk/simulatedDesk';
import type { DeskOptions } from '../../simulator/desk/state/options';
import type { Outcome } from '../../simulator/desk/state/types';
import { ScenarioRecorder } from '../../simulator/scenario/record/scenarioRecorder';
import { outcomeOf } from '../../simulator/scenario/run/conditions';
import type { CallOutcome } from '../../simulator/scenario/run/conditions';
import { faultDefaults } from '../../simulator/scenario/run/faults';
import type { WidgetAct } from '../../simulator/scenario/run/widgetActs';
import { arrivals, inboundOf, possibleCauses } from './causes';
import type { Cause } from './causes';
import { Identities } from './identities';
import { eventTypeOf, interactionOf, likeness } from './likeness';
import type { ToldEvent } from './likeness';
import { shortestPath } from './shortestPath';

/** Nothing happens by itself: what did, the trace tells. */
const noAutomation = { farEndAnswersAfterMs: 0, serverStepMs: 0, ringTimeoutMs: 0 } as const;

/** What the desk told and the trace has not yet is waited for so long, in recorded milliseconds. */
const expectedMs = 5_000;

/** What counts against a cause that is tried: an event that was not recorded, and one that was, among its own. */
const unrecordedCosts = 1;
const strangerCosts = 4;

/**
 * What is tried out: so many causes for an event, the likelier first; and where nothing is found so many times for a kind
 * of events, and so many attempts for all events together.
 */
const mostCauses = 100;
const mostOfKindInVain = 10;
const mostAttemptsInVain = 10_000;

/** So many events that the desk told are waited for, and so many are compared with recorded ones: the newest, the first. */
const mostExpected = 200;
const mostCompared = 50;

/**
 * Whether it is known how an event came about: `untried` is one for which nothing was tried out, since that was in vain
 * for others.
 */
export type Explanation = 'known' | 'unknown' | 'untried';

/** How a call ended. */
export type RecordedEnd = Pick<RecordOf<'reply'>, 'outcome' | 'errorMessage'>;

/** What the desk told, and the trace has not yet. */
interface ExpectedEvent {
  readonly event: ToldEvent;
  /** How the interaction stood before. */
  readonly stateBefore: unknown;
  readonly at: number;
  /** The recorded call that brought it. */
  readonly callId: string | undefined;
}

/**
 * Acts out what was recorded on a simulated desk, while a scenario is recorded of it. For an event that nothing before
 * explains, all that the agent and the world could do is tried out; what comes nearest to the recorded events is done.
 */
export class Reenactment {
  readonly recorder: ScenarioRecorder;
  readonly #desk: SimulatedDesk;
  readonly #acts = new Signal<WidgetAct>();
  readonly #ids = new Identities();
  #expected: ExpectedEvent[] = [];
  /** The call that the desk carries out at the moment. */
  #calling: string | undefined;
  readonly #callsOfEvents = new Map<ToldEvent, string>();
  readonly #states = new Map<string, unknown>();
  /** How often each service was called, and answered by the desk, since something was done. */
  readonly #callsSince = new Map<string, number>();
  #now: number;
  #idCount = 0;
  /** How many causes were tried out. */
  #attempts = 0;
  #attemptsInVain = 0;
  /** For how many events nothing was found, by their kind. */
  readonly #inVain = new Map<string, number>();

  /**
   * @param begun the time of the first record
   * @param subscribed the event to which a widget has subscribed already
   * @param pause is waited for between attempts; what it throws ends the work
   */
  constructor(
    begun: number,
    subscribed: string | undefined,
    options: Partial<DeskOptions>,
    private readonly pause: () => Promise<void>,
  ) {
    this.#now = begun;
    const clock = { now: () => this.#now };
    const environment = { ...clock, newId: () => this.#newId(), after: () => onDispose(() => undefined) };
    this.#desk = new SimulatedDesk(environment, { ...options, ...noAutomation });
    this.#desk.events.on((event) => this.#expect(event));
    this.recorder = new ScenarioRecorder({ desk: this.#desk, clock, widgets: this.#acts }, subscribed);
  }

  /** The id of the recorded call that brought a recorded event; undefined where none did. */
  callOf(event: ToldEvent): string | undefined {
    return this.#callsOfEvents.get(event);
  }

  /** The time of what is recorded next. */
  set time(time: number) {
    this.#now = Math.max(this.#now, time);
    this.#expected = this.#expected.filter(({ at }) => at >= this.#now - expectedMs);
  }

  /**
   * An event was recorded.
   * @param following what was recorded soon after it
   * @returns whether it is known how it came about
   */
  async event(event: ToldEvent, following: readonly ToldEvent[]): Promise<Explanation> {
    if (this.#take(event)) return 'known';
    // Nobody but a widget brings about other events.
    if (!eventNames.some((name) => name === event.name)) return 'unknown';
    const kind = this.#kindOf(event);
    const inVain = this.#inVain.get(kind) ?? 0;
    if (inVain >= mostOfKindInVain || this.#attemptsInVain >= mostAttemptsInVain) return 'untried';
    const before = this.#attempts;
    if (await this.#explain(event, following)) return 'known';
    this.#inVain.set(kind, inVain + 1);
    this.#attemptsInVain += this.#attempts - before;
    return 'unknown';
  }

  /** An interaction is on the desk, and it was not recorded how it came there. */
  present(recorded: LiveInteraction): void {
    if (this.#ids.find(recorded.interactionId) === undefined) this.#lead(recorded);
  }

  /** A widget subscribes to events. */
  subscribed(events: readonly string[]): void {
    this.#acts.emit({ kind: 'subscription', events });
  }

  /**
   * A widget calls a service.
   * @param end how it ended
   * @returns whether the desk takes it as Workspace did
   */
  call({ callId, service, parameters = [], widget = 'widget' }: RecordOf<'call'>, end: RecordedEnd): boolean {
    const values = this.#ids.translateParameters(service, parameters);
    const ask = () => this.#desk.call(service, values, { widget, origin: 'http://localhost', visible: () => true });
    const recorded = recordedOutcome(end);
    const isRefused = outcomeOf(this.#desk.foresee(ask).result) !== 'succeeded';
    const fault = recorded === 'succeeded' || (recorded === 'failed' && isRefused) ? undefined : faults[recorded];
    const skip = this.#callsSince.get(service) ?? 0;
    if (fault === undefined) this.#callsSince.set(service, skip + 1);
    else {
      this.recorder.prepare({
        ...faultDefaults,
        effect: fault,
        name: service,
        times: 1,
        ...(skip === 0 ? {} : { skip }),
        errorMessage: end.errorMessage ?? 'Refused',
      });
    }
    this.#calling = callId;
    const outcome = fault === undefined ? outcomeOf(ask()) : recorded;
    this.#calling = undefined;
    this.#acts.emit({ kind: 'call', service, parameters: values, outcome });
    return outcome === recorded;
  }

  /** Does what may have brought an event. */
  async #explain(event: ToldEvent, following: readonly ToldEvent[]): Promise<boolean> {
    const cause = await this.#causeOf([event, ...following.filter((each) => this.#placeOf(each) < 0)]);
    if (cause !== undefined) {
      this.#carryOut(cause);
      return this.#take(event);
    }
    const subject = interactionOf(event);
    return subject !== undefined && this.#lead(subject);
  }

  /** Events of one kind are in vain tried out again: they are alike, and so is the interaction on the desk. */
  #kindOf(event: ToldEvent): string {
    const subject = interactionOf(event);
    const own = this.#desk.state.interactions.get(this.#ids.find(subject?.interactionId) ?? '');
    return JSON.stringify([event.name, eventTypeOf(event), subject?.state, own?.machineState]);
  }

  /** The cause whose events come nearest to the recorded ones, among them the first; undefined if none does. */
  async #causeOf(recorded: readonly ToldEvent[]): Promise<Cause | undefined> {
    const causes = new Map(possibleCauses(this.#desk, recorded, this.#ids).map((each) => [JSON.stringify(each), each]));
    let best: { readonly cause: Cause; readonly score: number } | undefined;
    for (const cause of [...causes.values()].slice(0, mostCauses)) {
      await this.pause();
      const { events } = this.#foresee(cause);
      const score = this.#score(events.slice(0, mostCompared), recorded);
      if (score !== undefined && score > (best?.score ?? -Infinity)) best = { cause, score };
    }
    return best?.cause;
  }

  /** How well events of the desk explain recorded ones; undefined if they do not explain the first. */
  #score(made: readonly ToldEvent[], recorded: readonly ToldEvent[]): number | undefined {
    const left = new Set(recorded);
    let score = 0;
    for (const event of made) {
      const [like] = [...left]
        .map((each) => ({ each, value: likeness(each, event, this.#ids, this.#stateBefore(event)) }))
        .toSorted((one, other) => other.value - one.value);
      if (like === undefined || like.value === 0) score -= unrecordedCosts;
      else {
        left.delete(like.each);
        score += like.value;
      }
    }
    const last = recorded.findLastIndex((each) => !left.has(each));
    const strangers = recorded.slice(0, last).filter((each) => left.has(each)).length;
    return recorded[0] === undefined || left.has(recorded[0]) ? undefined : score - strangers * strangerCosts;
  }

  /** Leads an interaction into its recorded state by the shortest way; brings it in where it is not on the desk. */
  #lead(recorded: LiveInteraction): boolean {
    const { interactions } = this.#desk.state;
    const known = this.#ids.find(recorded.interactionId);
    const id = known ?? this.#bringIn(recorded);
    const interaction = interactions.get(id ?? '');
    if (interaction === undefined || id === undefined) return false;
    const path = shortestPath(interaction.machine, id, interaction.machineState, recorded.state) ?? [];
    for (const cause of path) this.#carryOut(cause);
    if (path.length > 0)
      this.#expected = this.#expected.filter(({ event }) => interactionOf(event)?.interactionId !== id);
    return known === undefined || path.length > 0;
  }

  #bringIn(recorded: LiveInteraction): string | undefined {
    const possible = [...arrivals(this.#desk, recorded, this.#ids), inboundOf(recorded)];
    const cause = possible.find((each) => this.#foresee(each).result.ok);
    if (cause === undefined) return undefined;
    const outcome = this.#carryOut(cause);
    const brought = outcome.ok ? outcome.interactionId : undefined;
    if (brought !== undefined) this.#bind(recorded, this.#desk.state.interactions.get(brought));
    return brought;
  }

  #foresee(cause: Cause) {
    this.#attempts += 1;
    return this.#desk.foresee(() => this.#try(cause));
  }

  #try(cause: Cause): Outcome {
    return 'do' in cause ? this.#desk.act(cause) : this.#desk.world(cause);
  }

  #carryOut(cause: Cause): Outcome {
    this.#callsSince.clear();
    const run = () => this.#try(cause);
    return 'do' in cause ? this.recorder.act(cause, run) : this.recorder.world(cause, run);
  }

  #expect(event: ToldEvent): void {
    this.#expected.push({ event, stateBefore: this.#stateBefore(event), at: this.#now, callId: this.#calling });
    if (this.#expected.length > mostExpected) this.#expected.shift();
    const subject = interactionOf(event);
    if (subject !== undefined) this.#states.set(subject.interactionId, subject.state);
  }

  /** The state of which subscribers were told last. */
  #stateBefore(event: ToldEvent): unknown {
    return this.#states.get(interactionOf(event)?.interactionId ?? '');
  }

  /** Takes an event out of those that are expected. */
  #take(recorded: ToldEvent): boolean {
    const place = this.#placeOf(recorded);
    const [taken] = place < 0 ? [] : this.#expected.splice(place, 1);
    if (taken === undefined) return false;
    this.#bind(interactionOf(recorded), interactionOf(taken.event));
    if (taken.callId !== undefined) this.#callsOfEvents.set(recorded, taken.callId);
    return true;
  }

  /** Where among the events that are expected the one stands that looks most like a recorded one; -1 if none does. */
  #placeOf(recorded: ToldEvent): number {
    const values = this.#expected.map(({ event, stateBefore }) => likeness(recorded, event, this.#ids, stateBefore));
    const best = Math.max(0, ...values);
    return best === 0 ? -1 : values.indexOf(best);
  }

  #bind(
    recorded: { readonly interactionId: string; readonly caseId?: unknown } | undefined,
    own: { readonly interactionId: string; readonly caseId?: unknown } | undefined,
  ): void {
    this.#ids.bind(recorded?.interactionId, own?.interactionId);
    this.#ids.bind(recorded?.caseId, own?.caseId);
  }

  #newId(): string {
    this.#idCount += 1;
    return `00000000-0000-4000-8000-${this.#idCount.toString(16).padStart(12, '0')}`;
  }
}

/** What keeps a call from the desk, by how it ended. */
const faults = { failed: 'callRefused', ignored: 'callIgnored' } as const;

/** How a call ended for Workspace. */
function recordedOutcome({ outcome, errorMessage }: RecordedEnd): CallOutcome {
  if (outcome === 'timedOut') return 'ignored';
  return outcome === 'failed' || errorMessage !== undefined ? 'failed' : 'succeeded';
}

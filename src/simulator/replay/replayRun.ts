import type { Disposable } from '../../base/disposable';
import { isRecordObject } from '../../base/guards';
import { Signal } from '../../base/signal';
import type { Listenable } from '../../base/signal';
import type { DeskEnvironment, ServiceReply, WorkspaceEvent } from '../desk/state/types';
import { asJson } from '../scenario/run/describe';
import type { ScenarioReport, StepReport } from '../scenario/run/report';
import { ArgumentComparison } from './argumentComparison';
import type { PlannedCall, PlannedEvent, ReplayPace, ReplayPlan } from './replayPlan';

/** An event that a call brought about waits so long for that call; then the replay stops. */
const causeMs = 10_000;

/** Other calls are waited for so much longer than it took when they were recorded; then the replay goes on without. */
const patienceMs = 5_000;

/** Calls that the widget makes as it is loaded may take so long. */
const startMs = 30_000;

/** After all is over, calls that were not recorded may come for so long. */
const settleMs = 500;

/** Reports come no more often than this, in milliseconds. */
const reportMs = 20;

/** What a call is answered with, and after how many milliseconds; no reply: it is ignored. */
export interface ReplayAnswer {
  readonly reply: ServiceReply | undefined;
  readonly afterMs: number;
}

const notRecorded = 'This call is not in the recording.';

/**
 * Replays what was recorded to a widget, without the rules of a desk: tells the events in their order and answers each
 * call with the reply that it had. An event comes once all calls are there that were recorded before it.
 */
export class ReplayRun implements Disposable {
  readonly #changed = new Signal<void>();
  readonly #events = new Signal<WorkspaceEvent>();
  readonly #arguments = new ArgumentComparison();
  readonly #began: number;
  /** The report of each entry of the plan, and of each call that was not recorded. */
  readonly #steps: StepReport[];
  /** Calls of the plan that have come, and those that are no longer waited for. */
  readonly #come = new Set<number>();
  readonly #givenUp = new Set<number>();
  /** When each call that is waited for was to come. */
  readonly #due = new Map<number, number>();
  readonly #subscribed = new Set<string>();
  /** The entry that is next. */
  #index = 0;
  /** When the last event was told, or the replay began, and when that was recorded. */
  #lastAt: number;
  #lastRecordedAt = 0;
  /** In steps: how many events may still be told. */
  #allowed = 0;
  #lastCallAt: number;
  #timer: Disposable | undefined;
  #reportTimer: Disposable | undefined;
  #isOver = false;

  constructor(
    private readonly plan: ReplayPlan,
    private readonly clock: Pick<DeskEnvironment, 'now' | 'after'>,
    private readonly pace: ReplayPace,
  ) {
    this.#began = this.#lastAt = this.#lastCallAt = clock.now();
    this.#steps = plan.entries.map((entry, index) => ({ step: index + 1, text: titleOf(entry), outcome: 'open' }));
    this.#wake(0);
  }

  /** How it goes was changed. */
  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** What subscribers are to be told. */
  get events(): Listenable<WorkspaceEvent> {
    return this.#events;
  }

  /** A step for each recorded event and call; differences are steps that failed. */
  get report(): ScenarioReport {
    const failed = this.#steps.some(({ outcome }) => outcome === 'failed');
    const outcome = !this.#isOver ? 'running' : failed ? 'failed' : 'passed';
    return { scenario: this.plan.name, outcome, steps: [...this.#steps] };
  }

  /** Whether it waits for `next`. */
  get isWaitingForNext(): boolean {
    return this.pace === 'step' && this.#allowed === 0 && this.plan.entries[this.#index]?.kind === 'event';
  }

  /** Tells the next event, once its time has come. */
  next(): void {
    this.#allowed += 1;
    this.#wake(0);
  }

  /** A widget calls a service. */
  call(service: string, parameters: readonly unknown[]): ReplayAnswer {
    this.#lastCallAt = this.clock.now();
    const index = this.#find(service, parameters);
    const planned = this.plan.entries[index ?? -1];
    if (index === undefined || planned?.kind !== 'call') return this.#unrecorded(service, parameters);
    const afterMs = this.pace === 'recorded' ? planned.end.afterMs : 0;
    return { reply: this.#replyOf(planned), afterMs };
  }

  /**
   * A widget subscribes, or ends a subscription: that is answered as ever, and compared.
   * @param service `subscribe` or `unsubscribe`
   */
  subscription(service: string, data: unknown, isAccepted: boolean): void {
    this.#lastCallAt = this.clock.now();
    if (isAccepted) for (const name of [data].flat()) if (typeof name === 'string') this.#subscribed.add(name);
    // Ids of subscriptions are new each time.
    const index = this.#find(service, service === 'subscribe' ? [data] : undefined);
    const planned = this.plan.entries[index ?? -1];
    if (index === undefined || planned?.kind !== 'call') {
      if (this.#isCompared) this.#unrecorded(service, [data]);
    } else if (isAccepted !== (planned.end.outcome === 'succeeded')) {
      const actual = isAccepted ? 'succeeded' : 'failed';
      this.#fail(index, 'Other outcome.', planned.end.outcome, actual);
    }
    this.#wake(0);
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#reportTimer?.dispose();
    this.#isOver = true;
  }

  /** Before the first event, a recording that began later has no calls to compare with. */
  get #isCompared(): boolean {
    return this.plan.isFromStart || this.#index > 0;
  }

  /** The place of the planned call that this is; takes it and notes how it differs. */
  #find(service: string, parameters: readonly unknown[] | undefined): number | undefined {
    const open = this.plan.entries
      .map((entry, index) => ({ entry, index }))
      .filter(({ entry, index }) => entry.kind === 'call' && entry.service === service && !this.#come.has(index))
      // Those that are no longer waited for come last.
      .toSorted((one, other) => Number(this.#givenUp.has(one.index)) - Number(this.#givenUp.has(other.index)));
    const same = open.find(
      ({ entry }) =>
        entry.kind === 'call' &&
        (parameters === undefined || this.#arguments.matches(entry.parameters, entry.masked, parameters)),
    );
    // Calls that were recorded after an event which is to come are not meant.
    const found = same ?? open.find(({ index }) => index < this.#nextEvent);
    if (found?.entry.kind !== 'call') return undefined;
    this.#take(found.index);
    if (same === undefined) {
      const recorded = found.entry.parameters.map((each) => this.#arguments.fillIn(each));
      this.#fail(found.index, 'Other arguments.', callText(service, recorded), callText(service, parameters ?? []));
    }
    return found.index;
  }

  /** The place of the next event; behind all where there is none. */
  get #nextEvent(): number {
    const next = this.plan.entries.findIndex(({ kind }, index) => kind === 'event' && index >= this.#index);
    return next < 0 ? this.plan.entries.length : next;
  }

  #take(index: number): void {
    const { entries } = this.plan;
    const own = entries[index];
    const before = [...this.#come]
      .filter((other) => other > index && sameWidget(entries[other], own))
      .toSorted((one, other) => one - other)
      .at(-1);
    this.#come.add(index);
    const other = entries[before ?? -1];
    if (this.#givenUp.has(index) && own !== undefined) {
      this.#fail(index, 'Late: it came after what followed it in the recording.', describe(own), describe(own));
    } else if (before === undefined || own === undefined || other === undefined) this.#set(index, { outcome: 'ok' });
    else {
      const [one, two] = [describe(own), describe(other)];
      this.#fail(index, 'Other order.', `${one}\n${two}`, `${two}\n${one}`);
    }
    this.#wake(0);
  }

  #replyOf({ end }: PlannedCall): ServiceReply | undefined {
    if (end.outcome === 'ignored') return undefined;
    if (end.outcome === 'failed') return { errorMessage: end.errorMessage ?? 'Failed' };
    return end.data === undefined ? {} : { data: this.#arguments.fillIn(end.data) };
  }

  #unrecorded(service: string, parameters: readonly unknown[]): ReplayAnswer {
    if (this.#isCompared && !this.#isOver) {
      const text = `${service} is called`;
      const [expected, actual] = ['no such call', callText(service, parameters)];
      const step = this.#steps.length + 1;
      this.#steps.push({ step, text, outcome: 'failed', why: notRecorded, expected, actual, atMs: this.#elapsed });
      this.#report();
    }
    return { reply: { errorMessage: notRecorded }, afterMs: 0 };
  }

  /** Goes on as far as it can. */
  #go(): void {
    for (;;) {
      const entry = this.plan.entries[this.#index];
      if (entry === undefined) break;
      if (entry.kind === 'call') {
        this.#index += 1;
        continue;
      }
      const waitMs = this.#msUntil(entry);
      if (waitMs === undefined) return;
      if (waitMs > 0) {
        this.#wake(waitMs);
        return;
      }
      this.#tell(entry);
    }
    this.#finish();
  }

  /** How long an event must still wait; undefined where it does not know, or the replay has stopped. */
  #msUntil(event: PlannedEvent): number | undefined {
    const now = this.clock.now();
    const { waitsFor } = event;
    if (waitsFor !== undefined && !this.#come.has(waitsFor)) {
      const left = this.#dueAt(waitsFor) + this.#patienceFor(waitsFor, causeMs) - now;
      if (left > 0) return left;
      this.#stop(waitsFor, event);
      return undefined;
    }
    const missing = this.#firstMissing(now);
    if (missing !== undefined) return missing;
    if (this.#index === 0 && !this.plan.isFromStart && !this.#subscribed.has(event.name)) {
      const left = this.#began + startMs - now;
      if (left > 0) return left;
    }
    if (this.isWaitingForNext) {
      this.#report();
      return undefined;
    }
    if (this.pace !== 'recorded') return 0;
    return this.#lastAt + event.atMs - this.#lastRecordedAt - now;
  }

  /** How long a call that was recorded before is still waited for; one that is waited for no longer is missing. */
  #firstMissing(now: number): number | undefined {
    for (const [index, entry] of this.plan.entries.entries()) {
      if (index >= this.#index) return undefined;
      if (entry.kind !== 'call' || this.#come.has(index) || this.#givenUp.has(index)) continue;
      const left = this.#dueAt(index) + this.#patienceFor(index, patienceMs) - now;
      if (left > 0) return left;
      this.#givenUp.add(index);
      this.#fail(index, 'Missing: this call was recorded and did not come.', describe(entry), 'no such call');
    }
    return undefined;
  }

  /** When a call comes if the widget takes as long for it as it did when it was recorded. */
  #dueAt(index: number): number {
    const known = this.#due.get(index);
    if (known !== undefined) return known;
    const recordedAt = this.plan.entries[index]?.atMs ?? 0;
    const due = this.#lastAt + Math.max(0, recordedAt - this.#lastRecordedAt);
    this.#due.set(index, due);
    return due;
  }

  #patienceFor(call: number, ms: number): number {
    const firstEvent = this.plan.entries.findIndex(({ kind }) => kind === 'event');
    return firstEvent < 0 || call < firstEvent ? startMs : ms;
  }

  #tell(event: PlannedEvent): void {
    this.#lastAt = this.clock.now();
    this.#lastRecordedAt = event.atMs;
    if (this.pace === 'step') this.#allowed -= 1;
    this.#set(this.#index, { outcome: 'ok' });
    this.#index += 1;
    this.#events.emit({ name: event.name, data: this.#arguments.fillIn(event.data) });
  }

  #stop(cause: number, event: PlannedEvent): void {
    const entry = this.plan.entries[cause];
    const why = `The event ${eventText(event)} was brought about by this call, which did not come in ${causeMs / 1_000} s. The replay has stopped.`;
    this.#fail(cause, `Missing. ${why}`, entry === undefined ? '' : describe(entry), 'no such call');
    for (const [index, { outcome }] of this.#steps.entries()) {
      if (outcome === 'open') this.#set(index, { outcome: 'skipped' });
    }
    this.#end();
  }

  /** All events are told: the calls that are left may still come, and others that were not recorded. */
  #finish(): void {
    const now = this.clock.now();
    const missing = this.#firstMissing(now);
    const quietMs = Math.max(this.#lastCallAt, this.#lastAt) + settleMs - now;
    const left = missing ?? quietMs;
    if (left > 0) this.#wake(left);
    else this.#end();
  }

  #end(): void {
    this.dispose();
    this.#changed.emit();
  }

  #wake(ms: number): void {
    if (this.#isOver) return;
    this.#timer?.dispose();
    this.#timer = this.clock.after(ms, () => this.#go());
  }

  #fail(index: number, why: string, expected: string, actual: string): void {
    this.#set(index, { outcome: 'failed', why, expected, actual });
  }

  #set(index: number, changes: Partial<StepReport>): void {
    const step = this.#steps[index];
    if (step === undefined) return;
    this.#steps[index] = { ...step, ...changes, ...(changes.outcome === 'skipped' ? {} : { atMs: this.#elapsed }) };
    this.#report();
  }

  #report(): void {
    this.#reportTimer ??= this.clock.after(reportMs, () => {
      this.#reportTimer = undefined;
      this.#changed.emit();
    });
  }

  get #elapsed(): number {
    return this.clock.now() - this.#began;
  }
}

/** How long a replay takes at most, in milliseconds, with a widget that makes none of the calls. */
export function longestReplay({ entries }: ReplayPlan): number {
  const calls = entries.filter(({ kind }) => kind === 'call').length;
  return (entries.at(-1)?.atMs ?? 0) + calls * patienceMs + 2 * startMs + settleMs;
}

function describe(entry: PlannedEvent | PlannedCall): string {
  if (entry.kind === 'call') return callText(entry.service, entry.parameters);
  return `event ${eventText(entry)}`;
}

/** An entry on one line. */
function titleOf(entry: PlannedEvent | PlannedCall): string {
  if (entry.kind === 'event') return describe(entry);
  return `${entry.service}(${entry.parameters.map((each) => asJson(each)).join(', ')})`;
}

function eventText({ name, data }: PlannedEvent): string {
  const type = isRecordObject(data) ? data.eventType : undefined;
  return typeof type === 'string' ? `${name} ${type}` : name;
}

function callText(service: string, parameters: readonly unknown[]): string {
  return `${service}(${parameters.map((each) => asJson(each, 2)).join(', ')})`;
}

function sameWidget(
  one: PlannedEvent | PlannedCall | undefined,
  other: PlannedEvent | PlannedCall | undefined,
): boolean {
  return one?.kind === 'call' && other?.kind === 'call' && one.widget === other.widget;
}

import type { Disposable } from '../../../../base/disposable';
import { Signal } from '../../../../base/signal';
import type { Listenable } from '../../../../base/signal';
import type { DeskEnvironment, WorkspaceEvent } from '../../../desk/state/types';
import type { ReplayPace, ReplayPlan } from '../../../replay/replayPlan';
import { ReplayRun } from '../../../replay/replayRun';
import type { ReplayAnswer } from '../../../replay/replayRun';
import type { ScenarioReport } from '../../../scenario/run/report';

/** Replays a recording on this page, in place of the desk. */
export class Replays implements Disposable {
  readonly #changed = new Signal<void>();
  readonly #events = new Signal<WorkspaceEvent>();
  #run: ReplayRun | undefined;

  constructor(private readonly clock: Pick<DeskEnvironment, 'now' | 'after'>) {}

  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** What subscribers are to be told. */
  get events(): Listenable<WorkspaceEvent> {
    return this.#events;
  }

  /** How it goes or went; undefined if nothing is replayed. */
  get report(): ScenarioReport | undefined {
    return this.#run?.report;
  }

  /** Whether the next event is told when one asks for it. */
  get isWaitingForNext(): boolean {
    return this.#run?.isWaitingForNext === true;
  }

  /** Replays from now on; widgets are loaded after that. */
  start(plan: ReplayPlan, pace: ReplayPace): void {
    this.#run?.dispose();
    const run = (this.#run = new ReplayRun(plan, this.clock, pace));
    run.events.on((event) => this.#events.emit(event));
    run.changed.on(() => this.#changed.emit());
    this.#changed.emit();
  }

  /** Tells the next event, where events come one by one. */
  next(): void {
    this.#run?.next();
    this.#changed.emit();
  }

  /** What a call of a widget is answered with; undefined if nothing is replayed: then the desk answers. */
  answer(service: string, parameters: readonly unknown[]): ReplayAnswer | undefined {
    return this.#run?.call(service, parameters);
  }

  /** A widget subscribes, or ends a subscription. */
  subscription(service: 'subscribe' | 'unsubscribe', data: unknown, isAccepted: boolean): void {
    this.#run?.subscription(service, data, isAccepted);
  }

  dispose(): void {
    this.#run?.dispose();
  }
}

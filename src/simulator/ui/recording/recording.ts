import { DisposableStore } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';
import { Signal } from '../../../base/signal';
import type { Listenable } from '../../../base/signal';
import type { AgentAction, Happening } from '../../desk/rules/actions';
import type { DeskOptions } from '../../desk/state/options';
import type { Outcome } from '../../desk/state/types';
import type { Scenario } from '../../scenario/format/scenario';
import { ScenarioRecorder } from '../../scenario/record/scenarioRecorder';
import type { RecordedStage } from '../../scenario/record/scenarioRecorder';
import type { Fault, Faults } from '../wire/faults';

/**
 * Carries out what is done by hand on this page, with buttons or by a test, and makes a scenario of it while recording.
 * What a scenario does is carried out elsewhere and not recorded.
 */
export class Recording implements Disposable {
  readonly #changed = new Signal<void>();
  readonly #owned = new DisposableStore();
  #recorder: ScenarioRecorder | undefined;
  #isOn = false;
  /** The event to which a widget subscribed last. */
  #subscribed: string | undefined;
  #isUsed = false;
  #name = 'Recorded scenario';

  constructor(
    private readonly stage: RecordedStage,
    private readonly wire: Faults,
  ) {
    this.#owned.add(
      stage.widgets.on((act) => {
        if (act.kind === 'subscription') this.#subscribed = act.events.at(-1) ?? this.#subscribed;
      }),
    );
  }

  get changed(): Listenable<void> {
    return this.#changed;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Whether nothing was done on this page yet: a scenario begins with an empty desk. */
  get isFresh(): boolean {
    return !this.#isUsed && this.stage.desk.state.interactions.size === 0;
  }

  /** How many steps the recording has; undefined where there is none. */
  get count(): number | undefined {
    return this.#recorder?.count;
  }

  /** What was recorded, so far or until recording stopped; undefined without a step. */
  get scenario(): Scenario | undefined {
    return this.#recorder === undefined || this.#recorder.count === 0 ? undefined : this.#recorder.scenario(this.#name);
  }

  /** What the user calls the scenario. */
  get name(): string {
    return this.#name;
  }

  rename(name: string): void {
    this.#name = name;
    this.#changed.emit();
  }

  start(): void {
    this.#recorder?.dispose();
    this.#recorder = new ScenarioRecorder(this.stage, this.#subscribed);
    this.#recorder.changed.on(() => this.#changed.emit());
    this.#isOn = true;
    this.#changed.emit();
  }

  stop(): void {
    if (this.#isOn) this.#recorder?.dispose();
    this.#isOn = false;
    this.#changed.emit();
  }

  act(action: AgentAction): Outcome {
    const run = () => this.stage.desk.act(action);
    return this.#current?.act(action, run) ?? run();
  }

  happen(happening: Happening): Outcome {
    const run = () => this.stage.desk.world(happening);
    return this.#current?.world(happening, run) ?? run();
  }

  configure(options: Partial<DeskOptions>): void {
    const run = () => this.stage.desk.configure(options);
    const recorder = this.#current;
    if (recorder === undefined) run();
    else recorder.configure(options, run);
  }

  addFault(fault: Fault): void {
    this.#changeFaults(() => this.wire.add(fault));
  }

  removeFault(id: number): void {
    this.#changeFaults(() => this.wire.remove(id));
  }

  clearFaults(): void {
    this.#changeFaults(() => this.wire.clear());
  }

  dispose(): void {
    this.stop();
    this.#owned.dispose();
  }

  #changeFaults(run: () => void): void {
    const before = this.wire.active;
    run();
    this.#current?.faults(this.wire.active, before);
  }

  /** What records at the moment. */
  get #current(): ScenarioRecorder | undefined {
    this.#isUsed = true;
    return this.#isOn ? this.#recorder : undefined;
  }
}

import { Signal } from '../../base/signal';
import type { Disposable } from '../../base/disposable';
import type { Listenable } from '../../base/signal';
import type { AgentAction, Happening, InteractionAction, ReachAction } from './rules/actions';
import { doAction, possibleActions } from './rules/agentActions';
import { seatAgent } from './rules/agentDesk';
import { DeskCore } from './core';
import { letHappen, possibleHappenings } from './happenings';
import { defaultOptions } from './state/options';
import type { DeskOptions } from './state/options';
import { acceptedFor, acceptsOrigin } from './access/origins';
import { loadCampaigns } from './rules/outbound';
import { Quarantine } from './access/quarantine';
import { DeskRefusal } from './refusal';
import { SeenWorkspace } from './profile/seenWorkspace';
import { callService } from './serviceDispatch';
import type { DeskState } from './state/state';
import type {
  CallingWidget,
  DeskEnvironment,
  DeskInteraction,
  Outcome,
  ServiceReply,
  WorkspaceEvent,
} from './state/types';

/**
 * The Workspace side of the Service Client API without a tenant: cases, interactions, agent, media and the rules.
 * Knows no page and no wire. Each change is announced once through `events`, in order, once the desk has settled; what a
 * listener does in turn is announced after that.
 */
export class SimulatedDesk implements Disposable {
  readonly #events = new Signal<WorkspaceEvent>();
  readonly #changed = new Signal<void>();
  readonly #core: DeskCore;
  readonly #quarantine: Quarantine;
  readonly #unannounced: WorkspaceEvent[] = [];
  #depth = 0;

  constructor(
    private readonly environment: DeskEnvironment,
    options: Partial<DeskOptions> = {},
    seen = new SeenWorkspace(),
  ) {
    this.#core = new DeskCore(
      environment,
      { ...defaultOptions, ...options },
      (event) => this.#unannounced.push(event),
      (run) => this.#perform(run),
      seen,
    );
    this.#quarantine = new Quarantine(this.#core.store.quarantined, this.#core.requestTimes);
    seatAgent(this.#core);
    loadCampaigns(this.#core);
  }

  /** What there is to see. Maps are the desk's own and change in place; what they hold is replaced when it changes. */
  get state(): DeskState {
    return this.#core.store;
  }

  get options(): DeskOptions {
    return this.#core.options;
  }

  /** What subscribers get, each once and in order. Its data are copies. */
  get events(): Listenable<WorkspaceEvent> {
    return this.#events;
  }

  /** Something in `state` or `options` may have changed. */
  get changed(): Listenable<void> {
    return this.#changed;
  }

  /** Changes options; what was not named stays. Time-outs that run already are not changed. */
  configure(options: Partial<DeskOptions>): void {
    this.#perform(() => {
      this.#core.options = { ...this.#core.options, ...options };
      seatAgent(this.#core);
      loadCampaigns(this.#core);
    });
  }

  /** Whether the administrator lets a page of this origin use the API at all: only then it gets events. */
  accepts(caller: Pick<CallingWidget, 'origin' | 'isBridge'>): boolean {
    return acceptsOrigin(acceptedFor(this.options, caller), caller.origin);
  }

  /** A widget calls a service. Undefined: the request is ignored and gets no reply (quarantine). */
  call(service: string, parameters: readonly unknown[], caller: CallingWidget): ServiceReply | undefined {
    return this.#perform(() => {
      if (!this.#admits(caller, service)) return undefined;
      try {
        const data = callService(this.#core, service, parameters, caller);
        return data === undefined ? {} : { data: this.#core.seen.result(service, data) };
      } catch (error) {
        return { errorMessage: this.#core.seen.errorText(refusalOf(error)) };
      }
    });
  }

  /** The agent does something. */
  act(action: AgentAction): Outcome {
    return this.#try(() => doAction(this.#core, action));
  }

  /** The world outside does something. */
  world(happening: Happening): Outcome {
    return this.#try(() => letHappen(this.#core, happening));
  }

  /** Ends a widget's quarantine and its counts. */
  releaseFromQuarantine(widget: string): void {
    this.#perform(() => this.#quarantine.forget(widget));
  }

  /** What subscribers would be told if this were done now. It is not done: the desk is afterwards as it was. */
  foresee<T>(run: () => T): { readonly result: T; readonly events: readonly WorkspaceEvent[] } {
    const restore = this.#core.keep();
    const told = this.#unannounced.length;
    this.#depth += 1;
    try {
      return { result: run(), events: this.#unannounced.splice(told) };
    } finally {
      this.#unannounced.length = told;
      this.#depth -= 1;
      restore();
    }
  }

  /** What the agent can do to an interaction now: which buttons to show, in order. */
  availableActions(interactionId: string): readonly (InteractionAction | ReachAction)[] {
    return possibleActions(this.#core, interactionId);
  }

  /** What can happen to an interaction now: for a control panel. */
  availableMoves(interactionId: string): readonly Happening['happens'][] {
    return possibleHappenings(this.#core, interactionId);
  }

  /** Stops all timers. */
  dispose(): void {
    this.#core.dispose();
  }

  #admits({ widget, isBridge }: CallingWidget, service: string): boolean {
    return isBridge === true || this.#quarantine.admits(widget, service, this.environment.now(), this.options);
  }

  #try(run: () => DeskInteraction | undefined): Outcome {
    return this.#perform(() => {
      try {
        const brought = run();
        return brought === undefined ? { ok: true } : { ok: true, interactionId: brought.interactionId };
      } catch (error) {
        return { ok: false, reason: refusalOf(error).message };
      }
    });
  }

  /** Runs one step and then tells of it. A step that a listener takes is told after what is being told. */
  #perform<T>(run: () => T): T {
    this.#depth += 1;
    try {
      return run();
    } finally {
      if (this.#depth === 1) this.#settle();
      this.#depth -= 1;
    }
  }

  #settle(): void {
    do {
      for (let event = this.#unannounced.shift(); event !== undefined; event = this.#unannounced.shift())
        this.#events.emit(event);
      this.#changed.emit();
    } while (this.#unannounced.length > 0);
  }
}

/** A refusal; anything else is a fault of the desk and thrown on. */
function refusalOf(error: unknown): DeskRefusal {
  if (error instanceof DeskRefusal) return error;
  throw error;
}

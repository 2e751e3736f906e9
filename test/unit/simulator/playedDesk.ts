import assert from 'node:assert/strict';
import type { AgentAction, Happening } from '../../../src/simulator/desk/rules/actions';
import type { DeskOptions } from '../../../src/simulator/desk/state/options';
import type { SeenWorkspace } from '../../../src/simulator/desk/profile/seenWorkspace';
import { SimulatedDesk } from '../../../src/simulator/desk/simulatedDesk';
import type {
  CallingWidget,
  DeskEnvironment,
  DeskInteraction,
  ServiceReply,
  WorkspaceEvent,
} from '../../../src/simulator/desk/state/types';

/** A clock that goes only when told to, and ids that count. */
export class PlayedTime implements DeskEnvironment {
  #now = 1_700_000_000_000;
  #ids = 0;
  #timers: { readonly due: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${this.#ids.toString(16).padStart(12, '0')}`;
  }

  after(ms: number, run: () => void) {
    const timer = { due: this.#now + ms, run };
    this.#timers.push(timer);
    return { dispose: () => void (this.#timers = this.#timers.filter((other) => other !== timer)) };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  /** Lets so many milliseconds go by; what falls due meanwhile runs in its order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
    }
    this.#now = end;
  }
}

export const caller = (widget = 'w1', origin = 'http://widget.example'): CallingWidget => ({
  widget,
  origin,
  visible: () => true,
});

/** A desk under test, with what it told in the order in which it told it. Nothing happens by itself unless asked for. */
export class PlayedDesk {
  readonly time = new PlayedTime();
  readonly desk: SimulatedDesk;
  readonly told: WorkspaceEvent[] = [];

  constructor(options: Partial<DeskOptions> = {}, seen?: SeenWorkspace) {
    this.desk = new SimulatedDesk(this.time, { farEndAnswersAfterMs: 0, serverStepMs: 0, ...options }, seen);
    this.desk.events.on((event) => this.told.push(event));
  }

  /** The eventTypes of the interaction events since the last question. */
  news(): unknown[] {
    return this.told.splice(0).map(({ name, data }) => {
      const { eventType } = data as { eventType?: unknown };
      return name === 'interaction' ? eventType : `${name}:${String(eventType ?? (data as { type?: unknown }).type)}`;
    });
  }

  /** What the agent does must work. */
  act(action: AgentAction): string {
    const outcome = this.desk.act(action);
    assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason);
    return outcome.interactionId ?? '';
  }

  /** What happens must be possible. */
  world(happening: Happening): string {
    const outcome = this.desk.world(happening);
    assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason);
    return outcome.interactionId ?? '';
  }

  call(service: string, ...parameters: unknown[]): ServiceReply | undefined {
    return this.desk.call(service, parameters, caller());
  }

  /** The data of a call that must succeed. */
  data(service: string, ...parameters: unknown[]): unknown {
    const reply = this.call(service, ...parameters);
    assert.ok(reply !== undefined, `${service} was ignored`);
    assert.ok(!('errorMessage' in reply), 'errorMessage' in reply ? reply.errorMessage : '');
    return reply.data;
  }

  /** The message of a call that must fail. */
  error(service: string, ...parameters: unknown[]): string {
    const reply = this.call(service, ...parameters);
    assert.ok(reply !== undefined && 'errorMessage' in reply, `${service} succeeded`);
    return reply.errorMessage;
  }

  interaction(id: string): DeskInteraction {
    const found = this.desk.state.interactions.get(id);
    assert.ok(found !== undefined, `no interaction ${id}`);
    return found;
  }

  state(id: string): string {
    return this.interaction(id).state;
  }
}

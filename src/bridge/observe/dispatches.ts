import { isFunction } from '../../base/guards';
import { guarded } from '../guarded';
import type { Reference } from '../records/recordBuffer';

/** A call that is made later than this after a message has nothing to do with it. */
const longestAfterMs = 10_000;

/** A message that the page hears, and what it was recorded as. */
interface Dispatch<T> {
  readonly message: Event;
  readonly record: T;
}

// Taken when the bridge starts, as other built-ins are.
const phase: unknown = guarded(() =>
  Reflect.get(Object.getOwnPropertyDescriptor(Event.prototype, 'eventPhase') ?? {}, 'get'),
);

/**
 * Which messages of Workspace the page is hearing at the moment. The browser itself tells of an event whether it is still
 * dispatched, and runs what a listener leaves behind in promises before it calls the next listener. So no listener has to
 * come last, and neither promises nor timers are touched.
 *
 * @typeParam T what a message was recorded as
 */
export class Dispatches<T = number> {
  /** The outermost first: a page can dispatch a message while it hears another one. */
  readonly #open: Dispatch<T>[] = [];
  #last: { readonly record: T; readonly time: number } | undefined;

  /** @param now a steady clock in milliseconds */
  constructor(
    private readonly page: Window,
    private readonly now: () => number,
  ) {}

  /** The page hears a message next. */
  begin(message: Event, record: T): void {
    this.#dropEnded();
    this.#open.push({ message, record });
    this.#last = { record, time: this.now() };
  }

  /** What a call refers to that the page makes now. */
  get reference(): Reference<T> | undefined {
    this.#dropEnded();
    const inner = this.#open.at(-1);
    if (inner !== undefined) return { as: 'cause', record: inner.record };
    const last = this.#last;
    if (last === undefined || this.now() - last.time > longestAfterMs || this.#isOfUser()) return undefined;
    return { as: 'after', record: last.record };
  }

  #dropEnded(): void {
    for (let inner = this.#open.at(-1); inner !== undefined && !isDispatched(inner.message);) {
      this.#open.pop();
      inner = this.#open.at(-1);
    }
  }

  /** Whether the page is hearing what the user does: that does not come after a message because it came later. */
  #isOfUser(): boolean {
    const event: unknown = Reflect.get(this.page, 'event');
    if (!(event instanceof Event) || !event.isTrusted) return false;
    return event instanceof UIEvent || event.type === 'submit' || event.type === 'change';
  }
}

function isDispatched(event: Event): boolean {
  return isFunction(phase) && Reflect.apply(phase, event, []) !== Event.NONE;
}

import * as v from 'valibot';
import type { Observation } from '../../../api/observation';
import { widgetOriginMark, widgetOriginSchema } from '../../../api/widgetOrigin';
import type { EventCount, Heard, WidgetOrigin } from '../../../api/widgetOrigin';
import { setBounded } from '../../../base/collections';

/** How a call came about, as it is reported. */
type Reported = Pick<Extract<Observation['seen'], { kind: 'call' }>, 'cause' | 'after' | 'at'>;
type Told = Exclude<WidgetOrigin, { begins: true }>;

/** What a call refers to is a few messages old. */
const mostRemembered = 200;

/** What is known of one window. */
class WindowOrigins {
  /** How many events were sent to it. */
  events = 0;
  /** How the next call came about. */
  next: Told | undefined;
  /** What the bridge knows its last events by. */
  readonly reported = new Map<number, number>();
  readonly calls = new Map<string, string>();
}

/** Hears from the bridges in widgets' pages how each call came about, and says it in the words of what is reported. */
export class WidgetOrigins {
  readonly #windows = new WeakMap<Window, WindowOrigins>();

  /** Takes in a message of a widget's bridge, and says whether it was one. */
  message(source: Window, origin: string, data: unknown): boolean {
    const told = v.safeParse(widgetOriginSchema, data);
    if (!told.success) return false;
    const known = this.#of(source);
    if ('begins' in told.output) {
      const count: EventCount = { mark: widgetOriginMark, events: known.events };
      source.postMessage(count, origin === 'null' ? '*' : origin);
    } else known.next = told.output;
    return true;
  }

  /**
   * An event is sent to a window.
   * @param reported which of the events it is that the bridge gets, if it gets it
   */
  sent(window: Window, reported: number | undefined): void {
    const known = this.#of(window);
    known.events += 1;
    if (reported !== undefined) setBounded(known.reported, known.events, reported, mostRemembered);
  }

  /** A call came from a window: how it came about. */
  of(window: Window): Reported {
    const known = this.#of(window);
    const { cause, after, at } = known.next ?? {};
    known.next = undefined;
    const reported = {
      cause: cause && this.#reference(known, cause),
      after: after && this.#reference(known, after),
      at,
    };
    return Object.fromEntries(Object.entries(reported).filter(([, value]) => value !== undefined));
  }

  /** The call of a window with this reference id goes by this id in reports. */
  called(window: Window, referenceId: string | number | undefined, callId: string): void {
    if (referenceId !== undefined) setBounded(this.#of(window).calls, String(referenceId), callId, mostRemembered);
  }

  #reference({ reported, calls }: WindowOrigins, heard: Heard): Reported['cause'] {
    if ('event' in heard) {
      const event = reported.get(heard.event);
      return event === undefined ? undefined : { event };
    }
    const callId = calls.get(heard.reply);
    return callId === undefined ? undefined : { callId };
  }

  #of(window: Window): WindowOrigins {
    const known = this.#windows.get(window) ?? new WindowOrigins();
    this.#windows.set(window, known);
    return known;
  }
}

import { onDispose } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { guarded } from './guarded';

/** Runs something once after so many milliseconds, unless disposed of before. */
export type Later = (ms: number, run: () => void) => Disposable;

// Taken when the bridge starts: a widget that later puts a false clock in their place must not stop the bridge.
const { setTimeout: start, clearTimeout: stop, Date: PageDate, performance: clock } = globalThis;

export const later: Later = (ms, run) => {
  const timer = start(() => guarded(run), ms);
  return onDispose(() => stop(timer));
};

/** Returns a function that makes `run` run once after so many milliseconds, however often it is called until then. */
export function onceLater(after: Later, ms: number, run: () => void): () => void {
  let timer: Disposable | undefined;
  return () => {
    timer ??= after(ms, () => {
      timer = undefined;
      run();
    });
  };
}

/** Milliseconds since 1970, whole. */
export function wallTime(): number {
  return PageDate.now();
}

/** Milliseconds on a clock that nobody sets, for durations. */
export function steadyTime(): number {
  return clock.now();
}

/** The clocks that the bridge goes by. */
export interface Clock {
  readonly later: Later;
  readonly steadyTime: () => number;
  readonly wallTime: () => number;
}

export const pageClock: Clock = { later, steadyTime, wallTime };

/**
 * Returns a function that makes `run` run once, in a task of its own, however often it is called until then. A
 * message channel, because timers of a page in the background wait for seconds.
 */
export function onceSoon(run: () => void): () => void {
  let asked = false;
  const due = () => {
    asked = false;
    guarded(run);
  };
  const post = poster(due);
  return () => {
    if (asked) return;
    asked = true;
    try {
      post();
    } catch {
      later(0, due);
    }
  };
}

/** Posts to a port of which `due` hears; throws where the page has put something else in the place of ports. */
function poster(due: () => void): () => void {
  try {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = due;
    return () => port2.postMessage(undefined);
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

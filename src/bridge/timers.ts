import { onDispose } from '../base/disposable';
import type { Disposable } from '../base/disposable';
import { guarded } from './guarded';

/** The last moment that dates of the language can name. */
const latestTime = 8.64e15;

/** Runs something once after so many milliseconds, unless disposed of before. */
export type Later = (ms: number, run: () => void) => Disposable;

// Taken when the bridge starts: a widget that later puts a false clock in their place must not stop the bridge.
const { setTimeout: start, clearTimeout: stop } = globalThis;
const now = guarded(() => performance.now.bind(performance)) ?? wallTime;

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

/** Milliseconds since 1970, whole; 0 where the page has put something in the clock's place that tells no time. */
export function wallTime(): number {
  const time = Math.floor(Date.now());
  return time > 0 && time < latestTime ? time : 0;
}

/** Milliseconds on a clock that nobody sets, for durations; the other clock where the page has put in something that tells no time. */
export function steadyTime(): number {
  const time = guarded(now) ?? NaN;
  return time - time === 0 ? time : wallTime();
}

/** The clocks that the bridge goes by. */
export interface Clock {
  readonly later: Later;
  readonly steadyTime: () => number;
  readonly wallTime: () => number;
}

export const pageClock: Clock = { later, steadyTime, wallTime };

/** Makes from what is due a function that brings it about a little later, each time. */
type Postponed = (due: () => void) => () => void;

/**
 * Returns a function that makes `run` run once, in a task of its own, however often it is called until then. A
 * message channel, because timers of a page in the background wait for seconds.
 */
export function onceSoon(run: () => void): () => void {
  return once(run, soon);
}

/** What is done within this time goes out together: to send a record costs as much as all else about it. */
const togetherMs = 2;
/** A timer that comes so late is held back, as browsers do in frames that nobody sees. */
const lateMs = 500;

/** The same, but where the page's timers run in time it waits a moment for more. */
export function onceTogether(run: () => void): () => void {
  // A false clock runs only when somebody moves it.
  let inTime = start.toString().includes('[native code]');
  let asked = 0;
  return once(run, (due) => {
    const post = soon(due);
    const waited = () => {
      inTime = steadyTime() - asked < lateMs;
      due();
    };
    return () => {
      asked = steadyTime();
      if (inTime && guarded(() => document.hidden) === false) later(togetherMs, waited);
      else post();
    };
  });
}

function once(run: () => void, postponed: Postponed): () => void {
  let asked = false;
  const ask = postponed(() => {
    asked = false;
    guarded(run);
  });
  return () => {
    if (asked) return;
    asked = true;
    ask();
  };
}

const soon: Postponed = (due) => {
  const post = poster(due);
  return () => {
    try {
      post();
    } catch {
      later(0, due);
    }
  };
};

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

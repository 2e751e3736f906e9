import { onDispose } from './disposable';
import type { Disposable } from './disposable';

const tickMs = 250;

/**
 * Calls back after a time in which this process was running. While it stands still (asleep, at a breakpoint, busy), nobody
 * can be heard, and an interval makes no ticks; when it goes on, a plain timeout would run before anything that came
 * meanwhile is read.
 * @param ms a multiple of 250
 */
export function runningTimeout(ms: number, run: () => void): Disposable {
  let ticksLeft = ms / tickMs;
  const timer = setInterval(() => {
    if (--ticksLeft !== 0) return;
    clearInterval(timer);
    run();
  }, tickMs);
  return onDispose(() => clearInterval(timer));
}

import { onDispose } from './disposable';
import type { Disposable } from './disposable';

/** The longest time that the platform's timers take, in milliseconds; after a longer one they run at once. */
const longestTimer = 2 ** 31 - 1;

/** Runs something after so many milliseconds, however many. */
export function longTimer(ms: number, run: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number) => {
    timer = setTimeout(() => (left > longestTimer ? wait(left - longestTimer) : run()), Math.min(left, longestTimer));
  };
  wait(ms);
  return onDispose(() => clearTimeout(timer));
}

import { onDispose } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';

/** A page in the background draws no frames: the function then runs after this many milliseconds. */
const longestWaitMs = 250;

/** Runs a function at most once per animation frame, however often it is requested. */
export interface FrameBatch extends Disposable {
  request(): void;
}

export function oncePerFrame(run: () => void): FrameBatch {
  let waiting: Disposable | undefined;
  const now = () => {
    waiting?.dispose();
    waiting = undefined;
    run();
  };
  return {
    request() {
      if (waiting !== undefined) return;
      const frame = requestAnimationFrame(now);
      const timer = setTimeout(now, longestWaitMs);
      waiting = onDispose(() => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      });
    },
    dispose() {
      waiting?.dispose();
      waiting = undefined;
    },
  };
}

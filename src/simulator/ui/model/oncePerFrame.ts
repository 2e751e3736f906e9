import { onDispose } from '../../../base/disposable';
import type { Disposable } from '../../../base/disposable';

/** After this many milliseconds a page that shows no frames, such as one in the background, goes on all the same. */
const longestWaitMs = 250;

/** Runs something at most once a frame, however often it is asked for. */
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

import { onDispose } from '../../../base/disposable';
import type { DeskEnvironment } from '../../desk/types';

/** The browser's clock and ids. */
export const browserEnvironment: DeskEnvironment = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return onDispose(() => clearTimeout(timer));
  },
};

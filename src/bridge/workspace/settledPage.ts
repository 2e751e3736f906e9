import { guarded } from '../guarded';
import type { Later } from '../timers';

/** A page that goes on loading, such as for an endless picture, is not waited for any longer. */
const longestLoadMs = 5000;

/** What a page begins when it has loaded begins within this time. */
const afterLoadMs = 300;

/** A page that is never idle is not waited for any longer. */
const longestBusyMs = 2000;

/**
 * Resolves when the page has loaded and has nothing more to do. Frameworks that take over a whole document compare it with
 * what they expect as they begin (React's hydration, for example): an element that is not theirs makes them throw the
 * document away. By then they have begun and ended.
 */
export async function settledPage(page: Window, later: Later): Promise<void> {
  await within(longestLoadMs, later, (done) => {
    if (page.document.readyState === 'complete') done();
    else page.addEventListener('load', done, { once: true });
  });
  await within(afterLoadMs, later, () => undefined);
  // Not every browser has it.
  const idle: Partial<Pick<Window, 'requestIdleCallback'>> = page;
  await within(longestBusyMs, later, (done) => {
    if (idle.requestIdleCallback === undefined) done();
    else idle.requestIdleCallback(done);
  });
}

/** Waits until `begin` calls what it is given, at most so long. */
function within(ms: number, later: Later, begin: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = later(ms, resolve);
    guarded(() =>
      begin(() => {
        timer.dispose();
        resolve();
      }),
    );
  });
}

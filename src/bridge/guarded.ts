import { say } from './say';

let reported = false;

/** Runs something of the bridge's own within the page's code: what it throws must not reach the page. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    report(error);
    return undefined;
  }
}

/** Says in the page's console that the bridge failed, once. */
export function report(error: unknown): void {
  if (!reported) say('warn', 'the bridge failed inside; the page goes on.', error);
  reported = true;
}

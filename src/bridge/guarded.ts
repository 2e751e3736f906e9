let reported = false;

/** Runs something of the bridge's own within the page's code: what it throws must not reach the page. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!reported) console.warn('Deskside: the bridge failed inside; the page goes on.', error);
    reported = true;
    return undefined;
  }
}

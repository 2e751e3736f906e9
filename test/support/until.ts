import assert from 'node:assert/strict';

const pollMs = 20;

/** How long a test waits for what must come. Only what never comes takes as long, however busy the machine is. */
export const patienceMs = 30_000;

/** Waits until `look` finds something; says what it waited for, as it stands then, if that takes too long. */
export async function until<T>(
  what: string | (() => string),
  look: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = patienceMs,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    assert.ok(Date.now() < end, `waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

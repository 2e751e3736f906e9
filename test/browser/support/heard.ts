import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

/** Waits until a console has said something like this. `said` grows meanwhile. */
export async function heard(said: readonly string[], text: RegExp): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!said.some((line) => text.test(line))) {
    assert.ok(Date.now() < deadline, `not said: ${String(text)}, but ${JSON.stringify(said)}`);
    await setTimeout(20);
  }
}

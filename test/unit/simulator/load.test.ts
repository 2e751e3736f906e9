import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

describe('A desk with 1,000 open interactions', () => {
  it('takes 200 changes a second with a tenth of the time to spare for them', () => {
    const played = new PlayedDesk({ ringTimeoutMs: 600_000 });
    for (let count = 0; count < 1_000; count += 1) {
      const media = ['voice', 'chat', 'email', 'workitem'][count % 4] ?? 'voice';
      const userData = Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`key${key}`, 'value']));
      played.world({ happens: 'inbound', media, userData });
    }
    played.told.length = 0;

    const seconds = 10;
    // The processor time, which does not depend on what else the machine does.
    const start = process.cpuUsage();
    for (let count = 0; count < 200 * seconds; count += 1) {
      const interactionId = String((count % 1_000) + 1);
      played.act({ do: 'setUserData', interactionId, keyValues: { count } });
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;

    assert.equal(played.told.length, 200 * seconds);
    assert.ok(took < seconds * 100, `${took.toFixed(0)} ms for ${seconds} s of changes`);
  });
});

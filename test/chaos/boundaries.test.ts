import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { blows, boundaries, strikeAll } from './support/boundaries';
import { buildParts } from './support/scripts';
import { Trio } from './support/trio';

/** As many trios share the boundaries, since most of their time is waiting for each other. */
const atOnce = 3;

const victims = ['tool', 'page', 'relay'] as const;

describe('at every message boundary', () => {
  let folder: string;
  let started = 0;
  /** Those that are fit for the next test. */
  const idle: Trio[] = [];
  before(async () => {
    folder = await buildParts();
  });
  after(async () => {
    await Promise.all(idle.map((trio) => trio.stop()));
    await rm(folder, { recursive: true });
  });

  async function take(): Promise<Trio> {
    const trio = idle.pop() ?? new Trio(folder, `trio-${++started}`);
    await trio.start();
    return trio;
  }

  for (const [what, blow] of Object.entries(blows)) {
    for (const victim of victims) {
      it(`the ${victim} may be ${what}: each record arrives once and in order, or is known to be lost`, async () => {
        const shares = Array.from({ length: atOnce }, async (_, share) => {
          const trio = await take();
          try {
            const hits = await strikeAll(trio, victim, blow, { from: share + 1, step: atOnce });
            idle.push(trio);
            return hits;
          } catch (error) {
            await trio.stop();
            throw error;
          }
        });
        let hits = 0;
        for (const share of await Promise.allSettled(shares)) {
          if (share.status === 'rejected') throw share.reason;
          hits += share.value;
        }
        assert.ok(hits >= boundaries / 2, `${hits} boundaries were met`);
      });
    }
  }
});

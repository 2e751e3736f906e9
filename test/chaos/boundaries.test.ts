import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { buildParts } from './support/scripts';
import { Trio } from './support/trio';
import type { PartName } from './support/trio';

/** As many trios share the boundaries, since most of their time is waiting for each other. */
const atOnce = 3;

/**
 * The messages of a round: two hellos with their answers, the page that is told, its records there and on, the call both
 * ways, acknowledgements. Some go together with others, as it happens, so that there may be fewer.
 */
const boundaries = 12;

type Blow = (trio: Trio, victim: PartName) => Promise<void>;

/** Those that cost nothing come first, and the death of the relay last, since later tools can't have what it knew. */
const blows: Readonly<Record<string, Blow>> = {
  'frozen while the page goes on, and thawed': async (trio, victim) => {
    trio.freeze(victim);
    const before = trio.witness.total;
    trio.record(3);
    if (victim !== 'page') await trio.until('what it recorded', () => trio.witness.total >= before + 3);
    trio.thaw(victim);
  },
  'killed and started again': async (trio, victim) => {
    await trio.killPart(victim);
    await trio.startPart(victim);
    // What a killed page was told to record it may not have heard.
    trio.record(1);
  },
};
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

  /** They meet, and all that there is goes between them: records, a call, a large record, acknowledgements. */
  async function round(trio: Trio): Promise<void> {
    trio.cut('page');
    trio.cut('tool');
    trio.record(2);
    trio.invoke();
    trio.record(1, 5000);
    await trio.settle();
  }

  /** Strikes the victim at one boundary after the other and returns how many of them there were. */
  async function strikeAll(trio: Trio, victim: PartName, blow: Blow, from: number): Promise<number> {
    let hits = 0;
    for (let at = from; at <= boundaries; at += atOnce) {
      const lostBefore = trio.witness.lost;
      trio.passed = 0;
      trio.beforeMessage = async (number) => {
        if (number !== at) return;
        hits++;
        await blow(trio, victim);
      };
      await round(trio);
      if (victim === 'page') assert.equal(trio.witness.lost, lostBefore, `nothing is lost at boundary ${at}`);
      if (victim === 'tool') assert.equal(trio.witness.lost, 0, `nothing is lost at boundary ${at}`);
    }
    return hits;
  }

  for (const [what, blow] of Object.entries(blows)) {
    for (const victim of victims) {
      it(`the ${victim} may be ${what}: each record arrives once and in order, or is known to be lost`, async () => {
        const shares = Array.from({ length: atOnce }, async (_, share) => {
          const trio = await take();
          try {
            const hits = await strikeAll(trio, victim, blow, share + 1);
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

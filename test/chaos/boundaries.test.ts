import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { buildParts } from './support/scripts';
import { partNames, Trio } from './support/trio';
import type { PartName } from './support/trio';

/** As many trios share the boundaries, since most of their time is waiting for each other. */
const atOnce = 3;

type Blow = (trio: Trio, victim: PartName) => Promise<void>;

const blows: Readonly<Record<string, Blow>> = {
  'killed and started again': async (trio, victim) => {
    await trio.killPart(victim);
    await trio.startPart(victim);
  },
  'frozen while the page goes on, and thawed': async (trio, victim) => {
    trio.freeze(victim);
    const before = trio.witness.last;
    trio.record(3);
    if (victim !== 'page') await trio.until('what it recorded', () => trio.witness.last >= before + 3);
    trio.thaw(victim);
  },
};

describe('at every message boundary', () => {
  let folder: string;
  let boundaries: number;
  before(async () => {
    folder = await buildParts();
    const trio = await startTrio('calm');
    await round(trio);
    boundaries = trio.passed;
    await trio.stop();
  });
  after(() => rm(folder, { recursive: true }));

  async function startTrio(name: string): Promise<Trio> {
    const trio = new Trio(folder, name);
    await trio.start();
    return trio;
  }

  /** All that goes between the three: they meet, records both ways of a call, a large one, acknowledgements. */
  async function round(trio: Trio): Promise<void> {
    trio.record(2);
    trio.invoke();
    trio.record(1, 5000);
    await trio.settle();
    trio.invoke();
    await trio.settle();
  }

  for (const [what, blow] of Object.entries(blows)) {
    for (const victim of partNames) {
      it(`the ${victim} may be ${what}: each record arrives once and in order, or is known to be lost`, async () => {
        let hit = 0;
        await Promise.all(
          Array.from({ length: atOnce }, async (_, share) => {
            const trio = await startTrio(`trio-${share}`);
            try {
              for (let at = share + 1; at <= boundaries; at += atOnce) {
                trio.passed = 0;
                trio.beforeMessage = async (number) => {
                  if (number !== at) return;
                  hit++;
                  await blow(trio, victim);
                };
                trio.cut('page');
                trio.cut('tool');
                await round(trio);
                if (victim !== 'relay') assert.equal(trio.witness.lost, 0, `nothing is lost at boundary ${at}`);
              }
            } finally {
              await trio.stop();
            }
          }),
        );
        assert.ok(hit >= boundaries * 0.8, `${hit} of ${boundaries} boundaries were met`);
        console.log(boundaries, hit);
      });
    }
  }
});

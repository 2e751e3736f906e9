import assert from 'node:assert/strict';
import type { PartName, Trio } from './trio';

/**
 * The messages of a round: two hellos with their answers, the page that is told, its records there and on, the call both
 * ways, acknowledgements. Some go together with others, as it happens, so that there may be fewer.
 */
export const boundaries = 12;

/** What is done to one of the three between two messages. */
export type Blow = (trio: Trio, victim: PartName) => Promise<void>;

/** Those that cost nothing come first, and the death of the relay last, since later tools can't have what it knew. */
export const blows: Readonly<Record<string, Blow>> = {
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

/** They meet, and all that there is goes between them: records, a call, a large record, acknowledgements. */
async function round(trio: Trio): Promise<void> {
  trio.cut('page');
  trio.cut('tool');
  trio.record(2);
  trio.invoke();
  trio.record(1, 5000);
  await trio.settle();
}

/** Strikes the victim at every `step`th boundary and returns how many of them there were. */
export async function strikeAll(
  trio: Trio,
  victim: PartName,
  blow: Blow,
  { from, step }: { readonly from: number; readonly step: number },
): Promise<number> {
  let hits = 0;
  for (let at = from; at <= boundaries; at += step) {
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

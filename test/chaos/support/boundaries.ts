import assert from 'node:assert/strict';
import type { PartName, Trio } from './trio';

/**
 * The messages of a round: two hellos with their answers, the page that is told, its records there and on, the call both
 * ways, acknowledgements. Some go together with others, as it happens, so that there may be fewer.
 */
export const boundaries = 12;

/** What is done to one of the three between two messages. */
export interface Blow {
  strike(trio: Trio, victim: PartName): Promise<void>;
  /** Which of them it costs records: a page those it had not sent, a relay those that tools had not got of it. */
  readonly costly: readonly PartName[];
}

/** Those that cost nothing come first, and the death of the relay last, since later tools can't have what it knew. */
export const blows: Readonly<Record<string, Blow>> = {
  'frozen while the page goes on, and thawed': {
    async strike(trio, victim) {
      trio.freeze(victim);
      const before = trio.witness.total;
      trio.record(3);
      if (victim !== 'page') await trio.until('what it recorded', () => trio.witness.total >= before + 3);
      trio.thaw(victim);
    },
    costly: [],
  },
  'killed and started again': {
    async strike(trio, victim) {
      await trio.killPart(victim);
      await trio.startPart(victim);
      // What a killed page was told to record it may not have heard.
      trio.record(1);
    },
    costly: ['page', 'relay'],
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
      await blow.strike(trio, victim);
    };
    await round(trio);
    // A new tool begins to count.
    const expected = victim === 'tool' ? 0 : lostBefore;
    if (!blow.costly.includes(victim)) assert.equal(trio.witness.lost, expected, `nothing is lost at boundary ${at}`);
  }
  return hits;
}

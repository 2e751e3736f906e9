import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limits } from '../../../src/protocol/limits';
import { RecordHistory } from '../../../src/model/history/recordHistory';
import type { PageRecord } from '../../../src/protocol/records';
import { PageHistory } from '../../../src/relay/pages/pageHistory';
import { PageModel } from '../../../src/session/page';
import { seeded } from '../../support/seed';
import { widgetPage } from '../../unit/session/widgetPage';

const event = (seq: number): PageRecord => ({ kind: 'event', seq, time: 0, name: 'agent' });
const gap = (seq: number, lost: number): PageRecord => ({ kind: 'gap', seq, time: 0, lost });

/** What became of each number at a tool: came, or counted as lost. */
class Account {
  readonly came = new Set<number>();
  readonly lost = new Set<number>();

  /** @throws AssertionError if a number is told of twice, or left out */
  enter(records: readonly PageRecord[]): void {
    for (const record of records) {
      if (record.kind === 'gap') {
        assert.ok(record.lost > 0, 'a gap counts something');
        for (let seq = record.seq - record.lost + 1; seq <= record.seq; seq++) this.#once(seq, this.lost);
      } else this.#once(record.seq, this.came);
    }
    const told = this.came.size + this.lost.size;
    assert.equal(Math.max(0, ...this.came, ...this.lost), told, 'no number below the last is left out');
  }

  #once(seq: number, into: Set<number>): void {
    assert.ok(!this.came.has(seq) && !this.lost.has(seq), `${seq} is told of once`);
    into.add(seq);
  }
}

/** What is in the frames that came, by their bytes. */
type Frames = ReadonlyMap<Buffer, readonly PageRecord[]>;

/** A tool that is served from a history as the relay does it. */
class Tool {
  readonly account = new Account();
  /** The numbers that the history had no longer when this one came for them. */
  readonly late = new Set<number>();
  readonly #page = new PageModel(widgetPage, new RecordHistory());

  follow(history: PageHistory, frames: Frames): void {
    const { seq } = this.#page.position;
    for (let next = seq + 1; next <= history.forgottenTo; next++) this.late.add(next);
    if (seq < history.forgottenTo) this.account.enter(this.#page.miss(history.forgottenTo, 0));
    for (const { bytes } of history.after(this.#page.position.seq)) {
      const records = frames.get(bytes) ?? assert.fail('the history holds a frame that did not come');
      this.account.enter(this.#page.take({ page: widgetPage.page, epoch: 1, records: [...records] }, 0));
    }
    assert.equal(this.#page.position.seq, history.last);
  }
}

describe('a gap', () => {
  it('that a tool concludes itself counts the numbers between, and none that the next gap counts', () => {
    const page = new PageModel(widgetPage, new RecordHistory());
    const take = (...records: PageRecord[]) => page.take({ page: widgetPage.page, epoch: 1, records }, 0);
    assert.deepEqual(take(event(1), event(2), event(6)), [event(1), event(2), gap(5, 3), event(6)]);
    assert.deepEqual(take(event(5), event(6), event(8)), [gap(7, 1), event(8)]);
    assert.deepEqual(page.miss(10, 0), [gap(10, 2)]);
    assert.deepEqual(take(event(10), event(11)), [event(11)]);
  });

  it('of the page counts for a tool what that tool misses, be it more or less than the page knows to be lost', () => {
    const page = new PageModel(widgetPage, new RecordHistory());
    const take = (...records: PageRecord[]) => page.take({ page: widgetPage.page, epoch: 1, records }, 0);
    take(event(1), event(2), event(3));
    assert.deepEqual(take(gap(5, 4)), [gap(5, 2)], 'of four that the page calls lost two had come');
    assert.deepEqual(take(gap(9, 1)), [gap(9, 4)], 'beside the one that the page calls lost three did not come');
    assert.deepEqual(take(gap(9, 1), gap(8, 8)), [], 'what is accounted for is not told again');
  });

  it('is told by a history for what it has forgotten or never had, and not for what a gap of the page speaks of', () => {
    const late = new PageHistory();
    late.take([event(8), event(9)], Buffer.alloc(1));
    assert.deepEqual([late.forgottenTo, late.last], [7, 9]);
    const withGap = new PageHistory();
    withGap.take([gap(7, 4), event(8)], Buffer.alloc(1));
    assert.deepEqual([withGap.forgottenTo, withGap.last], [3, 8], 'the gap itself speaks of 4 to 7');
    const fromTheFirst = new PageHistory();
    fromTheFirst.take([gap(7, 7)], Buffer.alloc(1));
    assert.equal(fromTheFirst.forgottenTo, 0);
  });

  const share = fc.record({
    /** What the page lost before this frame, which a gap at its head counts. */
    lost: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 })),
    count: fc.integer({ min: 1, max: 9 }),
    /** How many of the records before are sent again with it. */
    again: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 5 })),
    bytes: fc.integer({ min: 1, max: limits.frameBytes }),
    /** Which of the tools take what there is, once it came. */
    followed: fc.subarray([0, 1, 2]),
  });

  it('counts exactly the records that are missing, none twice, whoever comes when and whatever is forgotten meanwhile', () => {
    const memory = Buffer.alloc(limits.frameBytes);
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 60 }), (shares) => {
        const history = new PageHistory();
        const frames = new Map<Buffer, readonly PageRecord[]>();
        // The fourth comes when all is over.
        const tools = [new Tool(), new Tool(), new Tool(), new Tool()];
        /** All that the page sent, in order, and the numbers that it lost. */
        const sent: PageRecord[] = [];
        const lostByPage = new Set<number>();
        let last = 0;
        for (const { lost, count, again, bytes, followed } of shares) {
          const fresh: PageRecord[] = [];
          if (lost > 0) {
            for (let seq = last + 1; seq <= last + lost; seq++) lostByPage.add(seq);
            last += lost;
            fresh.push(gap(last, lost));
          }
          for (let more = count; more > 0; more--) fresh.push(event(++last));
          const records = [...(again > 0 ? sent.slice(-again) : []), ...fresh];
          sent.push(...fresh);
          const frame = memory.subarray(0, bytes);
          frames.set(frame, records);
          history.take(records, frame);
          for (const index of followed) tools[index]?.follow(history, frames);
        }
        for (const tool of tools) {
          tool.follow(history, frames);
          const { came, lost } = tool.account;
          for (let seq = 1; seq <= last; seq++) {
            const missing = lostByPage.has(seq) || tool.late.has(seq);
            assert.deepEqual([came.has(seq), lost.has(seq)], [!missing, missing], `number ${seq}`);
          }
        }
      }),
      seeded(),
    );
  });
});

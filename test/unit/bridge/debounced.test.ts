import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Debounced } from '../../../src/bridge/debounced';
import { ManualClock } from './support/manualClock';

describe('what is debounced', () => {
  it('is done once for all that wanted it in a moment', () => {
    const clock = new ManualClock();
    let times = 0;
    const debounced = new Debounced(() => times++, clock.later, clock.now);
    for (let n = 0; n < 10; n++) debounced.want();
    clock.pass(299);
    assert.equal(times, 0);
    clock.pass(1);
    assert.equal(times, 1);
    clock.pass(60_000);
    assert.equal(times, 1);
  });

  it('is done no more than four times in any minute, and always in the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 60 }), (pauses) => {
        const clock = new ManualClock();
        const done: number[] = [];
        let wantedAt = 0;
        const debounced = new Debounced(() => done.push(clock.now()), clock.later, clock.now);
        for (const pause of pauses) {
          clock.pass(pause);
          debounced.want();
          wantedAt = clock.now();
        }
        clock.pass(120_000);
        assert.ok((done.at(-1) ?? 0) >= wantedAt, 'the last wish was granted');
        for (const time of done) {
          assert.ok(done.filter((other) => other >= time && other < time + 60_000).length <= 4);
        }
        assert.equal(clock.waiting, 0);
      }),
    );
  });

  it('is not done when it came about by itself', () => {
    const clock = new ManualClock();
    let times = 0;
    const debounced = new Debounced(() => times++, clock.later, clock.now);
    debounced.want();
    debounced.cancel();
    clock.pass(1000);
    assert.equal(times, 0);
    debounced.want();
    clock.pass(300);
    assert.equal(times, 1);
  });
});

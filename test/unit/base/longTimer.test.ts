import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { longTimer } from '../../../src/base/longTimer';

describe('A timer', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  for (const ms of [0, 1, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, 3 * 2 ** 31 + 7]) {
    it(`runs after ${ms} ms, not before, and once`, () => {
      let runs = 0;
      longTimer(ms, () => (runs += 1));
      // In steps as the platform's timers take them: a tick that passes one's end begins the next at the end of the tick.
      const longest = 2 ** 31 - 1;
      for (let left = ms - 1; left > 0; left -= longest) mock.timers.tick(Math.min(left, longest));
      assert.equal(runs, 0);
      mock.timers.tick(1);
      assert.equal(runs, 1);
      mock.timers.tick(2 ** 31);
      assert.equal(runs, 1);
    });
  }

  it('never runs once it is disposed of, nor at the end of all time', () => {
    let runs = 0;
    const timer = longTimer(2 ** 32, () => (runs += 1));
    mock.timers.tick(2 ** 31);
    timer.dispose();
    longTimer(Infinity, () => (runs += 1));
    mock.timers.tick(2 ** 33);
    assert.equal(runs, 0);
  });
});

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { runningTimeout } from '../../../src/base/runningTimeout';

/** Lets the whole process stand still. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a timeout that counts the time in which the process was running', () => {
  afterEach(() => mock.timers.reset());

  it('runs once, after its time', () => {
    mock.timers.enable({ apis: ['setInterval'] });
    let runs = 0;
    runningTimeout(1500, () => runs++);
    mock.timers.tick(1499);
    assert.equal(runs, 0);
    mock.timers.tick(1);
    mock.timers.tick(10_000);
    assert.equal(runs, 1);
  });

  it('does not run once it is disposed of', () => {
    mock.timers.enable({ apis: ['setInterval'] });
    let runs = 0;
    const timeout = runningTimeout(500, () => runs++);
    mock.timers.tick(499);
    timeout.dispose();
    mock.timers.tick(10_000);
    assert.equal(runs, 0);
  });

  it('lets what came while the process stood still be taken in first', async () => {
    let runs = 0;
    const timeout = runningTimeout(500, () => runs++);
    await new Promise((resolve) => setImmediate(resolve));
    standStill(1000);
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(runs, 0);
    timeout.dispose();
  });
});

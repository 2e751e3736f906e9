import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Heartbeat } from '../../../src/protocol/connection/keepAlive';

describe('a heartbeat', () => {
  let time: number;
  let beats: number;
  let heart: Heartbeat;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval'] });
    time = beats = 0;
    heart = new Heartbeat(
      1000,
      () => beats++,
      () => time,
    );
  });
  afterEach(() => {
    heart.dispose();
    mock.timers.reset();
  });

  function pass(ms: number): void {
    time += ms;
    mock.timers.tick(1000);
  }

  it('beats at its interval, and a little late too', () => {
    for (const ms of [1000, 1000, 1200, 800]) pass(ms);
    assert.equal(beats, 4);
  });

  it('leaves out the beat that comes late after the machine slept, and goes on', () => {
    pass(1000);
    pass(3_600_000);
    assert.equal(beats, 1);
    pass(1000);
    assert.equal(beats, 2);
  });

  it('stops for good', () => {
    heart.dispose();
    pass(1000);
    assert.equal(beats, 0);
  });
});

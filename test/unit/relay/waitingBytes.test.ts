import assert from 'node:assert/strict';
import { WaitingBytes } from '../../../src/relay/sockets/waitingBytes';

/** A connection of a test. */
class Waiter {
  isCut = false;
  constructor(public waitingBytes = 0) {}

  tooMuchWaits(): void {
    this.isCut = true;
    this.waitingBytes = 0;
  }
}

describe('what waits on all connections together', () => {
  const cut = (waiters: readonly Waiter[]): boolean[] => waiters.map(({ isCut }) => isCut);

  function put(waiting: WaitingBytes, waiter: Waiter, bytes: number): void {
    waiter.waitingBytes += bytes;
    waiting.grew(waiter);
  }

  it('is bounded although each of many has little: those with most go, as few as it takes', () => {
    const waiting = new WaitingBytes(100);
    const waiters = [30, 50, 20, 10].map((bytes) => {
      const waiter = new Waiter();
      put(waiting, waiter, bytes);
      return waiter;
    });
    assert.deepEqual(cut(waiters), [false, true, false, false]);
    const [first = assert.fail()] = waiters;
    put(waiting, first, 71);
    assert.deepEqual(cut(waiters), [true, true, false, false]);
  });

  it('leaves alone whoever has read in the meantime', () => {
    const waiting = new WaitingBytes(100);
    const [reader, other] = [new Waiter(), new Waiter()];
    for (let count = 0; count < 10; count++) {
      for (const waiter of [reader, other]) {
        put(waiting, waiter, 90);
        waiter.waitingBytes = 0;
      }
    }
    assert.deepEqual(cut([reader, other]), [false, false]);
  });

  it('does not count those that have ended', () => {
    const waiting = new WaitingBytes(100);
    const [ended, other] = [new Waiter(), new Waiter()];
    put(waiting, ended, 90);
    waiting.remove(ended);
    put(waiting, other, 90);
    assert.deepEqual(cut([ended, other]), [false, false]);
  });
});

import assert from 'node:assert/strict';
import { Retryable } from '../../../src/base/retryable';

describe('something that is loaded when it is first used', () => {
  it('is loaded once, also when it is asked for again while it loads', async () => {
    let loads = 0;
    const loaded = new Retryable(() => Promise.resolve(++loads));
    assert.deepEqual(await Promise.all([loaded.load(), loaded.load(), loaded.load()]), [1, 1, 1]);
    assert.equal(await loaded.current, 1);
  });

  it('is loaded again at the next use after it failed', async () => {
    let attempts = 0;
    const loaded = new Retryable(() =>
      ++attempts < 3 ? Promise.reject(new Error(`${attempts}`)) : Promise.resolve('done'),
    );
    await assert.rejects(Promise.all([loaded.load(), loaded.load()]), /1/);
    assert.equal(loaded.current, undefined);
    await assert.rejects(loaded.load(), /2/);
    assert.equal(await loaded.load(), 'done');
    assert.equal(attempts, 3);
  });
});

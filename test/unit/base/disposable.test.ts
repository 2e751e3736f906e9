import assert from 'node:assert/strict';
import { DisposableStore, onDispose } from '../../../src/base/disposable';

describe('a store of disposables', () => {
  it('lets go of them once, the last one first, and at once of what comes after the end', () => {
    const gone: string[] = [];
    const store = new DisposableStore();
    for (const name of ['log', 'session', 'view']) store.add(onDispose(() => gone.push(name)));
    store.dispose();
    store.dispose();
    assert.deepEqual(gone, ['view', 'session', 'log']);
    store.add(onDispose(() => gone.push('late')));
    assert.equal(gone.at(-1), 'late');
  });

  it('lets go of all of them, whichever throw, and says so', () => {
    const gone: string[] = [];
    const store = (...failing: string[]): DisposableStore => {
      const made = new DisposableStore();
      for (const name of ['a', 'b', 'c', 'd']) {
        made.add(
          onDispose(() => {
            gone.push(name);
            if (failing.includes(name)) throw new Error(name);
          }),
        );
      }
      return made;
    };
    assert.throws(() => store('c').dispose(), /^Error: c$/);
    assert.throws(
      () => store('a', 'd').dispose(),
      (error) => error instanceof AggregateError && error.errors.map(String).join() === 'Error: d,Error: a',
    );
    assert.equal(gone.join(''), 'dcbadcba');
  });
});

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
});

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ChangeBatch } from '../../../src/presentation/interactions/changeBatch';
import type { Changes } from '../../../src/presentation/interactions/changeBatch';
import { TestPage } from './pages';

describe('a batch of changes', () => {
  afterEach(() => mock.timers.reset());

  it('is what a burst came to, shown once', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const page = new TestPage();
    let shown: Changes[] = [];
    const batch = new ChangeBatch((changes) => (shown = [...shown, changes]));
    batch.add(page, { interactions: new Set(['1']), context: false });
    batch.add(page, { interactions: new Set(['2']), context: true });
    mock.timers.tick(30);
    assert.deepEqual(shown, [
      { pages: false, desks: new Map([[page, { interactions: new Set(['1', '2']), context: true }]]) },
    ]);
    batch.addPages();
    batch.dispose();
    mock.timers.tick(1000);
    assert.equal(shown.length, 1);
  });
});

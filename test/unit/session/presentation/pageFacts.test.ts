import assert from 'node:assert/strict';
import { isSimulator } from '../../../../src/session/presentation/pageFacts';
import { TestPage } from './pages';

describe('the simulated Workspace', () => {
  it('is a page that says so and that the relay itself serves', () => {
    const info = { ...new TestPage().info, place: 'simulator' as const };
    assert.equal(isSimulator({ ...info, own: true }), true);
    assert.equal(isSimulator({ ...info, own: false }), false);
    assert.equal(isSimulator(info), false);
    assert.equal(isSimulator({ ...info, place: 'widget', own: true }), false);
  });
});

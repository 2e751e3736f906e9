import assert from 'node:assert/strict';
import { isSimulator, pageDescription } from '../../../src/presentation/connection/pageFacts';
import { janesCall, TestPage } from './pages';

describe('the simulated Workspace', () => {
  it('is a page that says so and that the relay itself serves', () => {
    const info = { ...new TestPage().info, place: 'simulator' as const };
    assert.equal(isSimulator({ ...info, own: true }), true);
    assert.equal(isSimulator({ ...info, own: false }), false);
    assert.equal(isSimulator(info), false);
    assert.equal(isSimulator({ ...info, place: 'widget', own: true }), false);
  });
});

describe('the description of a page', () => {
  it('tells two simulated Workspaces from each other: by their interactions, agents and widgets', () => {
    const [one, other] = [1, 2].map((number) => new TestPage({ place: 'simulator', own: true, number }));
    assert.ok(one !== undefined && other !== undefined);
    const widgets = ['crm', 'crm, in a window'].map((name) => ({
      name,
      address: 'http://localhost:1/',
      state: 'subscribed' as const,
    }));
    one.desk.apply({ kind: 'desk', seq: 1, time: 0, agent: { firstname: 'Ada', lastname: 'Morgan' }, widgets });
    other.put(janesCall);
    assert.equal(pageDescription(one), 'no interactions · Ada Morgan · crm · crm, in a window');
    assert.equal(pageDescription(other), '1 interaction');
  });

  it('says where a page is that is no simulated Workspace', () => {
    assert.equal(pageDescription(new TestPage()), 'no interactions · widget · http://localhost:5173/index.html');
  });
});

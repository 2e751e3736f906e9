import assert from 'node:assert/strict';
import { milestonesOf } from '../../../src/presentation/connection/milestones';
import type { WidgetState } from '../../../src/api/observation';
import { janesCall, TestPage } from './pages';

const sampleAddress = 'http://localhost:4711/widget/';

function simulator(address: string, state: WidgetState, connected = true): TestPage {
  const location = 'http://127.0.0.1:4711/workspace';
  const page = new TestPage({ place: 'simulator', own: true, location, connected });
  page.desk.apply({ kind: 'desk', seq: 1, time: 0, widgets: [{ name: 'w', address, state }] });
  return page;
}

describe('how far somebody has come', () => {
  it('is told by the pages that are connected: a simulator, an interaction, a widget of their own', () => {
    const none = { hasSimulator: false, hasInteraction: false, hasOwnWidget: false };
    assert.deepEqual(milestonesOf([]), none);
    assert.deepEqual(milestonesOf([simulator(sampleAddress, 'subscribed', false)]), none);
    const page = simulator(sampleAddress, 'subscribed');
    assert.deepEqual(milestonesOf([page]), { ...none, hasSimulator: true });
    page.put(janesCall);
    assert.deepEqual(milestonesOf([page]), { ...none, hasSimulator: true, hasInteraction: true });
    assert.deepEqual(milestonesOf([new TestPage({ place: 'widget' })]), { ...none, hasOwnWidget: true });
  });

  it('takes what a page says of itself for no more than a text', () => {
    const none = { hasSimulator: false, hasInteraction: false, hasOwnWidget: false };
    assert.deepEqual(milestonesOf([new TestPage({ place: 'webContent' })]), none);
    assert.deepEqual(milestonesOf([new TestPage({ place: 'simulator', location: 'nowhere' })]), none);
    const page = simulator('http://localhost:5173/', 'subscribed');
    page.info = { ...page.info, location: 'nowhere' };
    assert.deepEqual(milestonesOf([page]), { ...none, hasSimulator: true });
  });

  it('counts a widget in the simulator as one of their own when it is heard, and only then', () => {
    const own = 'http://localhost:5173/widget/';
    const isOwn = (state: WidgetState) => milestonesOf([simulator(own, state)]).hasOwnWidget;
    assert.deepEqual((['library', 'subscribed'] as const).map(isOwn), [true, true]);
    assert.deepEqual(
      (['loading', 'unreachable', 'loaded', 'silent', 'refused', 'quarantined'] as const).filter(isOwn),
      [],
    );
  });
});

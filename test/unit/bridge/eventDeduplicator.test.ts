import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventDeduplicator } from '../../../src/bridge/observe/eventDeduplicator';
import type { EventRoute } from '../../../src/bridge/observe/eventDeduplicator';

const contents = ['a', 'b', 'c'] as const;

/** Takes in an event as the observer does, and says whether it was new. */
function isNew(deduplicator: EventDeduplicator, route: EventRoute, text: string, record = 1): boolean {
  if (deduplicator.copyOf(route, 'agent', text) !== undefined) return false;
  deduplicator.recorded(route, 'agent', text, record);
  return true;
}

describe('events that come on two windows', () => {
  it('count as often as they came on the one where they came most often, in whatever order', () => {
    const arrival = fc.record({
      way: fc.constantFrom<EventRoute>('widget', 'private'),
      content: fc.constantFrom(...contents),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 100 }), (arrivals) => {
        const deduplicator = new EventDeduplicator(() => 0);
        deduplicator.begin(['agent']);
        const reported = arrivals.filter(({ way, content }) => isNew(deduplicator, way, content));
        for (const content of contents) {
          const times = (way: EventRoute) =>
            arrivals.filter((one) => one.way === way && one.content === content).length;
          const expected = Math.max(times('widget'), times('private'));
          assert.equal(reported.filter((one) => one.content === content).length, expected);
        }
      }),
    );
  });

  it('are known by what the first of the two was recorded as', () => {
    const deduplicator = new EventDeduplicator(() => 0);
    deduplicator.begin(['agent']);
    assert.ok(isNew(deduplicator, 'private', 'a', 1));
    assert.ok(isNew(deduplicator, 'private', 'a', 2));
    assert.equal(deduplicator.copyOf('widget', 'agent', 'a'), 1);
    assert.equal(deduplicator.copyOf('widget', 'agent', 'a'), 2);
    assert.equal(deduplicator.copyOf('widget', 'agent', 'a'), undefined);
  });

  it('are all new on the widget’s window while the bridge is not subscribed', () => {
    const deduplicator = new EventDeduplicator(() => 0);
    assert.ok(isNew(deduplicator, 'widget', 'a'));
    deduplicator.begin(['agent']);
    assert.ok(isNew(deduplicator, 'private', 'a'), 'no copy of what came before');
  });

  it('are forgotten after a minute without their copy', () => {
    let now = 0;
    const deduplicator = new EventDeduplicator(() => now);
    deduplicator.begin(['agent']);
    assert.ok(isNew(deduplicator, 'private', 'a'));
    now = 61_000;
    assert.ok(isNew(deduplicator, 'private', 'b'));
    assert.ok(isNew(deduplicator, 'widget', 'a'));
    assert.equal(isNew(deduplicator, 'widget', 'b'), false);
  });

  it('are not kept without bound', () => {
    const deduplicator = new EventDeduplicator(() => 0);
    deduplicator.begin(['agent']);
    const text = (n: number) => `${n} ${'x'.repeat(1000)}`;
    for (let n = 0; n < 2000; n++) assert.ok(isNew(deduplicator, 'private', text(n)));
    assert.ok(isNew(deduplicator, 'widget', text(0)), 'the oldest is gone');
    assert.equal(isNew(deduplicator, 'widget', text(1999)), false);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TwinEvents } from '../../../src/bridge/twinEvents';
import type { EventWay } from '../../../src/bridge/twinEvents';

const contents = ['a', 'b', 'c'] as const;

describe('events that come on two windows', () => {
  it('count as often as they came on the one where they came most often, in whatever order', () => {
    const arrival = fc.record({
      way: fc.constantFrom<EventWay>('widget', 'private'),
      content: fc.constantFrom(...contents),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 100 }), (arrivals) => {
        const twins = new TwinEvents(() => 0);
        twins.begin();
        const reported = arrivals.filter(({ way, content }) => twins.isNew(way, 'agent', content));
        for (const content of contents) {
          const times = (way: EventWay) => arrivals.filter((one) => one.way === way && one.content === content).length;
          const expected = Math.max(times('widget'), times('private'));
          assert.equal(reported.filter((one) => one.content === content).length, expected);
        }
      }),
    );
  });

  it('are all new on the widget’s window while the bridge is not subscribed', () => {
    const twins = new TwinEvents(() => 0);
    assert.ok(twins.isNew('widget', 'agent', 'a'));
    twins.begin();
    assert.ok(twins.isNew('private', 'agent', 'a'), 'no copy of what came before');
  });

  it('are forgotten after a minute without their copy', () => {
    let now = 0;
    const twins = new TwinEvents(() => now);
    twins.begin();
    assert.ok(twins.isNew('private', 'agent', 'a'));
    now = 61_000;
    assert.ok(twins.isNew('private', 'agent', 'b'));
    assert.ok(twins.isNew('widget', 'agent', 'a'));
    assert.equal(twins.isNew('widget', 'agent', 'b'), false);
  });

  it('are not kept without bound', () => {
    const twins = new TwinEvents(() => 0);
    twins.begin();
    const text = (n: number) => `${n} ${'x'.repeat(1000)}`;
    for (let n = 0; n < 2000; n++) assert.ok(twins.isNew('private', 'agent', text(n)));
    assert.ok(twins.isNew('widget', 'agent', text(0)), 'the oldest is gone');
    assert.equal(twins.isNew('widget', 'agent', text(1999)), false);
  });
});

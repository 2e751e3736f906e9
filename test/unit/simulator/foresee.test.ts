import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SimulatedDesk } from '../../../src/simulator/desk/simulatedDesk';
import type { WorkspaceEvent } from '../../../src/simulator/desk/state/types';
import { doings, Hands, widgets } from '../scenario/record/hands';
import { caller, PlayedTime } from './playedDesk';

/** All of a desk that can be compared. */
function stateOf({ state }: SimulatedDesk): string {
  return JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? [...value.entries()] : value));
}

describe('What the desk foresees', () => {
  it('is what is told when it is done, and leaves no trace', () => {
    fc.assert(
      fc.property(widgets, doings, fc.nat(), (widget, done, choice) => {
        const hands = new Hands(widget);
        hands.doAll(done);
        const { desk, time } = hands;
        const [interactionId = ''] = desk.state.interactions.keys();
        const moves = desk
          .availableActions(interactionId)
          .filter((name) => name !== 'consult' && name !== 'conference');
        const name = moves[choice % Math.max(1, moves.length)] ?? 'markDone';
        const run = () =>
          name === 'transfer'
            ? desk.act({ do: name, interactionId, target: '1' })
            : desk.act({ do: name, interactionId });
        const [before, waiting] = [stateOf(desk), time.waiting];
        const { result, events } = desk.foresee(run);
        assert.equal(stateOf(desk), before);
        assert.equal(time.waiting, waiting);
        const told: WorkspaceEvent[] = [];
        desk.events.on((event) => told.push(event));
        assert.deepEqual(run(), result);
        assert.deepEqual(told.slice(0, events.length).map(typeOf), events.map(typeOf));
      }),
      { numRuns: 80 },
    );
  });

  it('takes back what a widget brought, with its number', () => {
    const desk = new SimulatedDesk(new PlayedTime());
    const { events } = desk.foresee(() => desk.call('voice.dial', ['5550111'], caller()));
    assert.equal(events.length > 0, true);
    assert.equal(desk.state.interactions.size, 0);
    const outcome = desk.world({ happens: 'inbound', media: 'voice' });
    assert.deepEqual(outcome, { ok: true, interactionId: '1' });
  });

  it('counts no request of a widget', () => {
    const desk = new SimulatedDesk(new PlayedTime(), { rateLimit: 2 });
    const ask = () => desk.call('agent.get', [], caller());
    assert.notEqual(ask(), undefined);
    for (let asked = 0; asked < 5; asked += 1) desk.foresee(ask);
    assert.notEqual(ask(), undefined);
    assert.equal(ask(), undefined);
  });
});

function typeOf({ name, data }: WorkspaceEvent): unknown[] {
  const { eventType, interaction } = data as { eventType?: string; interaction?: { interactionId?: string } };
  return [name, eventType, interaction?.interactionId];
}

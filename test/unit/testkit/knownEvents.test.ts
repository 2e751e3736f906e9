import assert from 'node:assert/strict';
import { eventNames } from '../../../src/api/events/events';
import {
  agentEventTypes,
  caseEventTypes,
  interactionEventTypes,
  outboundEventTypes,
} from '../../../src/api/events/eventTypes';
import { isKnownEvent } from '../../../src/testkit/client/client';

// The client is one file that imports nothing, so it has a list of its own.
describe('the events that deskside/client knows', () => {
  const types: Readonly<Record<string, object>> = {
    agent: agentEventTypes,
    interaction: { ...caseEventTypes, ...interactionEventTypes },
    outbound: outboundEventTypes,
  };

  for (const event of eventNames) {
    it(`are those of the catalogue: ${event}`, () => {
      const key = event === 'agent' ? 'type' : 'eventType';
      const named = types[event];
      for (const type of Object.keys(named ?? { ANY: true })) {
        assert.equal(isKnownEvent({ event, data: { [key]: type } }), true, type);
      }
      assert.equal(isKnownEvent({ event, data: { [key]: 'NO_SUCH_TYPE' } }), named === undefined);
    });
  }

  it('are none by the names that every object inherits, nor of another event', () => {
    for (const event of ['constructor', 'toString', '__proto__', 'crm']) {
      assert.equal(isKnownEvent({ event, data: { eventType: 'RINGING' } }), false, event);
    }
  });
});

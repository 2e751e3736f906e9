import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

describe('The simulated agent', () => {
  it('is who the options say', () => {
    const agent = { employeeId: '7', firstname: 'Jo', lastname: 'Ek', username: 'jo', roles: ['ROLE_SUPERVISOR'] };
    assert.deepEqual(new PlayedDesk({ agent }).data('agent.get'), agent);
  });

  it('takes the states of the list by their operation names, on all media, each told once', () => {
    const played = new PlayedDesk({ media: ['voice', 'chat'] });
    const list = played.data('agent.getStateList') as { operationName: string; type: string }[];
    assert.deepEqual(
      list.map(({ operationName }) => operationName),
      ['Ready', 'NotReady', 'NotReady_Break', 'NotReady_Lunch', 'NotReady_Training', 'AfterCallWork'],
    );
    played.data('agent.setState', 'NotReady_Break');
    played.data('agent.setState', 'NotReady_Break');
    assert.deepEqual(
      played.told.map(({ name }) => name),
      ['media', 'media', 'agent'],
    );
    assert.equal((played.told.at(-1)?.data as { type: string }).type, 'NOT_READY');
    assert.equal((played.data('agent.getState') as { operationName: string }).operationName, 'NotReady_Break');
    assert.match(played.error('agent.setState', 'Asleep'), /no state Asleep/);
  });

  it('is not ready for a reason, whose display name is its own', () => {
    const played = new PlayedDesk({ notReadyReasons: ['Break', { reason: 'Lunch', displayName: 'Out to Lunch' }] });
    const shown = (played.data('agent.getStateList') as { displayName: string; reason?: string }[]).map(
      ({ displayName, reason }) => [displayName, reason],
    );
    assert.deepEqual(shown, [
      ['Ready', undefined],
      ['Not Ready', undefined],
      ['Break', 'Break'],
      ['Out to Lunch', 'Lunch'],
      ['After Call Work', undefined],
    ]);
  });

  it('has a state on each media; one state of all is the agent\u2019s own', () => {
    const played = new PlayedDesk({ media: ['voice', 'chat'] });
    played.data('media.setState', 'voice', 'NotReady');
    assert.deepEqual(
      played.told.map(({ name }) => name),
      ['media'],
    );
    played.data('media.setState', 'chat', 'NotReady');
    assert.deepEqual(played.desk.state.agentState.type, 'NOT_READY');
    assert.deepEqual(played.data('media.getMediaByName', 'voice'), {
      name: 'voice',
      media: 'voice',
      state: { displayName: 'Not Ready', operationName: 'NotReady', type: 'NOT_READY' },
    });
    assert.equal((played.data('media.getMediaList') as unknown[]).length, 2);
    assert.match(played.error('media.getMediaByName', 'fax'), /no media fax/);
    assert.match(played.error('media.setState', 'fax', 'Ready'), /no media fax/);
  });

  it('is changed with the options, and media that stay keep their state', () => {
    const played = new PlayedDesk({ media: ['voice', 'chat'] });
    played.data('media.setState', 'voice', 'NotReady');
    let changes = 0;
    played.desk.changed.on(() => (changes += 1));
    played.desk.configure({ media: ['voice', 'fax'], notReadyReasons: [] });
    assert.equal(changes, 1);
    assert.deepEqual(
      played.desk.state.media.map(({ name, state }) => [name, state.type]),
      [
        ['voice', 'NOT_READY'],
        ['fax', 'READY'],
      ],
    );
    assert.equal(played.desk.state.agentStates.length, 3);
  });
});

import assert from 'node:assert/strict';
import { PlayedDesk } from './playedDesk';

function ringing(options = {}) {
  const played = new PlayedDesk(options);
  const id = played.world({ happens: 'inbound', media: 'voice', userData: { a: '1', secret: 's' } });
  played.told.length = 0;
  return { played, id };
}

const userDataOf = (played: PlayedDesk, id: string) =>
  (played.data('interaction.getByInteractionId', id) as { userData: Record<string, unknown> }).userData;

describe('User data', () => {
  it('is set, overwritten and deleted, each told with the interaction as it is then', () => {
    const { played, id } = ringing();
    played.data('interaction.setUserData', id, { a: '2', b: '3' });
    played.data('interaction.deleteUserData', id, 'a');
    const told = played.told.map(({ data }) => (data as { interaction: { userData: unknown } }).interaction.userData);
    assert.deepEqual(told, [
      { a: '2', secret: 's', b: '3' },
      { secret: 's', b: '3' },
    ]);
    assert.deepEqual(played.news(), ['ATTACHED_DATA_CHANGED', 'ATTACHED_DATA_CHANGED']);
  });

  it('is not told of where nothing changes', () => {
    const { played, id } = ringing();
    played.data('interaction.setUserData', id, { a: '1' });
    played.data('interaction.setUserData', id, {});
    assert.deepEqual(played.told, []);
  });

  it('changes only on a live interaction', () => {
    const { played, id } = ringing();
    played.act({ do: 'reject', interactionId: id });
    assert.match(played.error('interaction.setUserData', id, { a: '2' }), /live interaction: 1 is IDLE/);
    assert.match(played.error('interaction.deleteUserData', id, 'a'), /live interaction: 1 is IDLE/);
    assert.equal(played.interaction(id).userData.a, '1');
  });

  it('needs an object of keys and values, and a key that is there', () => {
    const { played, id } = ringing();
    for (const wrong of [undefined, null, 'x', 7, ['a']]) {
      assert.match(played.error('interaction.setUserData', id, wrong), /setUserData: the argument keyValues must be/);
    }
    assert.match(played.error('interaction.deleteUserData', id, 'none'), /no user data none/);
  });

  it('keeps from widgets what they may not read, in replies and in events', () => {
    const { played, id } = ringing({ readAllowed: 'a, ord*' });
    played.act({ do: 'setUserData', interactionId: id, keyValues: { order: '7' } });
    assert.deepEqual(userDataOf(played, id), { a: '1', order: '7' });
    assert.equal(JSON.stringify(played.told).includes('secret'), false);
    assert.equal(played.interaction(id).userData.secret, 's');
  });

  it('keeps widgets from writing what they may not, all or nothing, but not the agent', () => {
    const { played, id } = ringing({ writeAllowed: 'a' });
    assert.match(played.error('interaction.setUserData', id, { a: '2', b: '3' }), /write-allowed: b/);
    assert.match(played.error('interaction.deleteUserData', id, 'secret'), /write-allowed: secret/);
    assert.deepEqual(played.interaction(id).userData, { a: '1', secret: 's' });
    played.act({ do: 'deleteUserData', interactionId: id, key: 'secret' });
    assert.deepEqual(played.interaction(id).userData, { a: '1' });
  });

  it('is a copy both ways: nothing that a widget holds reaches the desk', () => {
    const { played, id } = ringing();
    const sent = { nested: { value: 1 } };
    played.data('interaction.setUserData', id, sent);
    sent.nested.value = 2;
    const got = userDataOf(played, id) as { nested: { value: number } };
    got.nested.value = 3;
    const told = played.told[0]?.data as { interaction: { userData: { nested: { value: number } } } };
    told.interaction.userData.nested.value = 4;
    assert.deepEqual(userDataOf(played, id).nested, { value: 1 });
  });

  it('takes keys that mean something to JavaScript as plain keys', () => {
    const { played, id } = ringing();
    const keyValues: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":"c","toString":"t"}');
    played.data('interaction.setUserData', id, keyValues);
    const userData = userDataOf(played, id);
    assert.deepEqual(Object.keys(userData).sort(), ['__proto__', 'a', 'constructor', 'secret', 'toString']);
    assert.equal(Object.getPrototypeOf(userData), Object.prototype);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    played.data('interaction.deleteUserData', id, '__proto__');
    assert.equal(Object.hasOwn(userDataOf(played, id), '__proto__'), false);
    assert.match(played.error('interaction.deleteUserData', id, 'hasOwnProperty'), /no user data/);
  });

  it('that cannot be cloned is refused by name', () => {
    const { played, id } = ringing();
    assert.match(played.error('interaction.setUserData', id, { f: () => 1 }), /argument keyValues .*cloned/);
  });
});

import assert from 'node:assert/strict';
import { findMethod } from '../../../src/api/catalogue';
import { undoOf } from '../../../src/presentation/calls/undo';
import { janesCall, TestPage } from './pages';

function undo(service: string, ...parameters: unknown[]) {
  const method = findMethod(service);
  assert.ok(method);
  const page = new TestPage();
  const userData = Object.fromEntries([...Object.entries(janesCall.userData ?? {}), ['__proto__', { a: 1 }]]);
  page.put({ ...janesCall, userData });
  return undoOf(method, parameters, page);
}

describe('deleted user data', () => {
  it('can be set to what it was', () => {
    assert.deepEqual(undo('interaction.deleteUserData', '7', 'Account'), {
      done: 'The key “Account” is deleted from “Inbound call · Jane Doe”.',
      service: 'interaction.setUserData',
      parameters: ['7', { Account: '4711' }],
    });
    const proto = undo('interaction.deleteUserData', '7', '__proto__');
    assert.equal(JSON.stringify(proto?.parameters), '["7",{"__proto__":{"a":1}}]');
  });

  it('cannot be put back where the page has not shown it, and no other call is undone so', () => {
    assert.equal(undo('interaction.deleteUserData', '7', 'Unknown'), undefined);
    assert.equal(undo('interaction.deleteUserData', '9', 'Account'), undefined);
    assert.equal(undo('interaction.deleteUserData', '7', 'toString'), undefined);
    assert.equal(undo('interaction.setUserData', '7', 'Account'), undefined);
  });
});

import assert from 'node:assert/strict';
import { findMethod } from '../../../src/api/catalogue';
import type { MethodSpec } from '../../../src/api/method';
import { Confirmations } from '../../../src/presentation/calls/confirmations';
import { TestPage } from './pages';

function method(service: string): MethodSpec {
  const found = findMethod(service);
  assert.ok(found);
  return found;
}

describe('confirmation', () => {
  it('is asked for what reaches customers, on each live page once until it is loaded again', () => {
    const confirmations = new Confirmations();
    const page = new TestPage();
    const accept = method('interaction.accept');
    assert.equal(confirmations.isNeeded(page, method('agent.get')), false);
    assert.equal(confirmations.isNeeded(page, accept), true);
    confirmations.give(page);
    assert.equal(confirmations.isNeeded(page, method('voice.dial')), false);
    assert.equal(confirmations.isNeeded(new TestPage({ origin: 'http://elsewhere' }), accept), true);
    page.info = { ...page.info, epoch: 2 };
    assert.equal(confirmations.isNeeded(page, accept), true);
  });

  it('is not asked for in the simulated Workspace, but where a page only says that it is that', () => {
    const confirmations = new Confirmations();
    const accept = method('interaction.accept');
    const own = new TestPage({ place: 'simulator', origin: 'http://127.0.0.1:23375', own: true });
    assert.equal(confirmations.isNeeded(own, accept), false);
    assert.equal(confirmations.isNeeded(new TestPage({ place: 'simulator' }), accept), true);
  });
});

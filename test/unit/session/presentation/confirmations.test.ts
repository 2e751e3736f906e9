import assert from 'node:assert/strict';
import { findMethod } from '../../../../src/api/catalogue';
import type { MethodSpec } from '../../../../src/api/method';
import { Confirmations } from '../../../../src/session/presentation/confirmations';
import type { LinkStatus } from '../../../../src/session/relayLink';
import { TestPage } from './pages';

const status: LinkStatus = { kind: 'connected', url: 'ws://127.0.0.1:23375/tool', relay: 'Deskside 1' };

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
    assert.equal(confirmations.isNeeded(page, method('agent.get'), status), false);
    assert.equal(confirmations.isNeeded(page, accept, status), true);
    confirmations.give(page);
    assert.equal(confirmations.isNeeded(page, method('voice.dial'), status), false);
    assert.equal(confirmations.isNeeded(new TestPage({ origin: 'http://elsewhere' }), accept, status), true);
    page.info = { ...page.info, epoch: 2 };
    assert.equal(confirmations.isNeeded(page, accept, status), true);
  });

  it('is not asked for in the simulated Workspace, but where a page only says that it is that', () => {
    const confirmations = new Confirmations();
    const accept = method('interaction.accept');
    const own = new TestPage({ place: 'simulator', origin: 'http://127.0.0.1:23375' });
    assert.equal(confirmations.isNeeded(own, accept, status), false);
    assert.equal(confirmations.isNeeded(new TestPage({ place: 'simulator' }), accept, status), true);
  });
});

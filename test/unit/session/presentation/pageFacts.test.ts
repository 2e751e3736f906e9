import assert from 'node:assert/strict';
import { isSimulator } from '../../../../src/session/presentation/pageFacts';
import type { LinkStatus } from '../../../../src/session/relayLink';
import { TestPage } from './pages';

const url = 'ws://127.0.0.1:23375/tool';
const connected: LinkStatus = { kind: 'connected', url, relay: 'Deskside 1' };

describe('the simulated Workspace', () => {
  it("is a page that says so and comes from the relay's own origin", () => {
    const info = { ...new TestPage().info, place: 'simulator' as const };
    assert.equal(isSimulator({ ...info, origin: 'http://127.0.0.1:23375' }, connected), true);
    assert.equal(isSimulator({ ...info, origin: 'http://localhost:23375' }, connected), true);
    assert.equal(isSimulator({ ...info, origin: 'http://localhost:5173' }, connected), false);
    assert.equal(isSimulator({ ...info, origin: 'http://evil.example:23375' }, connected), false);
    assert.equal(isSimulator({ ...info, origin: 'null' }, connected), false);
    assert.equal(isSimulator({ ...info, place: 'widget', origin: 'http://127.0.0.1:23375' }, connected), false);
  });
});

import assert from 'node:assert/strict';
import { fittingActions } from '../../../src/presentation/connection/fittingActions';
import { offeredCount } from '../../../src/presentation/connection/pageFacts';
import { statusText, steadyStatus } from '../../../src/presentation/connection/statusText';
import type { LinkStatus } from '../../../src/session/link/toolLink';
import { janesCall, TestPage } from './pages';

const url = 'ws://127.0.0.1:23375/tool';
const connected: LinkStatus = { kind: 'connected', url, relay: 'Deskside 1' };
const trouble: LinkStatus = { kind: 'trouble', url, message: 'No relay answers there.', retrying: true };

describe('the status bar', () => {
  it('says off, connecting, waiting, how many pages, what rings, and trouble', () => {
    const page = new TestPage();
    page.put(janesCall);
    const away = new TestPage({ page: 'page-0002', connected: false });
    away.put(janesCall);
    const shown = (status: LinkStatus, ...pages: TestPage[]): string => {
      const { icon, text } = statusText(status, pages);
      return `(${icon}) ${text}`;
    };
    assert.deepEqual(
      [
        shown({ kind: 'off' }),
        shown({ kind: 'connecting', url }),
        shown(connected, away),
        shown(connected, page, away),
        shown(connected, new TestPage(), new TestPage()),
        shown(trouble),
      ],
      [
        '(circle-outline) Deskside',
        '(loading~spin) Deskside',
        '(broadcast) Deskside: waiting for a page',
        '(bell-dot) Deskside: 1 page, 1 ringing',
        '(broadcast) Deskside: 2 pages',
        '(warning) Deskside',
      ],
    );
    assert.equal(offeredCount([page, away]), 1);
  });

  it('keeps trouble in sight while a next attempt is under way', () => {
    assert.equal(steadyStatus(trouble, { kind: 'connecting', url }), trouble);
    assert.equal(steadyStatus(trouble, connected), connected);
    const elsewhere: LinkStatus = { kind: 'connecting', url: 'ws://127.0.0.1:1/tool' };
    assert.equal(steadyStatus(trouble, elsewhere), elsewhere);
  });

  it('leads on from every status', () => {
    for (const status of ['off', 'connecting', 'trouble', 'connected'] as const) {
      for (const hasPages of [true, false]) {
        assert.ok(fittingActions({ status, hasPages, hasRefused: false }).length > 1);
      }
    }
    const first = (status: LinkStatus['kind'], hasRefused = false): string | undefined =>
      fittingActions({ status, hasPages: false, hasRefused })[0]?.value;
    assert.equal(first('off'), 'deskside.start');
    assert.equal(first('connected', true), 'deskside.allowOrigin');
  });
});

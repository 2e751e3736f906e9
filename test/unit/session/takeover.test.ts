import assert from 'node:assert/strict';
import { heldRecords } from '../../support/heldRecords';
import { mock } from 'node:test';
import { limits } from '../../../src/protocol/limits';
import { Session } from '../../../src/session/session';
import type { TransportEvents } from '../../../src/protocol/connection/transport';
import type { OpenSocket, SocketFailure } from '../../../src/relayClient/socket';
import { widgetPage } from './widgetPage';

const allowed = { origins: ['http://localhost:5173'], ports: [8080] };
const address = { url: 'ws://127.0.0.1:1/tool', key: 'k' };

describe('a session whose relay is replaced by another', () => {
  let sockets: { events: TransportEvents<SocketFailure>; sent: string[] }[];
  let session: Session;
  const openSocket: OpenSocket = (_url, _subprotocols, events) => {
    const sent: string[] = [];
    sockets.push({ events, sent });
    return { send: (text) => sent.push(text), close: () => undefined };
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    sockets = [];
    session = new Session(openSocket);
  });
  afterEach(() => {
    session.dispose();
    mock.timers.reset();
  });

  /** The newest connection opens, and its relay says what it has. */
  async function greet(pages: readonly object[]): Promise<void> {
    const { events, sent } = sockets.at(-1) ?? assert.fail();
    events.opened();
    const { id } = JSON.parse(sent[0] ?? '') as { id: number };
    events.message(JSON.stringify({ jsonrpc: '2.0', id, result: { relay: 'test', pages, allowed } }));
    // What was said is taken in with the promise of its answer.
    await new Promise(setImmediate);
  }
  const tell = (method: string, params: object): void =>
    sockets.at(-1)?.events.message(JSON.stringify({ jsonrpc: '2.0', method, params }));
  const record = (seq: number): object => ({
    page: widgetPage.page,
    epoch: 1,
    records: [{ kind: 'desk', seq, time: 0, interactions: [{ interactionId: `${seq}` }] }],
  });

  async function replaced(): Promise<void> {
    session.connect(address);
    await greet([widgetPage]);
    tell('records', record(1));
    sockets.at(-1)?.events.ended({ kind: 'closed', code: 1006 });
    session.goOn(address);
    await greet([]);
  }

  it('goes on with a page that comes back, where it was', async () => {
    await replaced();
    const known = session.pages.get(widgetPage.page);
    assert.equal(known?.info.connected, false);
    assert.match(sockets.at(-1)?.sent[0] ?? '', /"resume":\[\{"page":"page-0001","epoch":1,"seq":1\}\]/);
    tell('pageOpened', widgetPage);
    tell('records', record(2));
    mock.timers.tick(limits.unlistedGraceMs);
    assert.equal(session.pages.get(widgetPage.page), known);
    assert.deepEqual([...known.desk.interactions.keys()], ['1', '2']);
    assert.deepEqual(
      heldRecords(known.history).map(({ kind, seq }) => [kind, seq]),
      [
        ['desk', 1],
        ['desk', 2],
      ],
    );
  });

  it('forgets a page that does not come back, after a while', async () => {
    await replaced();
    mock.timers.tick(limits.unlistedGraceMs - 1);
    assert.equal(session.pages.size, 1);
    mock.timers.tick(1);
    assert.equal(session.pages.size, 0);
  });

  it('still knows what the relay before let in, until it connects to one that is not its successor', async () => {
    await replaced();
    sockets.at(-1)?.events.ended({ kind: 'unreachable' });
    assert.deepEqual(session.allowed, allowed);
    session.goOn(address);
    assert.deepEqual(session.allowed, allowed);
    session.connect(address);
    assert.deepEqual(session.allowed, { origins: [], ports: [] });
  });

  it('says that the relay did not hear of it where the user takes permissions back meanwhile, and hands them on to none', async () => {
    await replaced();
    sockets.at(-1)?.events.ended({ kind: 'unreachable' });
    assert.equal(await session.forgetOrigins(), false);
    assert.deepEqual(session.allowed, { ...allowed, origins: [] });
  });

  it('forgets one origin alone, and hands the others on', async () => {
    await replaced();
    sockets.at(-1)?.events.ended({ kind: 'unreachable' });
    assert.ok(allowed.origins.length > 0);
    assert.equal(await session.forgetOrigins('http://never.example'), false);
    assert.deepEqual(session.allowed, allowed);
    assert.equal(await session.forgetOrigins(allowed.origins[0]), false);
    assert.deepEqual(session.allowed, { ...allowed, origins: allowed.origins.slice(1) });
  });

  it('says so as well where the connection ends before the relay answers', async () => {
    await replaced();
    const forgotten = session.forgetOrigins();
    sockets.at(-1)?.events.ended({ kind: 'closed', code: 1006 });
    assert.equal(await forgotten, false);
  });
});

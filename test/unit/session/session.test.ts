import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { subprotocol } from '../../../src/protocol/handshake';
import { limits } from '../../../src/protocol/limits';
import { Session } from '../../../src/session/session';
import type { LinkStatus } from '../../../src/session/link/toolLink';
import { heldRecords } from '../../support/heldRecords';
import { plainSocket } from '../../support/plainSocket';
import { widgetPage } from './widgetPage';

/** A relay played by the test: it answers what the test tells it to. */
class PlayedRelay {
  readonly server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => subprotocol });
  readonly received: { id?: number; method?: string; params?: unknown }[] = [];
  socket: WebSocket | undefined;
  answer: (message: { id?: number; method?: string; params?: unknown }, send: (frame: object) => void) => void = () =>
    undefined;

  async start(): Promise<string> {
    this.server.on('connection', (socket) => {
      this.socket = socket;
      socket.on('message', (data) => {
        const message = JSON.parse((data as Buffer).toString()) as { id?: number; method?: string; params?: unknown };
        this.received.push(message);
        this.answer(message, (frame) => socket.send(JSON.stringify({ jsonrpc: '2.0', ...frame })));
      });
    });
    await once(this.server, 'listening');
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}/tool`;
  }

  async stop(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const page = { ...widgetPage, seq: 2 };
const allowed = { origins: [], ports: [] };
const records = [
  { kind: 'desk', seq: 1, time: 0, whole: true, interactions: [{ interactionId: '7', state: 'RINGING' }] },
  {
    kind: 'event',
    seq: 2,
    time: 1,
    name: 'interaction',
    data: { interaction: { interactionId: '7', state: 'TALKING' } },
  },
];

/** Resolves as soon as `look` finds something, after each status or page change of the session. */
function until<T>(session: Session, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = look();
      if (found === undefined) return;
      for (const listener of listeners) listener.dispose();
      resolve(found);
    };
    const listeners = [session.onStatus.on(check), session.onPages.on(check), session.onRecords.on(check)];
    check();
  });
}

function trouble(session: Session): Promise<LinkStatus> {
  return until(session, () => (session.status.kind === 'trouble' ? session.status : undefined));
}

describe('a session', () => {
  let relay: PlayedRelay;
  let session: Session;
  let url: string;

  beforeEach(async () => {
    relay = new PlayedRelay();
    url = await relay.start();
    session = new Session(plainSocket);
  });
  afterEach(async () => {
    session.dispose();
    await relay.stop();
  });

  it('takes in pages and records that come in one go with the hello', async () => {
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      relay.socket?.pause();
      send({ id, result: { relay: 'test', pages: [page], allowed } });
      send({ method: 'records', params: { page: page.page, epoch: 1, records } });
      relay.socket?.resume();
    };
    session.connect({ url, key: 'k' });
    const known = await until(session, () => {
      const found = session.pages.get(page.page);
      return found?.history.length === 2 ? found : undefined;
    });
    assert.equal(known.desk.interactions.get('7')?.state, 'TALKING');
  });

  it('numbers pages that would be called the same, and keeps the numbers as long as it knows the pages', async () => {
    const pageOf = (id: string, place: 'widget' | 'simulator', title: string) => ({ ...page, page: id, place, title });
    const pages = [
      pageOf('simulated-1', 'simulator', 'Deskside bridge'),
      pageOf('orders-1', 'widget', 'Orders'),
      pageOf('simulated-2', 'simulator', 'Deskside bridge'),
      pageOf('billing-1', 'widget', 'Billing'),
      pageOf('orders-2', 'widget', 'Orders'),
    ];
    let tell: (frame: object) => void = () => undefined;
    relay.answer = ({ id, method }, send) => {
      tell = send;
      if (method === 'hello') send({ id, result: { relay: 'test', pages, allowed } });
    };
    const numbers = (): string => [...session.pages.values()].map(({ id, info }) => `${id}: ${info.number}`).join(', ');
    session.connect({ url, key: 'k' });
    await until(session, () => (session.pages.size === 5 ? true : undefined));
    assert.equal(numbers(), 'simulated-1: 1, orders-1: 1, simulated-2: 2, billing-1: 1, orders-2: 2');
    tell({ method: 'pageClosed', params: { page: 'simulated-1' } });
    tell({ method: 'pageOpened', params: { ...pages[4], title: 'Order 4711', epoch: 2 } });
    tell({ method: 'pageOpened', params: pageOf('simulated-3', 'simulator', 'Deskside bridge') });
    await until(session, () => session.pages.get('simulated-3'));
    assert.equal(numbers(), 'orders-1: 1, simulated-2: 2, billing-1: 1, orders-2: 2, simulated-3: 1');
    tell({ method: 'pageOpened', params: { ...pages[3], title: 'Orders' } });
    await until(session, () => (session.pages.get('billing-1')?.info.title === 'Orders' ? true : undefined));
    assert.equal(session.pages.get('billing-1')?.info.number, 2, 'another page has the title and the number already');
  });

  it('goes on where it was when the connection comes back, and marks the page as away meanwhile', async () => {
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      send({ id, result: { relay: 'test', pages: [page], allowed } });
      send({ method: 'records', params: { page: page.page, epoch: 1, records } });
    };
    session.connect({ url, key: 'k' });
    await until(session, () => (session.pages.get(page.page)?.history.length === 2 ? true : undefined));
    relay.socket?.terminate();
    await until(session, () => (session.pages.get(page.page)?.info.connected === false ? true : undefined));
    await until(session, () => (session.pages.get(page.page)?.info.connected === true ? true : undefined));
    const hellos = relay.received.filter((message) => message.method === 'hello');
    assert.deepEqual((hellos[1]?.params as { resume: unknown }).resume, [{ page: page.page, epoch: 1, seq: 2 }]);
    await until(session, () => (session.status.kind === 'connected' ? true : undefined));
    assert.equal(session.pages.get(page.page)?.history.length, 2);
  });

  it('keeps a page, and its place in it, when a relay that was started again does not know the page yet', async () => {
    let hellos = 0;
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      send({ id, result: { relay: 'test', pages: hellos++ === 0 ? [page] : [], allowed } });
      if (hellos === 1) send({ method: 'records', params: { page: page.page, epoch: 1, records } });
    };
    session.connect({ url, key: 'k' });
    const known = await until(session, () => {
      const found = session.pages.get(page.page);
      return found?.history.length === 2 ? found : undefined;
    });
    relay.socket?.terminate();
    await until(session, () => (hellos === 2 && session.status.kind === 'connected' ? true : undefined));
    assert.equal(known.info.connected, false);
    const third = { kind: 'event', seq: 3, time: 2, name: 'agent' };
    const send = (method: string, params: object) =>
      relay.socket?.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
    send('pageOpened', page);
    send('records', { page: page.page, epoch: 1, records: [third] });
    await until(session, () => (known.history.length === 3 ? true : undefined));
    assert.equal(session.pages.get(page.page), known);
    assert.deepEqual(heldRecords(known.history).at(-1), third);
    assert.equal(known.desk.interactions.get('7')?.state, 'TALKING');
  });

  it('says what it did not get of a page that it had forgotten and that comes back loaded again', async () => {
    const first = { ...page, recordedBefore: 10 };
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      send({ id, result: { relay: 'test', pages: [first], allowed } });
      send({ method: 'records', params: { page: page.page, epoch: 1, records } });
      send({ method: 'pageClosed', params: { page: page.page } });
      send({ method: 'pageOpened', params: { ...page, epoch: 3, seq: 0, recordedBefore: 15 } });
    };
    const gaps: unknown[] = [];
    session.onRecords.on(({ page, records }) => {
      for (const record of records) if (record.kind === 'gap') gaps.push([page.info.epoch, record.seq, record.lost]);
    });
    session.connect({ url, key: 'k' });
    await until(session, () => (session.pages.get(page.page)?.info.epoch === 3 ? true : undefined));
    assert.deepEqual(gaps, [[1, 5, 3]]);
    assert.equal(session.pages.get(page.page)?.history.length, 0);
  });

  it('forgets a page that a relay which was started again does not get to know', async () => {
    let hellos = 0;
    relay.answer = ({ id, method }, send) => {
      if (method === 'hello') send({ id, result: { relay: 'test', pages: hellos++ === 0 ? [page] : [], allowed } });
    };
    session.connect({ url, key: 'k' });
    await until(session, () => session.pages.get(page.page));
    relay.socket?.terminate();
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      await until(session, () => (session.status.kind === 'trouble' ? true : undefined));
      mock.timers.tick(limits.backoffFirstMs);
      await until(session, () => (session.status.kind === 'connected' ? true : undefined));
      mock.timers.tick(limits.unlistedGraceMs - 1);
      assert.equal(session.pages.size, 1);
      mock.timers.tick(1);
      assert.equal(session.pages.size, 0);
    } finally {
      mock.timers.reset();
    }
  });

  it('bounds what it keeps of all pages by what it takes in memory, whatever script the text is in', async () => {
    session.history.setBounds({ records: 100, bytes: 1_400_000 });
    const data = 'あ'.repeat(300_000);
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      send({ id, result: { relay: 'test', pages: [page], allowed } });
      for (const seq of [1, 2, 3]) {
        const record = { kind: 'event', seq, time: 0, name: 'messenger:a', data };
        send({ method: 'records', params: { page: page.page, epoch: 1, records: [record] } });
      }
    };
    session.connect({ url, key: 'k' });
    const known = await until(session, () => {
      const found = session.pages.get(page.page);
      return heldRecords(found?.history ?? session.history.ofLoad('', 0)).at(-1)?.seq === 3 ? found : undefined;
    });
    assert.deepEqual(
      heldRecords(known.history).map(({ seq }) => seq),
      [2, 3],
    );
    assert.equal(session.history.dropped, 1);
  });

  it('keeps what happened when a page is loaded again, and takes nothing twice when it connects anew', async () => {
    let epoch = 1;
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      send({ id, result: { relay: 'test', pages: [{ ...page, epoch }], allowed } });
      send({ method: 'records', params: { page: page.page, epoch, records } });
    };
    const held = (): string => [...session.history.from()].map(({ kind, seq }) => `${kind} ${seq}`).join(', ');
    session.connect({ url, key: 'k' });
    await until(session, () => (session.history.size === 3 ? true : undefined));
    session.disconnect();
    session.connect({ url, key: 'k' });
    await until(session, () => session.pages.get(page.page)?.desk.interactions.get('7'));
    assert.equal(held(), 'load 0, desk 1, event 2');
    session.disconnect();
    epoch = 2;
    session.connect({ url, key: 'k' });
    await until(session, () => (session.history.size === 6 ? true : undefined));
    assert.equal(held(), 'load 0, desk 1, event 2, load 0, desk 1, event 2');
  });

  it('holds all records of a load that the browser brings back after a load of which none came', async () => {
    const seqs = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, at) => ({ kind: 'event', seq: from + at, time: 0, name: 'agent' }));
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      const load = (epoch: number, recordedBefore: number) =>
        send({ method: 'pageOpened', params: { ...page, epoch, seq: 0, recordedBefore } });
      const take = (epoch: number, from: number, to: number) =>
        send({ method: 'records', params: { page: page.page, epoch, records: seqs(from, to) } });
      send({ id, result: { relay: 'test', pages: [{ ...page, recordedBefore: 0 }], allowed } });
      take(1, 1, 100);
      // The second load made 300 records while there was no relay; the third tells of them.
      load(3, 400);
      take(3, 1, 1);
      load(1, 0);
      take(1, 101, 402);
      send({ method: 'pageClosed', params: { page: page.page } });
    };
    session.connect({ url, key: 'k' });
    await until(session, () => (session.history.size > 0 && session.pages.size === 0 ? true : undefined));
    const held = [...session.history.from()].filter(({ load, kind }) => load.epoch === 1 && kind !== 'load');
    assert.deepEqual(
      held.filter(({ kind }) => kind === 'event').map(({ seq }) => seq),
      seqs(1, 402).map(({ seq }) => seq),
    );
    assert.deepEqual(
      held.filter(({ kind }) => kind === 'gap').map(({ seq, lost }) => [seq, lost]),
      [[400, 300]],
    );
    for (const seq of [100, 400, 402]) {
      const id = session.history.idOf({ page: page.page, epoch: 1 }, seq) ?? 0;
      assert.deepEqual([session.history.entry(id)?.seq, session.history.entry(id)?.kind], [seq, 'event']);
    }
  });

  it('holds what it says itself of a page that names too much, beside the record after which it says so', async () => {
    const interactions = Array.from({ length: 5001 }, (_, at) => ({ interactionId: `${at}`, state: 'TALKING' }));
    relay.answer = ({ id, method }, send) => {
      if (method !== 'hello') return;
      send({ id, result: { relay: 'test', pages: [page], allowed } });
      send({
        method: 'records',
        params: { page: page.page, epoch: 1, records: [{ kind: 'desk', seq: 1, time: 0, whole: true, interactions }] },
      });
      send({ method: 'records', params: { page: page.page, epoch: 1, records: [records[1]] } });
      send({ method: 'pageClosed', params: { page: page.page } });
    };
    session.connect({ url, key: 'k' });
    await until(session, () => (session.history.size > 0 && session.pages.size === 0 ? true : undefined));
    const held = [...session.history.from()].map((entry) => session.history.read(entry)).filter((record) => record);
    assert.deepEqual(
      held.map((record) => [record?.kind, record?.seq]),
      [
        ['desk', 1],
        ['desk', 1],
        ['notice', 1],
        ['event', 2],
      ],
    );
    const first = session.history.entry(session.history.idOf({ page: page.page, epoch: 1 }, 1) ?? 0);
    assert.equal(first?.steps.length, 5001, 'the number of a record leads to the record that the page sent');
  });

  it('says that nothing answers, and goes on trying', async () => {
    await relay.stop();
    session.connect({ url, key: 'k' });
    const status = await trouble(session);
    assert.deepEqual(status.kind === 'trouble' && [status.retrying, status.message.includes('No relay answers')], [
      true,
      true,
    ]);
  });

  it('stops for good with a sentence when the relay sends what is not of the protocol', async () => {
    relay.answer = () => relay.socket?.send('{"hello": "there"}');
    session.connect({ url, key: 'k' });
    const status = await trouble(session);
    assert.deepEqual(status.kind === 'trouble' && [status.retrying, status.message.includes('not of the protocol')], [
      false,
      true,
    ]);
  });

  it('reports a call whose connection ends as of unknown outcome and does not send it again', async () => {
    relay.answer = ({ id, method }, send) => {
      if (method === 'hello') send({ id, result: { relay: 'test', pages: [page], allowed } });
      if (method === 'invoke') relay.socket?.terminate();
    };
    session.connect({ url, key: 'k' });
    await until(session, () => (session.status.kind === 'connected' ? true : undefined));
    await assert.rejects(session.invoke(page.page, 'interaction.accept', ['7']), { kind: 'outcomeUnknown' });
    await until(session, () => (session.status.kind === 'connected' ? true : undefined));
    assert.equal(relay.received.filter((message) => message.method === 'invoke').length, 1);
  });

  it('reports a call whose answer can’t be understood as of unknown outcome', async () => {
    relay.answer = ({ id, method }, send) => {
      if (method === 'hello') send({ id, result: { relay: 'test', pages: [page], allowed } });
      if (method === 'invoke') send({ id, result: { outcome: 'perhaps' } });
    };
    session.connect({ url, key: 'k' });
    await until(session, () => (session.status.kind === 'connected' ? true : undefined));
    await assert.rejects(session.invoke(page.page, 'interaction.accept', ['7']), { kind: 'outcomeUnknown' });
  });

  it('stops waiting for a call when it is cancelled', async () => {
    relay.answer = ({ id, method }, send) => {
      if (method === 'hello') send({ id, result: { relay: 'test', pages: [page], allowed } });
    };
    session.connect({ url, key: 'k' });
    await until(session, () => (session.status.kind === 'connected' ? true : undefined));
    const abort = new AbortController();
    const call = session.invoke(page.page, 'interaction.accept', ['7'], abort.signal);
    abort.abort();
    await assert.rejects(call, { kind: 'cancelled' });
  });

  it('refuses an unknown service and a call without a relay before anything is sent', async () => {
    await assert.rejects(session.invoke(page.page, 'interaction.explode', []), { kind: 'unknownService' });
    await assert.rejects(session.invoke(page.page, 'agent.get', []), { kind: 'notConnected' });
  });
});

import assert from 'node:assert/strict';
import * as v from 'valibot';
import { pageLink } from '../../../src/bridge/relay/pageLink';
import type { LinkChange } from '../../../src/bridge/relay/pageLink';
import { ReconnectingClient } from '../../../src/protocol/connection/reconnectingClient';
import type { TransportEvents } from '../../../src/protocol/connection/transport';
import { errorCodes } from '../../../src/protocol/errors';
import { closeCodes } from '../../../src/protocol/handshake';
import { limits, protocolVersion } from '../../../src/protocol/limits';
import { Peer } from '../../../src/protocol/peer';

interface Opened {
  readonly events: TransportEvents;
  readonly sent: string[];
  readonly closed: (number | undefined)[];
}

/** Connections that a test plays the other side of, and a clock that it moves on. */
class PlayedRelay {
  readonly connections: Opened[] = [];
  readonly waits: number[] = [];
  #waiting: (() => void) | undefined;

  readonly open = (events: TransportEvents) => {
    const [sent, closed]: [string[], (number | undefined)[]] = [[], []];
    this.connections.push({ events, sent, closed });
    return { send: (text: string) => void sent.push(text), close: (code?: number) => void closed.push(code) };
  };

  readonly later = (ms: number, run: () => void) => {
    this.waits.push(ms);
    this.#waiting = run;
    return { dispose: () => (this.#waiting = undefined) };
  };

  get isWaitedFor(): boolean {
    return this.#waiting !== undefined;
  }

  get newest(): Opened {
    return this.connections.at(-1) ?? assert.fail('nobody connected');
  }

  waitOver(): void {
    const run = this.#waiting ?? assert.fail('nobody waits');
    this.#waiting = undefined;
    run();
  }

  /** The newest connection opens, and hello is answered. */
  welcome(result: object = {}): void {
    this.newest.events.opened();
    this.newest.events.message(this.answer({ result }));
  }

  /** What answers hello. */
  answer(what: object): string {
    const { id } = JSON.parse(this.newest.sent[0] ?? '') as { id: number };
    return JSON.stringify({ jsonrpc: '2.0', id, ...what });
  }

  end(code?: number): void {
    this.newest.events.ended(code === undefined ? { kind: 'failed' } : { kind: 'closed', code });
  }
}

const tell = JSON.stringify({ jsonrpc: '2.0', method: 'tell', params: {} });

describe('a client that connects again', () => {
  const asks = { hello: { params: v.object({}), result: v.object({}) } };
  const hears = { tell: { params: v.object({}) } };
  let relay: PlayedRelay;
  let told: string[];
  let onEnd: () => void;

  function newClient() {
    return new ReconnectingClient(
      relay.open,
      {
        peer: (send) => new Peer(asks, hears, { tell: () => void told.push('tell') }, send),
        hello: () => ({}),
        welcomed: () => {
          told.push('welcomed');
          return undefined;
        },
        lost: () => void told.push('lost'),
        ended: ({ kind, code }, wasWelcome) => {
          told.push(`${kind}${wasWelcome ? ' after the welcome' : ''}`);
          onEnd();
          return code !== closeCodes.version;
        },
      },
      relay.later,
    );
  }

  beforeEach(() => {
    relay = new PlayedRelay();
    told = [];
    onEnd = () => undefined;
  });

  it('takes in what comes at once after the answer to its hello, in order', () => {
    newClient().start();
    relay.newest.events.opened();
    const answer = relay.answer({ result: {} });
    for (const text of [answer, tell]) relay.newest.events.message(text);
    assert.deepEqual(told, ['welcomed', 'tell']);
  });

  it('waits longer after each failure, and the shortest time after a connection that was good', () => {
    newClient().start();
    for (let count = 0; count < 5; count++) {
      relay.end();
      relay.waitOver();
    }
    assert.ok((relay.waits[4] ?? 0) > limits.backoffFirstMs * 2, relay.waits.join());
    relay.welcome();
    relay.end(1006);
    assert.ok((relay.waits[5] ?? Infinity) <= limits.backoffFirstMs);
  });

  for (const [who, end] of [
    ['the relay does not understand it', () => relay.end(closeCodes.badFrame)],
    ['it does not understand the relay', () => relay.newest.events.message('no JSON')],
  ] as const) {
    it(`waits longer each time that ${who}, however well the connection began`, () => {
      newClient().start();
      for (let count = 0; count < 5; count++) {
        relay.welcome();
        end();
        relay.waitOver();
      }
      assert.ok((relay.waits[4] ?? 0) > limits.backoffFirstMs * 2, relay.waits.join());
    });
  }

  it('closes a connection on which it does not understand the relay, and says which side did not understand', () => {
    newClient().start();
    relay.welcome();
    relay.newest.events.message('no JSON');
    assert.deepEqual(
      [relay.newest.closed, told],
      [[closeCodes.badFrame], ['welcomed', 'lost', 'garbled after the welcome']],
    );
  });

  it('does not try again when the relay answers hello with another version', () => {
    const client = newClient();
    client.start();
    relay.newest.events.opened();
    relay.newest.events.message(relay.answer({ error: { code: errorCodes.version, message: 'no' } }));
    assert.deepEqual([relay.isWaitedFor, told], [false, ['lost', 'closed']]);
    client.retryNow();
    assert.equal(relay.connections.length, 2, 'unless it is told to');
  });

  it('stays away when it is stopped by somebody who hears that it ended', () => {
    const client = newClient();
    onEnd = () => client.stop();
    client.start();
    relay.end();
    assert.equal(relay.isWaitedFor, false);
  });

  it('hears nothing of a connection before the newest', () => {
    const client = newClient();
    client.start();
    const { events } = relay.newest;
    client.stop();
    client.start();
    relay.welcome();
    events.opened();
    events.message(tell);
    events.ended({ kind: 'failed' });
    assert.deepEqual(
      [told, relay.isWaitedFor, relay.connections[0]?.closed],
      [['lost', 'welcomed'], false, [undefined]],
    );
  });

  it('has one connection, however often it is started or told to try now', () => {
    const client = newClient();
    client.start();
    client.start();
    client.retryNow();
    relay.end();
    client.start();
    assert.equal(relay.connections.length, 1);
    client.retryNow();
    client.retryNow();
    assert.deepEqual([relay.connections.length, relay.isWaitedFor], [2, false]);
  });
});

describe("a page's connection", () => {
  it('keeps what it has sent when it was the page that did not understand', () => {
    const relay = new PlayedRelay();
    const told: (LinkChange | 'misunderstood')[] = [];
    const link = pageLink(
      relay.open,
      {
        handlers: { invoke: () => assert.fail(), describe: () => undefined, ack: () => undefined },
        hello: () => ({
          version: protocolVersion,
          page: 'page-0001',
          epoch: 1,
          title: '',
          location: '',
          place: 'widget',
          bridge: '',
        }),
        greeted: () => true,
        lost: () => undefined,
        replaced: () => assert.fail(),
        misunderstood: () => void told.push('misunderstood'),
        linkChanged: (change) => {
          told.push(change);
          return false;
        },
      },
      relay.later,
    );
    link.start();
    relay.welcome({ relay: 'Deskside', seq: 0 });
    relay.newest.events.message('no JSON');
    assert.deepEqual(told, ['connected', 'lost']);
    relay.waitOver();
    relay.welcome({ relay: 'Deskside', seq: 0 });
    relay.end(closeCodes.badFrame);
    assert.deepEqual(told, ['connected', 'lost', 'connected', 'misunderstood', 'lost']);
  });
});

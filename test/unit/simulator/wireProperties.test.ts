import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import { clientUserAgent, serverUserAgent } from '../../../src/api/wire';
import { SimulatedDesk } from '../../../src/simulator/desk/simulatedDesk';
import type { WorkspaceEvent } from '../../../src/simulator/desk/state/types';
import { Clients } from '../../../src/simulator/ui/wire/clients';
import { Faults } from '../../../src/simulator/ui/wire/faults';
import { MessageLog } from '../../../src/simulator/ui/wire/messageLog';
import { ObservationReporter } from '../../../src/simulator/ui/wire/observationReporter';
import { Replays } from '../../../src/simulator/ui/model/played/replays';
import { WireServer } from '../../../src/simulator/ui/wire/wireServer';
import { PlayedTime } from './playedDesk';

type Received = Readonly<Record<string, unknown>>;

const eventNames = ['interaction', 'agent', 'media', 'outbound', 'system', 'markdone', 'messenger:news'] as const;

/** The window of a widget: keeps what it gets, as postMessage would hand it over. */
class WidgetWindow {
  readonly window = this;
  readonly parent = this;
  readonly closed = false;
  readonly received: Received[] = [];
  /** Names by the id of the subscription. */
  readonly subscriptions = new Map<string, readonly string[]>();

  postMessage(message: Received): void {
    this.received.push(structuredClone(message));
  }

  wants(name: string): boolean {
    return [...this.subscriptions.values()].some((names) => names.includes(name));
  }
}

/** Workspace's end of the wire with two widgets, in plain Node. */
class Wire {
  readonly time = new PlayedTime();
  readonly desk = new SimulatedDesk(this.time, { farEndAnswersAfterMs: 0, serverStepMs: 0 });
  readonly windows = [new WidgetWindow(), new WidgetWindow()] as const;
  /** What the desk told since it was last asked for. */
  readonly told: WorkspaceEvent[] = [];
  readonly log = new MessageLog();
  readonly #server: WireServer;

  constructor() {
    const page = new WidgetWindow() as unknown as Window;
    const clients = new Clients(page);
    for (const [place, window] of this.windows.entries()) {
      clients.add(window as unknown as Window, { widget: `w${place}`, visible: () => true });
    }
    const reporter = new ObservationReporter('http://workspace.example');
    const newId = () => this.time.newId();
    this.#server = new WireServer(this.desk, clients, this.log, new Faults(), reporter, new Replays(this.time), newId);
    this.desk.events.on((event) => this.told.push(event));
  }

  send(window: WidgetWindow, message: object): void {
    const data = structuredClone({ userAgent: clientUserAgent, protocolVersion: 2, ...message });
    const source = window as unknown as Window;
    this.#server.message({ data, source, origin: 'http://widget.example' } as unknown as MessageEvent<unknown>);
  }

  dispose(): void {
    this.#server.dispose();
    this.desk.dispose();
  }
}

/** Ids as client libraries count them, and whatever else a text or a number can be. */
const referenceId = fc.oneof(
  fc.nat({ max: 5_000 }).map(String),
  fc.constantFrom('0', '007', '1e3', ' 1', '', '__proto__', 'undefined', 'null', '-0'),
  fc.string({ unit: 'binary' }),
  fc.integer(),
);

/** Arguments that fit now and then. */
const argument = fc.constantFrom<unknown>(
  ...['1', '2', '3', 1, 'Ready', 'NotReady', 'voice', 'news', 'Renewals', 'wweCustomToast0', 'wweCustomDialog1'],
  ...[{ key: 'value' }, { title: 'T', buttons: ['A'] }, { name: 'view' }, { type: 'AGENT', destination: '1002' }, null],
);

const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('request' as const),
      service: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...catalogue.map(serviceName)) },
        { weight: 1, arbitrary: fc.constantFrom('voice.sing', '__proto__', '') },
      ),
      parameters: fc.option(fc.array(argument, { maxLength: 4 }), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      names: fc.oneof(fc.constantFrom(...eventNames), fc.uniqueArray(fc.constantFrom(...eventNames))),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), which: fc.nat({ max: 4 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('inbound' as const), media: fc.constantFrom('voice', 'chat', 'email') }),
  },
);
const game = fc.array(fc.tuple(step, referenceId, fc.nat({ max: 1 })), { maxLength: 60, size: 'max' });

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes a step; returns whether it asks for a reply. */
function take(wire: Wire, asked: Step, id: string | number, window: WidgetWindow): boolean {
  switch (asked.do) {
    case 'request':
      wire.send(window, { request: asked.service, parameters: asked.parameters, referenceId: id });
      return true;
    case 'subscribe':
      wire.send(window, { event: 'subscribe', data: asked.names, referenceId: id });
      return true;
    case 'unsubscribe':
      wire.send(window, { event: 'unsubscribe', data: [...window.subscriptions.keys()][asked.which], referenceId: id });
      return true;
    case 'inbound':
      assert.ok(wire.desk.world({ happens: 'inbound', media: asked.media }).ok);
      return false;
  }
}

describe('A widget that the bridge speaks in,', () => {
  const bridgeId = 'deskside:lq3k9.x7:1';

  it('or that uses ids which only look like the bridge\u2019s, stays in the message log', () => {
    const wire = new Wire();
    const [window] = wire.windows;
    for (const referenceId of ['deskside:', 'deskside:1', 'deskside:x:', 'deskside:X!:1', 'deskside']) {
      wire.send(window, { request: 'agent.get', referenceId });
    }
    assert.equal(wire.log.entries.filter(({ kind }) => kind === 'request').length, 5);
    wire.send(window, { request: 'agent.get', referenceId: bridgeId });
    wire.send(window, { event: 'subscribe', data: 'interaction', referenceId: '7' });
    wire.log.clear();
    wire.send(window, { request: 'agent.getState', referenceId: '8' });
    wire.desk.world({ happens: 'inbound', media: 'voice' });
    assert.deepEqual(
      wire.log.entries.map(({ kind, name }) => `${kind} ${name}`),
      ['request agent.getState', 'reply agent.getState', 'event interaction', 'event interaction'],
    );
    wire.dispose();
  });

  it('has the bridge\u2019s own messages counted, not shown', () => {
    const wire = new Wire();
    const [window] = wire.windows;
    wire.send(window, { event: 'subscribe', data: 'interaction', referenceId: bridgeId });
    wire.desk.world({ happens: 'inbound', media: 'chat' });
    assert.deepEqual(wire.log.entries, []);
    assert.equal(wire.log.ofBridge, 4);
    wire.dispose();
  });
});

describe('Whatever widgets send over the wire,', () => {
  it('each request gets one reply with the same reference id, and each event comes once to whoever subscribed', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(game, (steps) => {
        const wire = new Wire();
        try {
          for (const [asked, id, who] of steps) {
            const asker = wire.windows[who] ?? wire.windows[0];
            const isQuestion = take(wire, asked, id, asker);
            const events = wire.told.splice(0);
            for (const window of wire.windows) {
              const got = window.received.splice(0);
              for (const { userAgent, protocolVersion } of got) {
                assert.deepEqual([userAgent, protocolVersion], [serverUserAgent, 2]);
              }
              const replies = isQuestion && window === asker ? got.splice(0, 1) : [];
              for (const reply of replies) {
                assert.ok(
                  Object.is(reply.referenceId, id),
                  `${JSON.stringify(id)} came back as ${JSON.stringify(reply)}`,
                );
                assert.ok(!('event' in reply));
                if (asked.do === 'subscribe') {
                  window.subscriptions.set(String(reply.subscriptionId), [asked.names].flat());
                }
              }
              const due = events.filter(
                ({ name, toOthers }) => window.wants(name) && !(toOthers === true && window === asker),
              );
              assert.deepEqual(
                got.map(({ event, data }) => ({ event, data })),
                due.map(({ name, data }) => ({ event: name, data })),
              );
              assert.ok(got.every((event) => !('referenceId' in event)));
            }
            if (asked.do === 'unsubscribe') {
              asker.subscriptions.delete([...asker.subscriptions.keys()][asked.which] ?? '');
            }
          }
        } finally {
          wire.dispose();
        }
      }),
      { numRuns: 500 },
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventDeduplicator } from '../../../src/bridge/observe/eventDeduplicator';
import type { EventRoute } from '../../../src/bridge/observe/eventDeduplicator';
import type { Call, Ended } from '../../../src/bridge/workspace/callRecorder';
import { EventSubscriptions } from '../../../src/bridge/workspace/eventSubscriptions';

type Request = { readonly from: EventRoute } & (
  | { readonly subscribe: unknown; readonly answer: (id: number) => void }
  | { readonly unsubscribe: unknown; readonly answer: () => void }
);

/**
 * A Workspace, and a page with the widget's window and the bridge's own: what either has not read so far stands in a queue. A
 * page reads what comes to its windows in the order in which that was posted.
 */
class Wire {
  readonly deduplicator = new EventDeduplicator(() => 0);
  readonly subscriptions: EventSubscriptions;
  /** What the bridge has told, in the order in which that was. */
  readonly told: string[] = [];
  /** How many events came to the bridge's own window. */
  copies = 0;
  refusals = 0;
  /** How many calls the bridge made. */
  asked = 0;
  refuses = false;
  readonly #requests: Request[] = [];
  readonly #messages: (() => void)[] = [];
  readonly #held = new Map<number, { readonly from: EventRoute; readonly names: unknown }>();
  #ids = 0;
  #events = 0;

  constructor(hearsWidget = true) {
    this.subscriptions = new EventSubscriptions(hearsWidget, this.deduplicator, () => this.refusals++);
  }

  readonly ask = ({ service, parameters }: Call): Promise<Ended> =>
    new Promise((resolve) => {
      this.asked++;
      const succeed = (subscriptionId?: number) =>
        resolve({ outcome: 'succeeded', reply: { referenceId: '1', subscriptionId } });
      if (service === 'unsubscribe') {
        this.#requests.push({ from: 'private', unsubscribe: parameters?.[0], answer: () => succeed() });
      } else if (this.refuses) {
        resolve({ outcome: 'failed', reply: { referenceId: '1', errorMessage: 'no' } });
      } else this.#requests.push({ from: 'private', subscribe: parameters?.[0], answer: succeed });
    });

  /** The widget subscribes to events of interactions; resolves to the id. */
  widgetSubscribes(): Promise<number> {
    return new Promise((resolve) => {
      const answer = (id: number) => {
        this.subscriptions.widgetSubscribed(['interaction']);
        resolve(id);
      };
      this.#requests.push({ from: 'widget', subscribe: ['interaction'], answer });
    });
  }

  widgetUnsubscribes(id: number): void {
    void this.subscriptions.widgetSends({ event: 'unsubscribe', data: id });
    this.#requests.push({ from: 'widget', unsubscribe: id, answer: () => undefined });
  }

  /** Something happens in Workspace. */
  happens(name = 'interaction'): void {
    const text = `${name} ${++this.#events}`;
    for (const { from, names } of this.#held.values()) {
      if (Array.isArray(names) && names.includes(name)) this.#messages.push(() => this.#comes(from, name, text));
    }
  }

  /** Workspace reads what was posted to it first. */
  workspaceReads(): boolean {
    const request = this.#requests.shift();
    if (request === undefined) return false;
    const { from } = request;
    if ('subscribe' in request) {
      const id = ++this.#ids;
      this.#held.set(id, { from, names: request.subscribe });
      this.#messages.push(() => request.answer(id));
    } else {
      this.#held.delete(Number(request.unsubscribe));
      this.#messages.push(() => request.answer());
    }
    return true;
  }

  /** The page reads what was posted to it first. */
  pageReads(): boolean {
    const message = this.#messages.shift();
    message?.();
    return message !== undefined;
  }

  async settle(): Promise<void> {
    for (let busy = true; busy;) {
      const read = this.workspaceReads();
      busy = this.pageReads() || read;
      await new Promise(setImmediate);
    }
  }

  #comes(route: EventRoute, name: string, text: string): void {
    if (route === 'private') this.copies++;
    if (this.deduplicator.copyOf(route, name, text) !== undefined) return;
    this.deduplicator.recorded(route, name, text, 1);
    this.told.push(text);
  }
}

async function begun(hearsWidget?: boolean): Promise<Wire> {
  const wire = new Wire(hearsWidget);
  const began = wire.subscriptions.begin(wire.ask);
  await wire.settle();
  assert.equal((await began).outcome, 'succeeded');
  return wire;
}

describe('the events to which the bridge subscribes', () => {
  it('are each told once, whenever the widget subscribes and unsubscribes', async () => {
    const step = fc.constantFrom('subscribe', 'unsubscribe', 'event', 'workspace', 'page');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const wire = await begun();
        let held: number | undefined;
        let wanted = false;
        let events = 0;
        const play: Record<(typeof steps)[number], () => void> = {
          subscribe() {
            // Workspace tells twice what the widget subscribes to twice.
            if (wanted) return;
            wanted = true;
            void wire.widgetSubscribes().then((id) => (held = id));
          },
          unsubscribe() {
            if (held === undefined) return;
            wire.widgetUnsubscribes(held);
            held = undefined;
            wanted = false;
          },
          event() {
            events++;
            wire.happens();
          },
          workspace: () => void wire.workspaceReads(),
          page: () => void wire.pageReads(),
        };
        for (const next of steps) {
          play[next]();
          await new Promise(setImmediate);
        }
        await wire.settle();
        assert.equal(new Set(wire.told).size, events, 'none is missing');
        assert.equal(wire.told.length, events, 'none is told twice');
      }),
      { numRuns: 300 },
    );
  });

  it('come to the page once while the widget has them', async () => {
    const wire = await begun();
    const id = wire.widgetSubscribes();
    await wire.settle();
    wire.happens();
    wire.happens('agent');
    await wire.settle();
    assert.equal(wire.copies, 1, 'the agent’s event, to which the widget did not subscribe');
    wire.widgetUnsubscribes(await id);
    await wire.settle();
    wire.happens();
    await wire.settle();
    assert.equal(wire.copies, 2);
    assert.equal(wire.told.length, 3);
  });

  it('are not taken from a new window where the widget has them, unless Workspace is another one', async () => {
    const wire = await begun();
    void wire.widgetSubscribes();
    await wire.settle();
    void wire.subscriptions.begin(wire.ask);
    await wire.settle();
    wire.happens();
    await wire.settle();
    assert.equal(wire.copies, 0);
    wire.subscriptions.forgetWidget();
    void wire.subscriptions.begin(wire.ask);
    await wire.settle();
    wire.happens();
    await wire.settle();
    assert.equal(wire.copies, 1);
  });

  it('stay the bridge’s own where it does not hear all that comes to the widget', async () => {
    const wire = await begun(false);
    void wire.widgetSubscribes();
    await wire.settle();
    wire.happens();
    await wire.settle();
    assert.equal(wire.copies, 1);
    assert.equal(wire.told.length, 1);
  });

  it('are missing with a word where Workspace refuses the bridge what the widget gives up', async () => {
    const wire = await begun();
    const id = wire.widgetSubscribes();
    await wire.settle();
    wire.refuses = true;
    wire.widgetUnsubscribes(await id);
    await wire.settle();
    assert.equal(wire.refusals, 1);
  });

  it('stay the bridge’s own in the end where the widget changes its mind again and again', async () => {
    const wire = await begun();
    for (let turn = 0; turn < 30; turn++) {
      const id = wire.widgetSubscribes();
      await wire.settle();
      wire.widgetUnsubscribes(await id);
      await wire.settle();
    }
    assert.ok(wire.asked < 30, `${wire.asked} calls`);
    void wire.widgetSubscribes();
    await wire.settle();
    wire.happens();
    await wire.settle();
    assert.deepEqual([wire.copies, wire.told.length], [1, 1]);
  });

  it('are not asked for again from a window that got no answer', async () => {
    const wire = new Wire();
    wire.refuses = true;
    await wire.subscriptions.begin(wire.ask);
    const { asked } = wire;
    wire.widgetUnsubscribes(1);
    await wire.settle();
    assert.equal(wire.asked, asked);
    assert.equal(wire.refusals, 0);
  });
});

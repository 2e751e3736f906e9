import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limits } from '../../../src/protocol/limits';
import { newKey } from '../../../src/relayClient/keys';
import { Session } from '../../../src/session/session';
import type { PageRecords } from '../../../src/session/session';
import { Witness } from '../../chaos/support/witness';
import { plainSocket } from '../../support/plainSocket';
import { seeded } from '../../support/seed';
import { runRelay } from '../relay/support';
import type { Running } from '../relay/support';
import { HiddenPage } from './hiddenPage';
import { NodeClock } from './nodeClock';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** More turns of the event loop than messages and pings on this machine take for their way there and back. */
const turns = 8;

/** A page in the background, the relay and a tool, whose time the test lets pass. */
class Scene {
  readonly witness = new Witness(true);
  readonly clock = new NodeClock();
  readonly #keys = { pageKey: newKey(), toolKey: newKey() };
  readonly #session = new Session(plainSocket);
  #port = 0;
  #running: Running | undefined;
  #page: HiddenPage | undefined;
  #failure: Error | undefined;

  async begin(): Promise<void> {
    this.#session.onRecords.on((got) => {
      try {
        this.#show(got);
      } catch (error) {
        // What listens to a signal can't make its sender fail.
        this.#failure ??= error instanceof Error ? error : new Error(String(error));
      }
    });
    await this.startRelay();
    this.#session.connect({ url: `ws://127.0.0.1:${this.#port}/tool`, key: this.#keys.toolKey });
    this.#page = new HiddenPage({ port: this.#port, pageKey: this.#keys.pageKey });
    await this.settle();
  }

  async end(): Promise<void> {
    this.#session.dispose();
    this.#page?.dispose();
    await this.stopRelay();
    this.clock.dispose();
  }

  get page(): HiddenPage {
    assert.ok(this.#page !== undefined, 'the scene has begun');
    return this.#page;
  }

  /** How often a page has come or come back to the relay that runs. */
  get arrivals(): number {
    return this.#running?.log.filter(({ kind }) => kind === 'pageOpened').length ?? 0;
  }

  get connected(): boolean {
    return [...this.#session.pages.values()].some(({ info }) => info.connected);
  }

  get pages(): number {
    return this.#session.pages.size;
  }

  record(count: number): void {
    this.page.record(count);
    this.witness.recorded(1, this.page.events);
  }

  async startRelay(): Promise<void> {
    this.#running ??= await runRelay({ ...this.#keys, port: this.#port });
    this.#port = this.#running.relay.port;
  }

  async stopRelay(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    // It waits for the others to close, for a time that has to pass: who is asleep does not answer.
    const state = { over: false };
    const ended = running.relay.dispose().finally(() => {
      state.over = true;
    });
    await this.#turn();
    while (!state.over) {
      this.clock.pass(limits.closeTimeoutMs);
      await this.#turn();
    }
    await ended;
  }

  #show({ page, records }: PageRecords): void {
    for (const record of records) {
      const mark = record.kind === 'event' ? (record.data as { mark: string }).mark : undefined;
      const lost = record.kind === 'gap' ? record.lost : undefined;
      this.witness.got(page.info.epoch, { seq: record.seq, kind: record.kind, mark, lost });
    }
  }

  /** Time passes for all, and what they send arrives. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= secondMs) {
      this.#page?.pass(secondMs);
      this.clock.pass(secondMs);
      await this.#turn();
      if (this.#failure !== undefined) throw this.#failure;
    }
  }

  /** What was sent arrives. */
  async #turn(): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets them all come back, and waits until the tool has the last record. */
  async settle(): Promise<void> {
    await this.startRelay();
    this.page.setNetwork('awake');
    this.record(1);
    for (let minutes = 0; !this.witness.complete; minutes++) {
      assert.ok(minutes < 10, `the last record did not come: ${String(this.witness)}`);
      await this.pass(minuteMs);
    }
  }
}

describe('a page in the background for an hour', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = new Scene();
    await scene.begin();
  });
  afterEach(() => scene.end());

  it('stays connected, and each record arrives when it is made, however seldom its timers run', async () => {
    for (let minutes = 0; minutes < 60; minutes++) {
      scene.record(2);
      await scene.pass(minuteMs);
      assert.ok(scene.witness.complete, String(scene.witness));
    }
    assert.deepEqual([scene.arrivals, scene.witness.lost], [1, 0]);
  });

  it('is forgotten when its network sleeps, and goes on where it was when it is back: nothing is lost, nor said to be', async () => {
    scene.page.setNetwork('asleep');
    scene.record(5);
    await scene.pass(hourMs);
    assert.deepEqual([scene.connected, scene.pages], [false, 0], 'the heartbeat has ended it, and the grace is over');
    scene.record(5);
    await scene.settle();
    assert.equal(scene.arrivals, 2);
    assert.equal(scene.witness.lost, 0);
  });

  it('goes on with a relay that was started again, though its timers let it come late', async () => {
    scene.record(5);
    await scene.pass(30 * minuteMs);
    await scene.stopRelay();
    await scene.startRelay();
    scene.record(5);
    await scene.pass(limits.unlistedGraceMs + 10 * secondMs);
    assert.equal(scene.pages, 0, 'it is not back in time');
    await scene.settle();
    assert.equal(scene.witness.lost, 0);
  });

  it('has a gap for exactly what it could not keep while there was no relay', async () => {
    await scene.stopRelay();
    const before = scene.page.events;
    for (let minutes = 0; minutes < 60; minutes++) {
      scene.record(50);
      await scene.pass(minuteMs);
    }
    await scene.startRelay();
    await scene.settle();
    assert.equal(scene.witness.lost, scene.page.events - before - limits.bridgeRecords);
  });

  it('on a machine that sleeps meanwhile is not cut by the heartbeat, and loses nothing', async () => {
    for (let hours = 0; hours < 3; hours++) {
      scene.record(5);
      scene.clock.sleep(hourMs);
      scene.record(5);
      await scene.pass(minuteMs);
    }
    await scene.settle();
    assert.deepEqual([scene.arrivals, scene.witness.lost], [1, 0]);
  });

  type Step = readonly [what: string, run: (scene: Scene) => unknown];
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.integer({ min: 1, max: 700 }).map((count): Step => [`record ${count}`, (on) => on.record(count)]),
    fc.integer({ min: 1, max: 90 }).map((seconds): Step => [`pass ${seconds} s`, (on) => on.pass(seconds * secondMs)]),
    fc.constantFrom<Step>(
      ['network asleep', (on) => on.page.setNetwork('asleep')],
      ['network awake', (on) => on.page.setNetwork('awake')],
      ['machine asleep', (on) => on.clock.sleep(hourMs)],
      ['relay stopped', (on) => on.stopRelay()],
      ['relay started', (on) => on.startRelay()],
      ['settle', (on) => on.settle()],
    ),
  );

  it('brings each record once and in order, or a gap that counts it, whatever sleeps and ends meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await scene.end();
        scene = new Scene();
        await scene.begin();
        for (const [, run] of steps) await run(scene);
        await scene.settle();
      }),
      { ...seeded(), numRuns: 20 },
    );
  });
});

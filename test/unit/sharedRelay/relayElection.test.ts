import assert from 'node:assert/strict';
import fc from 'fast-check';
import { onDispose } from '../../../src/base/disposable';
import { RelayElection } from '../../../src/sharedRelay/relayElection';
import type { JoinEnd } from '../../../src/sharedRelay/relayElection';

/** As long as a port may be without a relay that a window wants. */
const takeoverMs = 2000;

/** One machine: a port that one program can have, a clock, and windows. Everything takes a moment and may interleave. */
class Machine {
  now = 0;
  /** Who has the port. */
  holder: Window | 'stranger' | undefined;
  readonly windows: Window[] = [];
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  constructor(count: number) {
    for (let at = 0; at < count; at++) this.windows.push(new Window(this));
  }

  later(ms: number, run: () => void) {
    const timer = { at: this.now + ms, run };
    this.#timers.add(timer);
    return onDispose(() => this.#timers.delete(timer));
  }

  /** Resolves at some later time. */
  moment(ms = 1): Promise<void> {
    return new Promise((resolve) => void this.later(ms, resolve));
  }

  /** Lets so much time go by. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await new Promise(setImmediate);
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  /** Whoever had the port lets go of it: those that were connected to it notice. */
  release(): void {
    const { holder } = this;
    this.holder = undefined;
    for (const window of this.windows) {
      if (window.connectedTo !== holder || holder === undefined) continue;
      window.connectedTo = undefined;
      void window.election.lost();
    }
  }
}

class Window {
  readonly election: RelayElection<Window>;
  readonly #machine: Machine;
  isAlive = true;
  isWanted = false;
  connectedTo: Window | 'stranger' | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.election = new RelayElection<Window>({
      host: async () => {
        await this.#stayAlive();
        if (machine.holder !== undefined) return undefined;
        machine.holder = this;
        return this;
      },
      join: async (): Promise<JoinEnd> => {
        await this.#stayAlive();
        if (machine.holder === undefined) return 'gone';
        if (machine.holder === 'stranger') return 'stranger';
        this.connectedTo = machine.holder;
        return 'joined';
      },
      retire: async () => {
        await this.#stayAlive();
        if (machine.holder === this) machine.release();
      },
      later: (ms, run) =>
        machine.later(ms, () => {
          if (this.isAlive) run();
        }),
      failed: (error) => assert.ifError(error),
    });
  }

  start(): void {
    if (!this.isAlive) return;
    this.isWanted = true;
    void this.election.start().then((end) => {
      if (end === 'gone' || end === 'stranger') this.isWanted = false;
    });
  }

  stop(): void {
    if (!this.isAlive) return;
    this.isWanted = false;
    // Its connection holds until it has its turn, and may be lost in between.
    void this.election.stop().then(() => (this.connectedTo = undefined));
  }

  /** Its process ends at once. */
  kill(): void {
    this.isAlive = this.isWanted = false;
    this.connectedTo = undefined;
    if (this.#machine.holder === this) this.#machine.release();
  }

  /** A dead process goes no further. */
  async #stayAlive(): Promise<void> {
    await this.#machine.moment();
    if (!this.isAlive) await new Promise(() => undefined);
  }
}

type Step =
  | { readonly does: 'start' | 'stop' | 'kill'; readonly window: number }
  | { readonly does: 'strangerComes' | 'strangerGoes' | 'strangerUsurps' }
  | { readonly does: 'pass'; readonly ms: number };

function act(machine: Machine, step: Exclude<Step, { does: 'pass' }>): void {
  switch (step.does) {
    case 'strangerComes':
      machine.holder ??= 'stranger';
      return;
    case 'strangerUsurps':
      if (machine.holder instanceof Window) machine.holder.kill();
      machine.holder ??= 'stranger';
      return;
    case 'strangerGoes':
      if (machine.holder === 'stranger') machine.release();
      return;
    case 'start':
    case 'stop':
    case 'kill':
      machine.windows[step.window]?.[step.does]();
  }
}

function assertOneHosts({ windows, holder }: Machine): void {
  const wanted = windows.filter(({ isAlive, isWanted }) => isAlive && isWanted);
  const hosts = windows.filter(({ isAlive, election }) => isAlive && election.relay !== undefined);
  assert.ok(hosts.length <= 1 && hosts.every((host) => wanted.includes(host)), 'one hosts, and wants to');
  if (holder === 'stranger') return;
  assert.equal(hosts.length, wanted.length === 0 ? 0 : 1, 'nobody hosts');
  assert.deepEqual(hosts[0], holder, 'the host has the port');
  for (const window of wanted) {
    if (window !== holder) assert.equal(window.connectedTo, holder, 'a guest is connected to the host');
  }
}

describe('the election of the window that runs the relay', () => {
  const windowsAtMost = 3;
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant('start' as const), window: fc.nat(windowsAtMost - 1) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constantFrom('stop' as const, 'kill' as const),
        window: fc.nat(windowsAtMost - 1),
      }),
    },
    fc.record({ does: fc.constantFrom('strangerComes' as const, 'strangerGoes' as const, 'strangerUsurps' as const) }),
    { weight: 3, arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.nat(5) }) },
  );

  it('has one winner within two seconds, whatever windows and other programs do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const machine = new Machine(windowsAtMost);
        for (const each of steps) {
          if (each.does === 'pass') await machine.pass(each.ms);
          else act(machine, each);
        }
        await machine.pass(takeoverMs);
        assertOneHosts(machine);
        for (const window of machine.windows) window.stop();
        await machine.pass(takeoverMs);
        assertOneHosts(machine);
      }),
      { numRuns: 500 },
    );
  });

  async function three(): Promise<{ machine: Machine; windows: [Window, Window, Window] }> {
    const machine = new Machine(3);
    for (const window of machine.windows) {
      window.start();
      await machine.pass(10);
    }
    const [a, b, c] = machine.windows;
    assert.ok(a && b && c);
    assert.deepEqual([machine.holder, b.connectedTo, c.connectedTo], [a, a, a]);
    return { machine, windows: [a, b, c] };
  }

  for (const end of ['kill', 'stop'] as const) {
    it(`goes on without the host, after its ${end}, in another window that wants it`, async () => {
      const { machine, windows } = await three();
      windows[0][end]();
      await machine.pass(takeoverMs);
      assertOneHosts(machine);
      assert.ok(machine.holder === windows[1] || machine.holder === windows[2]);
    });
  }

  it('leaves the port to a program that has taken it, and takes it back whenever that ends', async () => {
    for (const ms of [10, 700, 1300, 60_000]) {
      const { machine, windows } = await three();
      // So quickly that no window finds the port free.
      windows[0].kill();
      machine.holder = 'stranger';
      await machine.pass(ms);
      assert.equal(machine.holder, 'stranger');
      machine.release();
      await machine.pass(takeoverMs);
      assertOneHosts(machine);
    }
  });

  it('tells who starts that another program has the port, and then leaves it alone', async () => {
    const machine = new Machine(1);
    machine.holder = 'stranger';
    const [window] = machine.windows;
    assert.ok(window);
    const started = window.election.start();
    await machine.pass(takeoverMs);
    assert.equal(await started, 'stranger');
    machine.release();
    await machine.pass(60_000);
    assert.equal(machine.holder, undefined);
  });

  it('waits for a relay that is just ending', async () => {
    const { machine, windows } = await three();
    for (const window of windows) window.stop();
    windows[2].start();
    await machine.pass(takeoverMs);
    assert.equal(machine.holder, windows[2]);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newKey } from '../../../src/relayClient/keys';
import { connectAs, eventually, events, helloOf, record, runRelay } from './support';
import type { Client, Message, Running } from './support';

const id = 'page-0001';

interface Acknowledgement {
  readonly epoch: number;
  readonly seq: number;
}

/** A page that keeps its rules: it holds what was not acknowledged, and goes on where the relay is. */
class KeepingPage {
  epoch = 1;
  /** The number of the last record of each load. */
  readonly recorded = new Map<number, number>();
  #seq = 0;
  #acknowledged = 0;
  #client: Client | undefined;

  record(count: number): void {
    const from = this.#seq + 1;
    this.#seq += count;
    this.recorded.set(this.epoch, this.#seq);
    if (this.#client !== undefined) record(this.#client, events(from, this.#seq), { page: id, epoch: this.epoch });
  }

  reload(): void {
    this.drop();
    this.epoch++;
    this.#seq = this.#acknowledged = 0;
  }

  drop(): void {
    this.#client?.socket.terminate();
    this.#client = undefined;
  }

  async connect(running: Running): Promise<void> {
    if (this.#client !== undefined) return;
    const client = await connectAs('page', running);
    const { result } = await client.call('hello', helloOf({ epoch: this.epoch }));
    const from = Math.max((result as { seq: number }).seq, this.#acknowledged) + 1;
    if (from <= this.#seq) record(client, events(from, this.#seq), { page: id, epoch: this.epoch });
    this.#client = client;
  }

  get settled(): boolean {
    const acks = (this.#client?.all ?? []).filter(({ method }) => method === 'ack');
    for (const { params } of acks) {
      const { epoch, seq } = params as Acknowledgement;
      if (epoch === this.epoch) this.#acknowledged = Math.max(this.#acknowledged, seq);
    }
    return this.#acknowledged === this.#seq;
  }
}

/** A tool that keeps its rules: it knows what it has got, what it was told that it missed, and what it has to conclude. */
class KeepingTool {
  readonly got = new Map<number, number[]>();
  readonly missed = new Map<number, number>();
  position: { page: string; epoch: number; seq: number } | undefined;
  #client: Client | undefined;
  #read = 0;

  drop(): void {
    this.read();
    this.#client?.socket.terminate();
    this.#client = undefined;
  }

  async connect(running: Running): Promise<void> {
    if (this.#client !== undefined) return;
    const client = await connectAs('tool', running);
    this.#read = 0;
    await client.call('hello', {
      version: 2,
      name: 'model',
      resume: this.position === undefined ? [] : [this.position],
    });
    this.#client = client;
  }

  /** Takes in what has come. */
  read(): void {
    for (; this.#client !== undefined && this.#read < this.#client.all.length; this.#read++) {
      this.#take(this.#client.all[this.#read] ?? {});
    }
  }

  has(epoch: number, seq: number): boolean {
    this.read();
    return this.position?.epoch === epoch && this.position.seq === seq;
  }

  #take({ method, params }: Message): void {
    if (method === 'records') {
      const { epoch, records } = params as { epoch: number; records: { seq: number }[] };
      for (const { seq } of records) {
        const { seq: last } = this.#at(epoch);
        if (seq <= last) continue;
        this.#lost(epoch, seq - last - 1);
        this.got.set(epoch, [...(this.got.get(epoch) ?? []), seq]);
        this.position = { page: id, epoch, seq };
      }
    } else if (method === 'missed') {
      const { epoch, from, to } = params as { epoch: number; from: number; to: number };
      assert.equal(from, this.#at(epoch).seq + 1);
      this.#lost(epoch, to - from + 1);
      this.position = { page: id, epoch, seq: to };
    }
  }

  #at(epoch: number): { seq: number } {
    return this.position?.epoch === epoch ? this.position : { seq: 0 };
  }

  #lost(epoch: number, count: number): void {
    this.missed.set(epoch, (this.missed.get(epoch) ?? 0) + count);
  }
}

type Step =
  | { readonly do: 'record'; readonly count: number }
  | { readonly do: 'dropPage' | 'dropTool' | 'connectPage' | 'connectTool' | 'restartRelay' | 'reloadPage' | 'settle' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('record' as const), count: fc.integer({ min: 1, max: 20 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('dropPage' as const, 'dropTool', 'connectPage', 'connectTool', 'settle'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restartRelay' as const, 'reloadPage') }) },
);

describe('page, relay and tool, whoever of them goes and comes back', () => {
  /** Plays the steps, lets everyone come back, and returns what page and tool then know. */
  async function play(steps: readonly Step[]): Promise<{ page: KeepingPage; tool: KeepingTool }> {
    const keys = { pageKey: newKey(), toolKey: newKey() };
    let running = await runRelay(keys);
    const [page, tool] = [new KeepingPage(), new KeepingTool()];
    const actions: Record<Step['do'], (count: number) => unknown> = {
      record: (count) => page.record(count),
      dropPage: () => page.drop(),
      dropTool: () => tool.drop(),
      connectPage: () => page.connect(running),
      connectTool: () => tool.connect(running),
      reloadPage: () => page.reload(),
      settle: () => new Promise((resolve) => setImmediate(resolve)),
      restartRelay: async () => {
        page.drop();
        tool.drop();
        await running.relay.dispose();
        running = await runRelay({ ...keys, port: running.relay.port });
      },
    };
    try {
      for (const one of steps) await actions[one.do]('count' in one ? one.count : 0);
      await tool.connect(running);
      await page.connect(running);
      page.record(1);
      await eventually(() => page.settled && tool.has(page.epoch, page.recorded.get(page.epoch) ?? 0));
      return { page, tool };
    } finally {
      page.drop();
      tool.drop();
      await running.relay.dispose();
    }
  }

  it('lose no record and see none twice while the relay lives, and know of each one that is lost when it does not', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { page, tool } = await play(steps);
        for (const [epoch, seqs] of tool.got) {
          assert.deepEqual(
            seqs,
            [...new Set(seqs)].sort((a, b) => a - b),
            'each once and in order',
          );
          const last = tool.position?.epoch === epoch ? (page.recorded.get(epoch) ?? 0) : (seqs.at(-1) ?? 0);
          assert.equal(seqs.length + (tool.missed.get(epoch) ?? 0), last, 'what did not come is known as missed');
        }
        if (!steps.some((one) => one.do === 'restartRelay')) {
          assert.equal(tool.missed.get(page.epoch) ?? 0, 0);
          assert.equal(tool.got.get(page.epoch)?.length, page.recorded.get(page.epoch));
        }
      }),
      { numRuns: 150 },
    );
  });
});

import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { limits } from '../../src/protocol/limits';
import { seeded } from '../support/seed';
import { buildParts } from './support/scripts';
import { partNames, Trio } from './support/trio';
import type { PartName } from './support/trio';

/** What the test knows of the three without asking: who runs, and who is frozen. */
type Model = Record<PartName, 'running' | 'frozen' | 'dead'>;
type Command = fc.AsyncCommand<Model, Trio>;

function command(text: string, check: (model: Readonly<Model>) => boolean, run: Command['run']): Command {
  return { check, run, toString: () => text };
}

const allRunning = (): Model => ({ relay: 'running', tool: 'running', page: 'running' });
const part = fc.constantFrom(...partNames);

const commands = [
  fc.record({ count: fc.integer({ min: 1, max: 30 }), bytes: fc.constantFrom(0, 500, 5000) }).map(({ count, bytes }) =>
    command(`record ${count} of ${bytes} bytes`, always, (_, trio) => {
      trio.record(count, bytes);
      return Promise.resolve();
    }),
  ),
  fc.constant(
    command('record more than the page keeps', always, (_, trio) => {
      trio.record(limits.bridgeRecords + 50);
      return Promise.resolve();
    }),
  ),
  fc.constant(
    command('invoke', always, (_, trio) => {
      trio.invoke();
      return Promise.resolve();
    }),
  ),
  part.map((name) =>
    command(
      `kill ${name}`,
      (model) => model[name] !== 'dead',
      async (model, trio) => {
        model[name] = 'dead';
        await trio.killPart(name);
      },
    ),
  ),
  part.map((name) =>
    command(
      `start ${name}`,
      (model) => model[name] === 'dead',
      async (model, trio) => {
        model[name] = 'running';
        await trio.startPart(name);
      },
    ),
  ),
  part.map((name) =>
    command(
      `freeze ${name}`,
      (model) => model[name] === 'running',
      (model, trio) => {
        model[name] = 'frozen';
        trio.freeze(name);
        return Promise.resolve();
      },
    ),
  ),
  part.map((name) =>
    command(
      `thaw ${name}`,
      (model) => model[name] === 'frozen',
      (model, trio) => {
        model[name] = 'running';
        trio.thaw(name);
        return Promise.resolve();
      },
    ),
  ),
  fc.constantFrom('tool' as const, 'page' as const).map((name) =>
    command(`cut ${name}`, always, (_, trio) => {
      trio.cut(name);
      return Promise.resolve();
    }),
  ),
  fc.integer({ min: 1, max: 6 }).map((count) =>
    command(
      `let ${count} messages pass`,
      (model) => partNames.every((name) => model[name] === 'running'),
      async (_, trio) => {
        const target = trio.passed + count;
        trio.record(1);
        trio.invoke();
        await trio.until('the messages', () => trio.passed >= target || trio.witness.complete);
      },
    ),
  ),
  fc.constant(
    command('settle', always, async (model, trio) => {
      await trio.settle();
      for (const name of partNames) model[name] = 'running';
    }),
  ),
];

function always(): boolean {
  return true;
}

describe('relay, tool and page, whatever happens to their processes', () => {
  let folder: string;
  before(async () => {
    folder = await buildParts();
  });
  after(() => rm(folder, { recursive: true }));

  it('agree in the end: each record arrived once and in order or is known to be lost, each call came once or not at all', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: '+1' }), async (script) => {
        const trio = new Trio(folder, `model-${++run}`);
        try {
          await trio.start();
          await fc.asyncModelRun(() => ({ model: allRunning(), real: trio }), script);
          await trio.settle();
        } finally {
          await trio.stop();
        }
      }),
      // Each failing case costs what a run costs: it is better to see the first one than to wait for the smallest.
      { ...seeded(), numRuns: 8, endOnFailure: true },
    );
  });
});

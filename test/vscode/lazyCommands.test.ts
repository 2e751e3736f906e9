import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DisposableStore } from '../../src/base/disposable';
import { LazyCommands } from '../../src/editor/ui/lazyCommands';

const [greet, count] = ['desksideTest.greet', 'desksideTest.count'];
const extension = { packageJSON: { contributes: { commands: [{ command: greet }, { command: count }] } } };

describe('a command whose main part is loaded with its first call', () => {
  let lazy: LazyCommands<string>;
  let builds = 0;
  let disposed = 0;
  /** How the next build ends. */
  let failure: Error | undefined;

  async function build(owned: DisposableStore): Promise<string> {
    builds += 1;
    owned.add(vscode.commands.registerCommand(greet, (name: string) => `Hello ${name}`));
    owned.add({ dispose: () => (disposed += 1) });
    await Promise.resolve();
    if (failure !== undefined) throw failure;
    owned.add(vscode.commands.registerCommand(count, () => builds));
    return 'built';
  }

  before(() => {
    lazy = new LazyCommands(extension, build);
  });
  after(() => lazy.dispose());

  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(command, ...args);

  it('says why a load failed, each time, and leaves nothing of it', async () => {
    failure = new Error('no luck');
    for (const command of [greet, count]) await assert.rejects(Promise.resolve(run(command, 'Ada')), /no luck/);
    assert.deepEqual([builds, disposed], [2, 2]);
    assert.equal(lazy.current, undefined);
  });

  it('answers after a load that failed, with what it was called with, and loads no more', async () => {
    failure = undefined;
    assert.deepEqual(await Promise.all([run(greet, 'Ada'), run(count)]), ['Hello Ada', 3]);
    assert.equal(await run(greet, 'Grace'), 'Hello Grace');
    assert.equal(await lazy.load(), 'built');
    assert.deepEqual([builds, disposed], [3, 2]);
  });

  it('is gone with the part that it is of', async () => {
    lazy.dispose();
    assert.equal(disposed, 3);
    const all = await vscode.commands.getCommands(true);
    assert.deepEqual(
      all.filter((command) => command === greet || command === count),
      [],
    );
  });
});

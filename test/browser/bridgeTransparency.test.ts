import assert from 'node:assert/strict';
import { BridgeSuite } from './support/bridgeSuite';
import type { Desk } from './support/bridgeRig';

/** What a run left behind: all that the widget noticed, and all that Workspace got from it. */
interface Run {
  readonly seen: unknown;
  readonly sent: unknown;
}

async function runWidget(desk: Desk): Promise<Run> {
  await desk.widget.evaluate('run()');
  const sent = (await desk.received()).filter(({ from }) => from === 'widget');
  return { seen: await desk.widget.evaluate('window.seen'), sent };
}

describe('a widget with the bridge', () => {
  const suite = new BridgeSuite();

  /** Opens the widget and waits until the bridge in it has learned the desk. */
  async function openWatched(scripts: readonly string[], told: Readonly<Record<string, string>>): Promise<Desk> {
    const desk = await suite.rig.openDesk({ scripts: ['watched', ...scripts] }, { told });
    await suite.tool.until('the desk', () => suite.tool.of('desk').find(({ services }) => services !== undefined));
    return desk;
  }

  const arrangements = [
    { name: 'loaded before its library', scripts: ['bridge', 'clientLibrary', 'libraryWidget'], told: {} },
    { name: 'loaded after its library', scripts: ['clientLibrary', 'bridge', 'libraryWidget'], told: {} },
    { name: 'loaded last of all', scripts: ['clientLibrary', 'libraryWidget', 'bridge'], told: {} },
    { name: 'without a library', scripts: ['bridge', 'rawWidget'], told: {} },
    {
      name: 'in a window that Workspace opened',
      scripts: ['bridge', 'clientLibrary', 'libraryWidget'],
      told: { popup: '' },
    },
  ];
  for (const { name, scripts, told } of arrangements) {
    it(`gets the same messages, callbacks and results, ${name}`, async () => {
      const bare = await suite.rig.openDesk(
        { scripts: ['watched', ...scripts.filter((script) => script !== 'bridge')] },
        { told },
      );
      const without = await runWidget(bare);
      await bare.page.context().close();
      const run = await runWidget(await openWatched(scripts, told));
      assert.deepEqual(run, without);
      assert.ok(JSON.stringify(run.seen).length > 200, 'the widget noticed something');
    });
  }
});

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/hosts/chromium';
import { root } from '../../scripts/hosts/paths';
import type { ScenarioReport } from '../../src/simulator/scenario/report';
import { decodeScenario } from '../../src/simulator/scenario/scenarioAddress';
import { findShippedScenario } from '../../src/simulator/scenario/shipped';
import { buildCommand } from './support/builtCommand';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the command deskside with a scenario', () => {
  let folder: string;
  let file: string;
  before(async () => {
    await ensureChromium();
    folder = await mkdtemp(join(tmpdir(), 'deskside-scenario-'));
    file = await buildCommand(folder);
  });
  after(() => rm(folder, { recursive: true }));

  const deskside = (args: readonly string[], cwd = root) =>
    new Promise<Ended>((resolve) => {
      const child = execFile(process.execPath, [file, ...args], { cwd }, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it('test ends with 0 and a line for each step when the widget does what is expected', async () => {
    const { code, stdout, stderr } = await deskside(['test', '--scenario', 'rona']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^RONA\n {2}✓ 1\. .*\n(.*\n)+RONA: passed\n$/);
    assert.equal(stderr, '');
  });

  it('test ends with 1 and names the step that failed, for people and for programs', async () => {
    const wish = await write(
      'wish.scenario.yaml',
      'scenario: Wish\nsteps:\n  - when: { subscribed: interaction }\n    world: { happens: inbound, media: voice }\n' +
        '  - name: the widget looks into the crystal ball\n    expect: { called: crystal.*, within: 100ms }\n',
    );
    const forPeople = await deskside(['test', '--scenario', wish]);
    assert.equal(forPeople.code, 1);
    assert.match(forPeople.stdout, /Wish: failed at step 2: the widget looks into the crystal ball\n$/);
    const forPrograms = await deskside(['test', '--scenario', wish, '--json']);
    assert.equal(forPrograms.code, 1);
    const report = JSON.parse(forPrograms.stdout) as ScenarioReport;
    assert.deepEqual(
      report.steps.map(({ outcome }) => outcome),
      ['ok', 'failed'],
    );
  });

  it('test says when a widget cannot be loaded', async () => {
    const quick = await write(
      'quick.scenario.json',
      '{"scenario":"Quick","steps":[{"expect":{"subscribed":"interaction","within":"2s"}}]}',
    );
    const { code, stderr } = await deskside(['test', '--scenario', quick, '--widget', 'http://localhost:9/w.html']);
    assert.equal(code, 1);
    assert.match(stderr, /^http:\/\/localhost:9\/w\.html could not be loaded: /m);
  });

  it('test says in one sentence what to do without Playwright', async () => {
    const { code, stdout, stderr } = await deskside(['test', '--scenario', 'rona'], folder);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^Playwright .* Run "npm install --save-dev playwright-core" in your project\.\n$/);
  });

  it('ends with 2 and says where a scenario is wrong', async () => {
    const wrong = await write('wrong.scenario.yaml', 'scenario: Wrong\nsteps:\n  - agent: { do: sing }\n');
    for (const [command, scenario, why] of [
      ['test', wrong, /wrong\.scenario\.yaml:3:18 Step 1, "agent\.do": it can't be "sing"\.\n$/],
      ['serve', wrong, /wrong\.scenario\.yaml:3:18 /],
      ['serve', join(folder, 'none.yaml'), /no such file that can be read\. Give one, or one of these names: block/],
    ] as const) {
      const { code, stderr } = await deskside([command, '--scenario', scenario]);
      assert.equal(code, 2);
      assert.match(stderr, why);
    }
    assert.equal((await deskside(['test'])).code, 2);
  });

  it('serve prints an address that holds the scenario, and nothing serves the file', async () => {
    const child = spawn(process.execPath, [...[file, 'serve', '--port', '0', '--json'], ...['--scenario', 'chat']]);
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { workspace, pageKey } = JSON.parse(line.toString()) as { workspace: string; pageKey: string };
      const parameters = new URLSearchParams(new URL(workspace).hash.slice(1));
      assert.equal(parameters.get('key'), pageKey);
      assert.deepEqual(decodeScenario(parameters.get('scenario') ?? ''), { scenario: findShippedScenario('chat') });
    } finally {
      child.kill();
    }
  });
});

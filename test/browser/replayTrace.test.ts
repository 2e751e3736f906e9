import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quickChromiumEnvironment } from '../../scripts/hosts/chromium';
import { root } from '../../scripts/hosts/paths';
import { shippedScenarioNames } from '../../src/simulator/scenario/format/shipped';
import { buildCommand } from '../support/builtCommand';
import { runProgram } from '../support/runProgram';
import type { EndedProgram } from '../support/runProgram';
import { sharedBrowser } from './support/sharedBrowser';
import { answeringAddress, recordedTrace } from './support/recordedTrace';
import { putPages } from './support/webAssets';
import { SimulatorRig } from './widgets/simulatorRig';

/** The report of `--reporter json`, as far as it is read here. */
interface JsonReport {
  readonly outcome: string;
  readonly scenarios: readonly [{ readonly steps: readonly { readonly outcome: string; readonly why?: string }[] }];
}

describe('deskside replay', () => {
  let rig: SimulatorRig;
  let folder: string;
  let command: string;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    env = await quickChromiumEnvironment();
    rig = await SimulatorRig.start(await sharedBrowser());
    folder = await mkdtemp(join(tmpdir(), 'deskside-replay-'));
    command = await buildCommand(folder, putPages);
  });
  afterEach(() => rig.clear());
  after(async () => {
    await rig.stop();
    await rm(folder, { recursive: true });
  });

  const deskside = (...args: readonly string[]) => runProgram(process.execPath, [command, ...args], { cwd: root, env });

  async function fileOf(name: string): Promise<string> {
    const file = join(folder, `${name}.deskside-trace`);
    await writeFile(file, await recordedTrace(rig, name));
    return file;
  }
  const failed = ({ stdout }: EndedProgram) => {
    const report = JSON.parse(stdout) as JsonReport;
    return report.scenarios[0].steps.filter(({ outcome }) => outcome === 'failed');
  };

  for (const name of shippedScenarioNames.filter((each) =>
    ['consult-and-transfer', 'email', 'rate-limit'].includes(each),
  )) {
    it(`finds no difference with the widget that was recorded, and one that is otherwise: ${name}`, async () => {
      const trace = await fileOf(name);
      const widget = answeringAddress(rig, name);
      const same = await deskside('replay', '--trace', trace, '--widget', widget, '--reporter', 'json');
      assert.equal(same.code, 0, same.stdout + same.stderr);
      const other = await deskside(
        'replay',
        '--trace',
        trace,
        '--widget',
        `${widget}&second=more`,
        '--reporter',
        'json',
      );
      assert.equal(other.code, 1, other.stdout + other.stderr);
      assert.deepEqual(
        failed(other).map(({ why }) => why),
        ['Other arguments.'],
        other.stdout,
      );
    });
  }

  it('stops where an event waits for a call that does not come, and says so', async () => {
    const trace = await fileOf('inbound-call');
    const widget = `${answeringAddress(rig, 'inbound-call')}&silent`;
    const ended = await deskside('replay', '--trace', trace, '--widget', widget);
    assert.equal(ended.code, 1, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /was brought about by this call, which did not come in 10 s\. The replay has stopped\./);
  });

  it('ends with code 2 where the file is no trace', async () => {
    const file = join(folder, 'none.deskside-trace');
    await writeFile(file, 'nothing of the kind\n');
    const { code, stderr } = await deskside('replay', '--trace', file);
    assert.equal(code, 2);
    assert.match(stderr, /no trace of Deskside/);
    assert.equal((await deskside('replay')).code, 2);
  });
});

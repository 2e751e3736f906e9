import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileOfAddress } from '../../../src/simulator/desk/profile/profileAddress';
import { readProfile } from '../../../src/simulator/desk/profile/profile';
import { TraceWriter } from '../../../src/trace/traceWriter';
import { buildCommand } from '../../support/builtCommand';
import { runProgram } from '../../support/runProgram';

describe('deskside learn', () => {
  let folder: string;
  let command: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-learn-'));
    command = await buildCommand(folder);
  });
  after(() => rm(folder, { recursive: true }));

  const deskside = (...args: readonly string[]) => runProgram(process.execPath, [command, ...args]);

  async function traceFile(name: string, place: string, eventType: string): Promise<string> {
    const writer = new TraceWriter({ product: '0', begun: 0, masking: { allowedKeys: [] } });
    const page = { page: 'p', epoch: 1, title: '', location: '', origin: 'https://crm.example', place };
    const lines = writer.lines(page, [
      { kind: 'desk', seq: 1, time: 1, whole: true, interactions: [] },
      {
        kind: 'event',
        seq: 2,
        time: 2,
        name: 'interaction',
        data: { eventType, interaction: { interactionId: '1', media: 'voice', state: 'RINGING' } },
      },
    ]);
    const file = join(folder, `${name}.deskside-trace`);
    await writeFile(file, writer.header() + lines);
    return file;
  }

  it('prints a profile, or writes it into a new file, and serve hands it to the simulated Workspace', async () => {
    const trace = await traceFile('live', 'widget', 'CALL_IN');
    const printed = await deskside('learn', trace);
    assert.equal(printed.code, 0, printed.stderr);
    assert.match(printed.stderr, /^Learned event types: 1, shapes of events: 1,/);
    const profile = readProfile(printed.stdout);
    assert.deepEqual(profile.eventTypes, { ringing: 'CALL_IN' });
    const file = join(folder, 'live.deskside-profile.json');
    assert.equal((await deskside('learn', trace, '--output', file)).code, 0);
    assert.equal(await readFile(file, 'utf8'), printed.stdout);
    const again = await deskside('learn', trace, '--output', file);
    assert.deepEqual([again.code, again.stderr.includes('exists already. Name another file.')], [1, true]);
    const serving = spawn(process.execPath, [command, 'serve', '--port', '0', '--json', '--profile', file]);
    const [line] = (await once(serving.stdout, 'data')) as [Buffer];
    const { workspace } = JSON.parse(line.toString()) as { workspace: string };
    assert.deepEqual(profileOfAddress(new URL(workspace)), profile);
    serving.kill();
    await once(serving, 'close');
  });

  it('takes what most of several traces say', async () => {
    const traces = await Promise.all(
      ['RINGS', 'CALL_IN', 'CALL_IN'].map((word, index) => traceFile(`trace${index}`, 'webContent', word)),
    );
    assert.deepEqual(readProfile((await deskside('learn', ...traces)).stdout).eventTypes, { ringing: 'CALL_IN' });
  });

  it('says with its exit code that there is nothing to learn, or that a file is no trace or no profile', async () => {
    const none = join(folder, 'none.deskside-trace');
    await writeFile(none, 'nothing of the kind\n');
    const [simulated, noTrace, noProfile] = await Promise.all([
      traceFile('simulated', 'simulator', 'RINGING').then((file) => deskside('learn', file)),
      deskside('learn', none),
      deskside('serve', '--profile', none),
    ]);
    assert.deepEqual([simulated.code, simulated.stdout], [1, '']);
    assert.match(simulated.stderr, /This trace is of the simulated Workspace\./);
    assert.equal(noTrace.code, 2);
    assert.match(noTrace.stderr, /no trace of Deskside/);
    assert.equal(noProfile.code, 2);
    assert.match(noProfile.stderr, /This is no profile of Deskside/);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/hosts/paths';
import { run } from '../../../scripts/hosts/processes';
import { resultsVariable } from '../../../scripts/suite/resultLines';

const texts = {
  'good.test.ts': "describe('good', () => { it('works', () => {}); });",
  'bad.test.ts': "describe('bad', () => { it('fails', () => { throw new Error('the reason'); }); });",
};

describe('A run of test files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-run-'));
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  });
  after(() => rm(folder, { recursive: true }));

  for (const jobs of ['1', '2']) {
    it(`says the same of each test, and why it failed, from ${jobs} processes`, async () => {
      const results = join(folder, 'results.jsonl');
      await writeFile(results, '');
      const main = join(root, 'scripts', 'suite', 'plainNode.ts');
      await assert.rejects(
        run(process.execPath, ['--import', 'tsx', main, folder, '60000', jobs], {
          cwd: root,
          env: { ...process.env, [resultsVariable]: results },
        }),
        /ended with code 1/,
      );
      const lines = (await readFile(results, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string; title?: string; details?: string });
      assert.deepEqual(lines.map(({ kind, title }) => [kind, title].join(' ')).sort(), [
        'end ',
        'failed bad fails',
        'passed works',
        'suite bad',
        'suite good',
      ]);
      const { details = '' } = lines.find(({ kind }) => kind === 'failed') ?? {};
      assert.match(details, /^Error: the reason\n +at .*bad\.test\.ts/);
    });
  }
});

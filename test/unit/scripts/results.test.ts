import assert from 'node:assert/strict';
import { appendFile, rm } from 'node:fs/promises';
import { Results } from '../../../scripts/suite/results';
import type { ResultLine } from '../../../scripts/suite/resultLines';
import type { Tally } from '../../../scripts/suite/tally';

describe('The count of a run of tests', () => {
  const end: ResultLine = { kind: 'end' };
  const passed: ResultLine = { kind: 'passed', title: 'works', depth: 1, ms: 1 };
  const failed: ResultLine = { kind: 'failed', title: 'a suite fails', depth: 1, details: 'Error: why\n    at here' };

  async function count(lines: readonly ResultLine[], problem?: string): Promise<Tally & { readonly output: string }> {
    let output = '';
    const results = await Results.open(`test-${process.pid}`, (text) => (output += `${text}\n`));
    try {
      for (const line of lines) await appendFile(results.file, `${JSON.stringify(line)}\n`);
      return { ...(await results.close(problem)), output };
    } finally {
      await rm(results.file);
    }
  }

  it('is that of its tests, and each failure is shown in full', async () => {
    const { output, ...tally } = await count([passed, failed, passed, end], 'the process ended with code 1');
    assert.deepEqual(tally, { passed: 2, failed: 1 });
    assert.match(output, /1\) a suite fails\n {5}Error: why\n {9}at here/);
  });

  it('leaves out tests that were not run', async () => {
    const { output, ...tally } = await count([passed, { kind: 'pending', title: 'later', depth: 1 }, end]);
    assert.deepEqual(tally, { passed: 1, failed: 0 });
    assert.match(output, /- later/);
  });

  it('has one failure more if the run broke off, though all tests until then passed', async () => {
    const { passed: passes, failed: failures } = await count([passed]);
    assert.deepEqual([passes, failures], [1, 1]);
  });

  it('has one failure more if the run broke off after a test had failed', async () => {
    const { passed: passes, failed: failures } = await count([failed]);
    assert.deepEqual([passes, failures], [0, 2]);
  });

  it('has one failure if something beside the tests went wrong, and shows it', async () => {
    const { output, ...tally } = await count([passed, end], 'the process did not end');
    assert.deepEqual(tally, { passed: 1, failed: 1 });
    assert.match(output, /the process did not end/);
  });

  it('has one failure if there was no test at all', async () => {
    const { passed: passes, failed: failures } = await count([end]);
    assert.deepEqual([passes, failures], [0, 1]);
  });
});

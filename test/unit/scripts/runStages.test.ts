import assert from 'node:assert/strict';
import { runStages } from '../../../scripts/suite/runStages';
import type { Stage } from '../../../scripts/suite/stages';
import { oneFailed, onePassed } from '../../../scripts/suite/tally';
import type { Tally } from '../../../scripts/suite/tally';

describe('The stages of a run of tests', () => {
  const never = new AbortController().signal;
  const stage = (name: string, run: Stage['run']): Stage => ({
    ...{ name, heading: name.toUpperCase(), row: 'tests', run },
  });
  const passing = (name: string): Stage => stage(name, () => Promise.resolve(onePassed));

  async function written(stages: readonly Stage[], interrupted = never): Promise<{ tally: Tally; lines: string[] }> {
    const lines: string[] = [];
    const tally = await runStages(stages, interrupted, (text) => lines.push(text.trim().replace(/\d+ s$/, 'N s')));
    return { tally, lines };
  }

  it('run one after the other, and one that cannot be run counts as a failure', async () => {
    const broken = stage('broken', () => Promise.reject(new Error('no such program')));
    const { tally, lines } = await written([passing('first'), broken, stage('last', () => Promise.resolve(oneFailed))]);
    assert.deepEqual(tally, { passed: 1, failed: 2 });
    assert.deepEqual(
      lines.filter((line) => /^[=>]/.test(line)),
      ['=== FIRST ===', '> first took N s', '=== BROKEN ===', '> broken took N s', '=== LAST ===', '> last took N s'],
    );
    assert.ok(lines.some((line) => line.includes('no such program')));
  });

  it('of several rows run beside each other, and what each says stays together', async () => {
    let begun: () => void = () => undefined;
    const checksRun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const inRow = (of: Stage, row: Stage['row']): Stage => ({ ...of, row });
    const waiting = stage('waiting', async (say) => {
      await checksRun;
      say('it was waited for');
      return onePassed;
    });
    const checks = stage('checks', () => {
      begun();
      return Promise.reject(new Error('a comma is missing'));
    });
    const { tally, lines } = await written([
      waiting,
      inRow(checks, 'checks'),
      inRow(passing('late'), 'checks'),
      passing('next'),
    ]);
    assert.deepEqual(tally, { passed: 3, failed: 1 });
    const at = lines.indexOf('=== CHECKS ===');
    assert.match(lines[at + 1] ?? '', /a comma is missing/);
    assert.equal(lines[at + 2], '> checks took N s');
    const first = ['=== WAITING ===', 'it was waited for', '> waiting took N s'];
    assert.deepEqual(lines.slice(0, 3), first);
    for (const name of ['next', 'late']) {
      assert.equal(lines[lines.indexOf(`=== ${name.toUpperCase()} ===`) + 1], `> ${name} took N s`);
    }
  });

  it('do not begin after an interrupt', async () => {
    const interrupt = new AbortController();
    const first = stage('first', () => {
      interrupt.abort();
      return Promise.resolve(onePassed);
    });
    const { lines } = await written([first, passing('second')], interrupt.signal);
    assert.deepEqual(lines, ['=== FIRST ===', '> first took N s']);
  });
});

import assert from 'node:assert/strict';
import { runStages } from '../../../scripts/suite/runStages';
import type { Stage } from '../../../scripts/suite/stages';
import { oneFailed, onePassed } from '../../../scripts/suite/tally';
import type { Tally } from '../../../scripts/suite/tally';

describe('The stages of a run of tests', () => {
  const never = new AbortController().signal;
  const stage = (name: string, run: Stage['run']): Stage => ({ name, heading: name.toUpperCase(), run });
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

  it('that run beside the others do so, count as much, and say what they have to say in one piece', async () => {
    let besideRuns: () => void = () => undefined;
    const seen = new Promise<void>((resolve) => {
      besideRuns = resolve;
    });
    const checks: Stage = {
      ...stage('checks', () => {
        besideRuns();
        return Promise.reject(new Error('a comma is missing'));
      }),
      beside: true,
    };
    const waiting = stage('waiting', async () => {
      await seen;
      return onePassed;
    });
    const { tally, lines } = await written([checks, waiting, { ...passing('late'), beside: true }, passing('next')]);
    assert.deepEqual(tally, { passed: 3, failed: 1 });
    const at = lines.indexOf('=== CHECKS ===');
    assert.match(lines[at + 1] ?? '', /a comma is missing/);
    assert.equal(lines[at + 2], '> checks took N s');
    for (const name of ['waiting', 'next', 'late']) {
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

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { ensureChromium } from '../scripts/hosts/chromium';
import { root } from '../scripts/hosts/paths';
import type { Findings } from './report';
import { cpuMsOfTree } from './support/processUse';
import { NodeProcess } from './support/server';

/** In two rounds, which take the two ways in opposite orders. */
const count = 100;
const rounds = [
  [1, 4],
  [4, 1],
] as const;
const sampleMs = 200;
const patienceMs = 600_000;

/** Those that come with Deskside and that its sample widget passes: in most, something takes its time as in life. */
const played = ['chat', 'conference', 'consult-and-transfer', 'email', 'inbound-call', 'pull-preview', 'rona'];

const reportSchema = v.object({ scenarios: v.array(v.object({ outcome: v.string() })) });

interface Played {
  readonly ms: number;
  readonly cpuMs: number;
  readonly notPassed: number;
}

/** How fast `deskside test` plays many scenarios with four workers, beside one by one. */
export async function scenarios(): Promise<Findings> {
  await ensureChromium();
  const folder = await mkdtemp(join(tmpdir(), 'deskside-bench-'));
  try {
    const inRound = count / rounds.length;
    for (let at = 0; at < inRound; at++) {
      const name = `${played[at % played.length] ?? ''}.scenario.yaml`;
      await copyFile(join(root, 'media', 'scenarios', name), join(folder, `${at}-${name}`));
    }
    const taken = { 1: none, 4: none };
    for (const workers of rounds.flat()) taken[workers] = sum(taken[workers], await play(folder, workers));
    const { 1: oneByOne, 4: four } = taken;
    const perMinute = ({ ms }: Played) => (count * 60_000) / ms;
    return {
      rows: [
        {
          measure: `${count} scenarios with four workers, to one by one`,
          unit: 'a minute',
          ours: perMinute(four),
          baseline: perMinute(oneByOne),
          ratio: oneByOne.ms / four.ms,
          bound: { of: 'ratio', is: 'atLeast', value: 1.4 },
        },
        {
          measure: 'Processor time of these, the browser included',
          unit: 's',
          ours: four.cpuMs / 1000,
          baseline: oneByOne.cpuMs / 1000,
          ratio: four.cpuMs / oneByOne.cpuMs,
        },
        {
          measure: `Scenarios of these ${2 * count} that did not pass`,
          unit: 'scenarios',
          ours: four.notPassed + oneByOne.notPassed,
          bound: { of: 'figure', is: 'atMost', value: 0 },
        },
      ],
      notes: [
        `The command \`deskside test\` with the sample widget on ${availableParallelism()} cores, ${inRound} scenarios at a time, in the order ${rounds.flat().join(', ')} workers; the start of the browser is in the figures. They are ${played.length} of those that come with Deskside, which the sample widget passes.`,
      ],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const none: Played = { ms: 0, cpuMs: 0, notPassed: 0 };

function sum(one: Played, other: Played): Played {
  return {
    ms: one.ms + other.ms,
    cpuMs: one.cpuMs + other.cpuMs,
    notPassed: one.notPassed + other.notPassed,
  };
}

async function play(folder: string, workers: number): Promise<Played> {
  const began = performance.now();
  const command = join(root, 'dist', 'cli.js');
  const process = new NodeProcess([command, 'test', folder, '--workers', String(workers), '--reporter', 'json']);
  // The most there was: what ends with the browser takes its time along.
  let cpuMs = 0;
  const sampler = setInterval(() => {
    void cpuMsOfTree(process.pid).then((ms) => (cpuMs = Math.max(cpuMs, ms)));
  }, sampleMs);
  try {
    const report = await process.line(reportSchema, patienceMs);
    const ms = performance.now() - began;
    return { ms, cpuMs, notPassed: report.scenarios.filter(({ outcome }) => outcome !== 'passed').length };
  } finally {
    clearInterval(sampler);
    await process.stop();
  }
}

import { basename } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { replayPlayable } from '../../headless/play/playJob';
import { encodePlan } from '../../trace/replay/encodePlan';
import { planOfTrace } from '../../trace/replay/planOfTrace';
import { addUrl } from '../options';
import { writeErrorLine } from '../output';
import { traceOf } from '../traces/traceFiles';
import { playJobs } from './playJobs';
import { reporters } from './reporters';
import type { ReporterName } from './reporters';
import type { NamedJob } from './scenarioFiles';

interface ReplayOptions {
  readonly trace: string;
  readonly widget: readonly string[];
  readonly pace: 'recorded' | 'fast';
  readonly reporter: ReporterName;
  readonly command?: string;
}

/**
 * Adds `deskside replay`: replays a trace to a widget in a browser without a window, and reports where the widget does
 * otherwise than it did. Exit codes are those of `deskside test`; 2 also if the file is no trace.
 */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('Replay a trace to a widget in a browser without a window, and report what it does otherwise.')
    .requiredOption('--trace <file>', 'file that ends in .deskside-trace')
    .option('--widget <url>', 'widget to replay it to (repeatable); the sample widget by default', addUrl, [])
    .addOption(new Option('--pace <pace>', 'how fast').choices(['recorded', 'fast']).default('fast'))
    .option('--command <command>', "the widget's own server: started, waited for, and ended when all is over")
    .addOption(new Option('--reporter <name>', 'how to print').choices(Object.keys(reporters)).default('line'))
    .action(replay);
}

/** What is replayed is recorded already. */
const noTraces = { trace: 'off', traceFolder: '' } as const;

async function replay(options: ReplayOptions): Promise<void> {
  await playJobs((signal) => jobsOf(options, signal), { ...options, interactionWidget: [], workers: 1, ...noTraces });
}

async function jobsOf({ trace: file, pace }: ReplayOptions, signal: AbortSignal): Promise<NamedJob[]> {
  const trace = await traceOf(file, writeErrorLine, signal);
  const plan = await planOfTrace(trace, basename(file, '.deskside-trace'), signal);
  return [{ file, play: replayPlayable(plan, encodePlan(plan), pace), stepLines: [], repetition: undefined }];
}

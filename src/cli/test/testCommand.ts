import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { traceChoices } from '../../headless/play/scenarioEvent';
import { addUrl, readProfileFile } from '../options';
import { playJobs } from './playJobs';
import type { PlayOptionsOfCommand } from './playJobs';
import { reporters } from './reporters';
import { readScenarioFiles } from './scenarioFiles';

interface TestOptions extends PlayOptionsOfCommand {
  readonly repeat: number;
}

const mostWorkers = 64;
const mostRepeats = 10_000;

/**
 * Adds `deskside test`: plays scenarios with a widget in a browser without a window. Exit code 1 if one of them does not
 * pass or none could be played, 2 if the files hold no scenarios, that of the signal if one ended it.
 */
export function addTest(program: Command): void {
  program
    .command('test')
    .description('Play scenarios with a widget in a browser without a window, and report how they went.')
    .argument('<scenario...>', 'files, folders or globs in quotes, or names of scenarios that are shipped')
    .option('--widget <url>', 'widget to test (repeatable); the sample widget by default', addUrl, [])
    .option('--interaction-widget <url>', 'widget to test beside each interaction (repeatable)', addUrl, [])
    .option('--workers <number>', 'how many are played at once', atMost(mostWorkers), availableParallelism())
    .option('--repeat <number>', 'how many times each is played', atMost(mostRepeats), 1)
    .option('--profile <file>', 'profile of a live Workspace by which the simulated one behaves', readProfileFile)
    .option('--command <command>', "the widget's own server: started, waited for, and ended when all is over")
    .addOption(new Option('--trace <when>', 'of which a trace is written').choices([...traceChoices]).default('off'))
    .option('--trace-folder <folder>', 'folder for the traces', 'deskside-traces')
    .addOption(new Option('--reporter <name>', 'how to print').choices(Object.keys(reporters)).default('line'))
    .action(test);
}

function atMost(most: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`Give a number from 1 to ${most}.`);
  };
}

async function test(patterns: readonly string[], options: TestOptions): Promise<void> {
  await playJobs(() => readScenarioFiles(patterns, options.repeat), options);
}

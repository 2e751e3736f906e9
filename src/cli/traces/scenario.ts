import { basename } from 'node:path';
import type { Command } from 'commander';
import { TraceScenarioError, scenarioOfTrace } from '../../trace/scenario/traceScenario';
import { fail, writeOrPrint } from '../newFile';
import { writeErrorLine } from '../output';
import { TraceFileError, traceOf } from './traceFiles';

interface ScenarioOptions {
  readonly name?: string;
  readonly output?: string;
}

/** Adds `deskside scenario`: turns a trace into a scenario. Exit code 1 if none can be made, 2 if the file is no trace. */
export function addScenario(program: Command): void {
  program
    .command('scenario')
    .description('Turn a trace into a scenario, and print it.')
    .argument('<trace>', 'file that ends in .deskside-trace')
    .option('--name <name>', 'name of the scenario; that of the file by default')
    .option('--output <file>', 'file to write it into, which must not exist yet')
    .action(scenario);
}

async function scenario(file: string, { name = nameOf(file), output }: ScenarioOptions): Promise<void> {
  try {
    const { entries } = await traceOf(file, writeErrorLine);
    const { text, leftOut } = await scenarioOfTrace(entries, name);
    leftOut.forEach(writeErrorLine);
    await writeOrPrint(text, output, 'The scenario');
  } catch (error) {
    if (error instanceof TraceFileError) fail(error.message, 2);
    else if (error instanceof TraceScenarioError) fail(error.message, 1);
    else throw error;
  }
}

function nameOf(file: string): string {
  return basename(file, '.deskside-trace');
}

import type { Command } from 'commander';
import { profileText } from '../../simulator/desk/profile/profile';
import type { TraceEntry } from '../../trace/format';
import { learnProfile, ProfileLearningError, profileSummary } from '../../trace/profile/learnProfile';
import { fail, writeOrPrint } from '../newFile';
import { writeErrorLine } from '../output';
import { TraceFileError, traceOf } from './traceFiles';

interface LearnOptions {
  readonly output?: string;
}

/** Adds `deskside learn`: makes a profile of traces. Exit code 1 if there is nothing to learn, 2 if a file is no trace. */
export function addLearn(program: Command): void {
  program
    .command('learn')
    .description('Learn event types, shapes and error texts from traces of a live Workspace, and print the profile.')
    .argument('<trace...>', 'files that end in .deskside-trace')
    .option('--output <file>', 'file to write it into, which must not exist yet')
    .action(learn);
}

async function learn(files: readonly string[], { output }: LearnOptions): Promise<void> {
  try {
    const traces: (readonly TraceEntry[])[] = [];
    for (const file of files) traces.push((await traceOf(file, writeErrorLine)).entries);
    const profile = await learnProfile(traces);
    writeErrorLine(`Learned ${profileSummary(profile)}.`);
    await writeOrPrint(profileText(profile), output, 'The profile');
  } catch (error) {
    if (error instanceof TraceFileError) fail(error.message, 2);
    else if (error instanceof ProfileLearningError) fail(error.message, 1);
    else throw error;
  }
}

import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { addServe } from './serve';
import { addTest } from './test';

/** Exit codes: 1 if a command could not do its work, 2 if it was called wrongly. */
async function main(): Promise<void> {
  const program = new Command('deskside')
    .description('Develop and debug Genesys Agent Workspace integrations.')
    .version(version)
    .exitOverride();
  addServe(program);
  addTest(program);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

void main();

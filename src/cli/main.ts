#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { addCheck } from './check';
import { addLearn } from './traces/learn';
import { addMcp } from './mcp/mcpCommand';
import { print, writeErrorLine, tolerateLostOutput } from './output';
import { addScenario } from './traces/scenario';
import { addServe } from './serve';
import { addReplay } from './test/replayCommand';
import { addTest } from './test/testCommand';

/** Exit codes: 1 if a command could not do its work, 2 if it was called wrongly. */
async function main(): Promise<void> {
  tolerateLostOutput();
  const program = new Command('deskside')
    .description('Develop and debug Genesys Agent Workspace integrations.')
    .version(version)
    .configureOutput({
      writeOut: (text) => print(text, cannotPrint),
      // Some of these texts have a second line with a hint.
      outputError: (text) => text.trimEnd().split('\n').forEach(writeErrorLine),
    })
    .exitOverride();
  addServe(program);
  addTest(program);
  addReplay(program);
  addCheck(program);
  addScenario(program);
  addLearn(program);
  addMcp(program);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) process.exitCode = 2;
  }
}

function cannotPrint(why: string): void {
  writeErrorLine(`Nothing could be printed (${why}).`);
  process.exitCode = 1;
}

void main();

import { InvalidArgumentError } from 'commander';
import { parseOrigin } from '../relayClient/origin';
import { longestProfile, ProfileError, readProfile } from '../simulator/desk/profile/profile';
import type { Profile } from '../simulator/desk/profile/profile';
import { problemLines, readScenario } from '../simulator/scenario/format/readScenario';
import type { Scenario } from '../simulator/scenario/format/scenario';
import { findShippedScenario, shippedScenarioNames } from '../simulator/scenario/format/shipped';
import { UnreadableFile, readRegularFile } from './regularFile';
import { terminalLine } from './terminalText';

/** More than the longest scenario takes in any encoding. */
export const mostScenarioBytes = 1024 * 1024;

export function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new InvalidArgumentError('Give a number from 0 to 65535.');
}

export function addUrl(text: string, before: readonly string[]): readonly string[] {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return [...before, text];
  throw new InvalidArgumentError('Give a whole address that begins with http:// or https://.');
}

export function addOrigin(text: string, before: readonly string[]): readonly string[] {
  const origin = parseOrigin(text);
  if (origin !== undefined) return [...before, origin];
  throw new InvalidArgumentError('Give an origin such as http://localhost:5173, without a path.');
}

/** Reads a scenario from a file, or takes one of those shipped by its name. */
export function readScenarioFile(file: string): Scenario {
  const shipped = findShippedScenario(file);
  if (shipped !== undefined) return shipped;
  const read = readScenario(textOf(file));
  if ('scenario' in read) return read.scenario;
  throw new InvalidArgumentError(problemLines(file, read.problems).map(terminalLine).join('\n'));
}

/** Reads a profile from a file. */
export function readProfileFile(file: string): Profile {
  try {
    return readProfile(readRegularFile(file, longestProfile).text);
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof ProfileError) {
      throw new InvalidArgumentError(terminalLine(`${file}: ${error.message}`));
    }
    throw new InvalidArgumentError('There is no such file that can be read. Make one with “deskside learn”.');
  }
}

function textOf(file: string): string {
  try {
    return readRegularFile(file, mostScenarioBytes).text;
  } catch (error) {
    if (error instanceof UnreadableFile) throw new InvalidArgumentError(`${file} ${error.message}. Give another one.`);
    throw new InvalidArgumentError(
      `There is no such file that can be read. Give one, or one of these names: ${shippedScenarioNames.join(', ')}.`,
    );
  }
}

import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { parseOrigin } from '../relay/origin';
import { readScenario } from '../simulator/scenario/readScenario';
import type { Scenario } from '../simulator/scenario/scenario';
import { findShippedScenario, shippedScenarioNames } from '../simulator/scenario/shipped';

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
  throw new InvalidArgumentError(`${file}:${read.line}:${read.column} ${read.problem}`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new InvalidArgumentError(
      `There is no such file that can be read. Give one, or one of these names: ${shippedScenarioNames.join(', ')}.`,
    );
  }
}

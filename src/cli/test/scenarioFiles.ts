import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { escapePath, glob } from 'tinyglobby';
import { scenarioPlayable } from '../../headless/play/playJob';
import type { PlayJob } from '../../headless/play/playJob';
import { errorCode } from '../../base/guards';
import { problemLines, readScenario } from '../../simulator/scenario/format/readScenario';
import { findShippedScenario, shippedScenarioNames } from '../../simulator/scenario/format/shipped';
import { stepLines } from '../../simulator/scenario/format/stepLines';
import { mostScenarioBytes } from '../options';
import { UnreadableFile, readRegularFile } from '../regularFile';

/** A scenario to be played, once or again. */
export interface NamedJob extends PlayJob {
  /** Which time it is played, from 1; undefined if only once. */
  readonly repetition: number | undefined;
}

/** Patterns name no scenarios, or files hold none: a line for each problem, with its place. */
export class ScenarioFilesError extends Error {
  override readonly name = 'ScenarioFilesError';
}

const inFolder = '**/*.scenario.{yaml,yml,json}';

/**
 * Reads all scenarios before one is played: what happens to the files later changes nothing.
 * @param patterns files, folders, globs, or names of shipped scenarios
 * @param repeat how many times each is to be played
 * @throws ScenarioFilesError
 */
export async function readScenarioFiles(patterns: readonly string[], repeat: number): Promise<NamedJob[]> {
  const problems: string[] = [];
  const jobs = new Map<string, PlayJob>();
  for (const pattern of patterns) {
    const shipped = findShippedScenario(pattern);
    if (shipped !== undefined) jobs.set(pattern, { file: pattern, play: scenarioPlayable(shipped), stepLines: [] });
    const files = shipped === undefined ? await filesOf(pattern) : [pattern];
    if (files.length === 0) problems.push(nothingFound(pattern));
    for (const file of files) {
      if (jobs.has(file)) continue;
      const read = readFile(file);
      if ('problems' in read) problems.push(...read.problems);
      else jobs.set(file, read);
    }
  }
  if (problems.length > 0) throw new ScenarioFilesError(problems.join('\n'));
  return Array.from({ length: repeat }, (_, index) =>
    [...jobs.values()].map((job) => ({ ...job, repetition: repeat === 1 ? undefined : index + 1 })),
  ).flat();
}

/** As the user would write them from here, in their order. */
async function filesOf(pattern: string): Promise<string[]> {
  const path = pattern.split(sep).join('/');
  const kind = await stat(pattern).catch(() => undefined);
  const found =
    kind !== undefined && !kind.isDirectory()
      ? [pattern]
      : await glob(kind === undefined ? path : `${escapePath(path)}/${inFolder}`, {
          expandDirectories: false,
          ignore: '**/node_modules/**',
        });
  const here = process.cwd();
  return found.map((file) => (file.startsWith(here) ? relative(here, file) : file).split(sep).join('/')).toSorted();
}

function nothingFound(pattern: string): string {
  const names = shippedScenarioNames.join(', ');
  return /[*?{[(!]/.test(pattern)
    ? `No file fits ${pattern}. Scenarios are files such as call.scenario.yaml.`
    : `${pattern}: there is no such file, and no scenario in such a folder. Give another one, or one of these names: ${names}.`;
}

function readFile(file: string): PlayJob | { readonly problems: readonly string[] } {
  try {
    const { text } = readRegularFile(file, mostScenarioBytes);
    const read = readScenario(text);
    if ('scenario' in read) return { file, play: scenarioPlayable(read.scenario), stepLines: stepLines(text) };
    return { problems: problemLines(file, read.problems) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { problems: [`${file} ${error.message}. Give another one.`] };
    if (errorCode(error) !== undefined) return { problems: [`${file} can't be read (${String(errorCode(error))}).`] };
    throw error;
  }
}

import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { escapePath, glob } from 'tinyglobby';
import { DocumentTooLong, findProblems } from '../language/checks/findProblems';
import type { Problem } from '../language/checks/findProblems';
import { Modules } from '../language/modules';
import { Lines } from '../language/syntax/lines';
import { languageOf } from '../language/documents';
import { reportFormats } from './checkReport';
import { print, writeErrorLine } from './output';
import type { FileProblem, ReportFormat } from './checkReport';

interface CheckCommandOptions {
  readonly format: ReportFormat;
  readonly off: readonly string[];
}

/** Adds `deskside check`: looks for mistakes in the use of the API. Exit code 1 if it finds some, 2 if it could not look. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('Check how files use the Service Client API.')
    .argument('<pattern...>', "files, folders or globs, such as 'src/**/*.{js,ts,jsx,tsx,html,vue,svelte}'")
    .addOption(new Option('--format <format>', 'how to print').choices(Object.keys(reportFormats)).default('text'))
    .option(
      '--off <check>',
      'a check to leave out (repeatable)',
      (name, before: readonly string[]) => [...before, name],
      [],
    )
    .action(check);
}

async function check(patterns: readonly string[], { format, off }: CheckCommandOptions): Promise<void> {
  const files = (await Promise.all(patterns.map(filesOf))).flat().filter((file) => languageOf(file) !== undefined);
  if (files.length === 0) {
    process.stderr.write(
      `No file with scripts matches ${patterns.join(' ')}. Name files, folders or globs in quotes.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const modules = new Modules((path) => readFile(path, 'utf8').catch(() => undefined));
  const found: FileProblem[] = [];
  for (const file of [...new Set(files)].toSorted()) found.push(...(await problemsIn(file, modules, new Set(off))));
  print(reportFormats[format](found), (why) => writeErrorLine(`The problems could not be printed (${why}).`));
  if (found.length > 0) process.exitCode = 1;
}

/** The files that a pattern names: all below a folder, or those that fit a glob. */
async function filesOf(pattern: string): Promise<readonly string[]> {
  const path = pattern.split(sep).join('/');
  const isFolder = await stat(pattern).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return glob(isFolder ? `${escapePath(path)}/**` : path, {
    absolute: true,
    expandDirectories: false,
    ignore: '**/node_modules/**',
  });
}

async function problemsIn(file: string, modules: Modules, off: ReadonlySet<string>): Promise<readonly FileProblem[]> {
  const name = relative(process.cwd(), file).split(sep).join('/');
  try {
    const text = await readFile(file, 'utf8');
    const language = languageOf(file) ?? '';
    const problems = await modules.analyze(resolve(file).split(sep).join('/'), (readModule) =>
      findProblems(text, language, { off, readModule }),
    );
    const lines = new Lines(text);
    return problems.map((problem) => placed(problem, name, lines));
  } catch (error) {
    if (!(error instanceof DocumentTooLong) && !(error instanceof Error && 'code' in error)) throw error;
    writeErrorLine(`${name}: ${error.message}`);
    process.exitCode = 2;
    return [];
  }
}

function placed(problem: Problem, file: string, lines: Lines): FileProblem {
  const { line, column } = lines.at(problem.range.from);
  return { ...problem, file, line: line + 1, column: column + 1 };
}

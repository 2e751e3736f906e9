import { appendFileSync } from 'node:fs';
import * as v from 'valibot';
import { resultsVariable } from './resultLines';
import type { ResultLine } from './resultLines';

/**
 * Runs test files with mocha and writes what comes of them, line by line, to the file that DESKSIDE_TEST_RESULTS names;
 * without one it is written to the console, for somebody who debugs a test.
 * @param files whole paths
 * @param jobs how many processes share the files; 1, the default, runs them in this one
 * @returns how many failed
 */
export async function runMocha(
  files: readonly string[],
  { timeoutMs, jobs = 1 }: { readonly timeoutMs: number; readonly jobs?: number },
): Promise<number> {
  const path = process.env[resultsVariable];
  // mocha is an ES module, and in VS Code this file is not.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: timeoutMs,
    retries: 0,
    forbidOnly: true,
    // The reporter called base writes nothing.
    reporter: path === undefined ? 'spec' : 'base',
    parallel: jobs > 1,
    jobs,
  });
  for (const file of files) mocha.addFile(file);
  // Several processes load the files themselves.
  if (jobs === 1) await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    if (path !== undefined) report(runner, path);
  });
}

/** Writes what a run tells; to be attached before its first test. */
function report(runner: Mocha.Runner, path: string): void {
  const write = (line: ResultLine): void => appendFileSync(path, `${JSON.stringify(line)}\n`);
  // How many suites are around; the root suite, which has no title, does not count.
  let depth = 0;
  runner.on('suite', ({ root, title }) => {
    if (root) return;
    write({ kind: 'suite', title, depth });
    depth += 1;
  });
  runner.on('suite end', ({ root }) => {
    if (!root) depth -= 1;
  });
  runner.on('pass', ({ title, duration }) => write({ kind: 'passed', title, depth, ms: duration ?? 0 }));
  runner.on('pending', ({ title }) => write({ kind: 'pending', title, depth }));
  runner.on('fail', (test, error: unknown) => {
    write({ kind: 'failed', title: test.fullTitle(), depth, details: details(error) });
  });
  runner.on('end', () => write({ kind: 'end' }));
}

/** An error, or what is left of one that came from another process. */
const errorSchema = v.object({
  message: v.string(),
  stack: v.optional(v.string()),
  cause: v.optional(v.unknown()),
});

function details(error: unknown): string {
  if (!v.is(errorSchema, error)) return `thrown: ${String(error)}`;
  const text = error.stack ?? error.message;
  return error.cause === undefined ? text : `${text}\ncaused by ${details(error.cause)}`;
}
